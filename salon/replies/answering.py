"""A kind mail to who answered by mail in vain, or sent a file that was not taken: why, and what to do.

It says no word of the topic; what the person wrote comes back in it, so that nothing is lost.

It goes to the person's registered address only, seldom, and is marked as a machine's, so that two machines never
write to each other.
"""

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException
from typing import cast

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.message import EmailMultiAlternatives
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.language import in_japanese
from members.mail import sheet
from members.mail.composing import compose, one_line
from members.mail.smtp import Backend
from members.models import Person, Suppression
from members.models.people import normal_address
from salon.models import MailAnswer
from salon.models.messages import TEXT_LENGTH
from salon.replies.addresses import without_keys
from salon.replies.reading import Mail

A_DAY = 10  # mails to one person in 24 hours
KEPT = timedelta(days=30)
GIVEN_BACK = 50_000  # characters


class Reason(models.TextChoices):
    """Why nothing was posted, or not all of it; the label is what the person reads."""

    OTHER_SENDER = (
        "other_sender",
        gettext_lazy(
            "ご登録のアドレスとは別のアドレスから届いたため、話題には書きこんでいません。ご登録のアドレス（このメールの宛先）から、"
            "もう一度お送りください。心当たりがないときは、何もしなくて大丈夫です。"
        ),
    )
    RUN_OUT = (
        "run_out",
        gettext_lazy("返信先のアドレスが古くなっていました。お手数ですが、サロンを開いて書きこんでください。"),
    )
    NOT_IN_ROOM = (
        "not_in_room",
        gettext_lazy(
            "この返信先には、いまは書きこめません。わからないことは、このメールに返信して事務局におたずねください。"
        ),
    )
    READ_FIRST = (
        "read_first",
        gettext_lazy(
            "事務局から、先にお読みいただきたいことがあります。そのため、まだ書きこんでいません。"
            "サロンを開いてお読みになってから、下の文を話題のページに写すか、もう一度メールでお送りください。"
        ),
    )
    MANY_TOPICS = (
        "many_topics",
        gettext_lazy(
            "いくつもの話題の「まとめ」のメールへのご返信でした。どの話題へのお返事か分からないため、まだどこにも書きこんでいません。"
            "まとめのメールで話題ごとにある「この話題に返信」のあて先に送るか、サロンを開いて話題のページに書きこんでください。"
        ),
    )
    TOO_LARGE = (
        "too_large",
        gettext_lazy("メールが大きすぎて、読みこめませんでした。写真などの添付を外して、もう一度お送りください。"),
    )
    EMPTY = (
        "empty",
        gettext_lazy(
            "お書きになった文が見つかりませんでした。引用されたもとのメールより上に文を書いて、もう一度お送りください。"
        ),
    )
    ONLY_FILES = (
        "only_files",
        gettext_lazy("添付されたファイルを受けとれなかったため、まだ書きこんでいません。"),
    )
    SOME_FILES = (
        "some_files",
        gettext_lazy("お書きになった文は、話題に書きこみました。ただ、次のファイルは受けとれませんでした。"),
    )
    PERSONAL = (
        "personal",
        gettext_lazy(
            "支えている方の生年月日のようなものが入っていたため、まだ書きこんでいません。どなたのことか分かってしまうところを消して、"
            "もう一度お送りください。"
        ),
    )
    TOO_LONG = (
        "too_long",
        gettext_lazy("文が長すぎました。1回に書きこめるのは%(limit)d文字までです。2回に分けて、お送りください。"),
    )
    CLOSED = (
        "closed",
        gettext_lazy("この話題は終了しています。続きは、サロンで新しい話題にお書きください。"),
    )


# What comes from another address may be somebody else's, who would have us carry it; what is too large was not read whole
NOT_GIVEN_BACK = (Reason.OTHER_SENDER, Reason.TOO_LARGE, Reason.SOME_FILES)


@transaction.atomic
def answer(person: Person, mail: Mail, reason: Reason, troubles: Sequence[str] = ()) -> None:
    """Have the person told, once for each mail, and not more than `A_DAY` times a day. `troubles`: of files, in sentences."""
    from salon.replies import tasks

    now = timezone.now()
    told = MailAnswer.objects.filter(person=person)
    told.filter(at__lt=now - KEPT).delete()
    if told.filter(at__gt=now - timedelta(days=1)).count() >= A_DAY:
        return
    if Suppression.objects.filter(address=normal_address(person.email)).exists():
        return
    written = _written(person, mail, reason, troubles)
    row, is_new = MailAnswer.objects.get_or_create(person=person, key=mail.key, defaults={"at": now, **written})
    if is_new:
        tasks.send_answer.enqueue(row.pk, mail.message_id)


@in_japanese
def _written(person: Person, mail: Mail, reason: Reason, troubles: Sequence[str]) -> dict[str, str]:
    """Fields of MailAnswer."""
    if reason == Reason.SOME_FILES:
        subject = _("書きこみました。受けとれなかったファイルがあります")
    else:
        subject = _("メールでの返信を、書きこめませんでした")
    why = str(reason.label) % {"limit": TEXT_LENGTH}
    salon = f"{settings.SITE_URL}/salon/"
    parts = [
        sheet.words(sheet.greeting(person.name)),
        sheet.words(_("メールでお返事をくださり、ありがとうございます。")),
        sheet.words("\n".join([why, *(f"・{trouble}" for trouble in troubles)])),
        *_given_back(mail, reason),
        sheet.button(_("サロンはこちらです： %(address)s") % {"address": salon}, _("サロンをひらく"), salon),
    ]
    return {
        "subject": subject,
        "text": sheet.signed(sheet.text_of(parts)),
        "html": sheet.html_of(subject, parts),
    }


def _given_back(mail: Mail, reason: Reason) -> list[sheet.Part]:
    words = "" if reason in NOT_GIVEN_BACK else without_keys(mail.words[:GIVEN_BACK])
    if words:
        line = "―" * 10
        return [
            sheet.words(_("お書きになった文です。このまま写してお使いいただけます。")),
            sheet.written_back(f"{line}\n{words}\n{line}", words),
        ]
    if reason == Reason.SOME_FILES:
        return []
    return [sheet.words(_("お書きになった文は、お手元の「送信済み」のメールに残っています。"))]


def send(pk: int, message_id: str) -> None:
    """Let the mail leave, and forget its text; nothing to whom is gone."""
    row = MailAnswer.objects.select_related("person").filter(pk=pk).exclude(text="").first()
    if row is None:
        return
    if row.person.is_active:
        headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
        if message_id.isascii() and 2 < len(message_id) < 200:
            # Shown below the mail that it is about
            headers["In-Reply-To"] = headers["References"] = one_line(message_id, 200)
        _hand_over(compose(row.person.email, row.subject, row.text, row.html, headers))
    MailAnswer.objects.filter(pk=pk).update(text="", html="")


def _hand_over(mail: EmailMultiAlternatives) -> None:
    """Raises OSError or SMTPException, but only where the mail did not leave: it shall not come twice."""
    has_left: list[bool] = []
    mail.connection = connection = cast("Backend", get_connection())
    connection.before_the_dot = lambda: has_left.append(True)
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        if not has_left or isinstance(error, SMTPDataError):
            raise
