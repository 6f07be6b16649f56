"""What the secretariat does in rooms: an announcement, a word to a person, one report that waits and one that was answered."""

from datetime import timedelta

from django.utils import timezone

from members.models import Person
from salon.models import Caution, Message, PostingKey, Report, Room
from salon.moderation import announcing, reading_first, reporting, standing

ROOMS = ("近畿", "雑談")
TITLE = "事務局のお休みと、冬の電話当番（見本）"
TEXT = (
    "いつもありがとうございます。事務局の結城です。\n"
    "年末は12月28日まで、年始は1月5日からです。お休みのあいだも、サロンはいつもどおり開いています。\n"
    "急ぎのことは、団体と事務局のルームに書いてください。1日に1回は見ています。"
)


def load() -> None:
    """A second load finds the first."""
    people = Person.objects.in_bulk(field_name="email")
    desk, tsukiyo, hoshizora, kinone = (
        people[f"{who}@example.org"] for who in ("facilitator", "tsukiyo", "hoshizora", "kinone")
    )
    announcing.announce(desk, Room.objects.filter(name__in=ROOMS), TITLE, TEXT, "demo-announcement")
    if not Caution.objects.exists():
        # Read and confirmed, so that nobody of the demonstration is stopped at the door
        given = standing.caution(
            desk,
            kinone,
            "研ぎ代のことを、書きこみの下に何度かお書きでした。お金のことは、団体どうしで直接決めるまえに、事務局にひと声かけてください。",
        )
        reading_first.confirm(kinone, None, [given.pk], [])
    if Report.objects.exists():
        return
    answered, waits = _said("demo-07-00"), _said("demo-08-00")
    reporting.report(tsukiyo, answered, Report.Reason.OTHER, "運転中のお話なので、少し心配になりました。")
    words = "小山さんに聞きました。虹を見たのは、車を止めてからだそうです。ありがとうございました。"
    reporting.close(desk, answered, Report.Outcome.SPOKEN, words)
    reporting.report(hoshizora, waits, Report.Reason.WRONG_PLACE, "「居場所づくり」の方が、答えが集まりそうです。")
    Report.objects.filter(message=answered).update(at=timezone.now() - timedelta(days=1))


def _said(key: str) -> Message:
    return PostingKey.objects.select_related("message").get(key=key).message
