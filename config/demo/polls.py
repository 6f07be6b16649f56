"""A hub with the summary of a topic and an introduction it suggests; and a poll that some have answered."""

from datetime import timedelta

from django.utils import timezone

from members.models import Organisation, Person
from salon.desk import suggesting
from salon.models import Poll, Posting, Room, Summary, Topic
from salon.rooms import polls, summaries


def load() -> None:
    """A second load finds the first."""
    people = Person.objects.in_bulk(field_name="email")
    minato, hoshizora, koyama, tsukiyo = (
        people[f"{who}@example.org"] for who in ("minato", "hoshizora", "koyama", "tsukiyo")
    )
    hub = Organisation.objects.get(code="sample-minato")
    if not Summary.objects.exists():
        kinki = Room.objects.get(block__name="近畿")
        hub.hub_blocks.add(kinki.block)
        summaries.write(
            minato,
            Topic.objects.get(room=kinki, title="男性が来てくれません。声のかけ方を教えてください"),
            "- **お客さんではなく、頼まれごと**の方が入りやすい（配膳の台、雨どい）\n- 終わったあとのお茶を長めに\n- 2回目からは、自分たちで次を決めてくれた",
        )
        posting = Posting.objects.filter(organisation__code="sample-hoshizora", state="open").first()
        choices = suggesting.choices(hub, posting) if posting else Organisation.objects.none()
        if posting and (other := choices.filter(is_sample=True).exclude(pk=hub.pk).first()):
            words = "どちらも、畑のあるご家庭とつながりがあります。"
            suggesting.suggest(person=minato, hub=hub, posting=posting, other=other, words=words)
    if Poll.objects.exists():
        return
    message = polls.ask(
        person=tsukiyo,
        room=Room.objects.get(kind=Room.Kind.SMALL_TALK),
        topic=None,
        title="オンラインのお茶会、いつが出やすいですか",
        text="夜に画面ごしのお茶会を開こうと思います。出やすい時間を教えてください。",
        key="demo-poll-00",
        facts={
            "question": "出やすいのはいつですか",
            "options": ["平日の夜8時", "平日の夜9時", "日曜の夜8時"],
            "multiple": True,
            "closes_at": timezone.now() + timedelta(days=10),
        },
    )
    poll = Poll.objects.get(message=message)
    for person, choices in ((minato, [0, 2]), (koyama, [2]), (hoshizora, [1, 2])):
        polls.vote(person, poll, choices)
