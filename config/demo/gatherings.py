"""Two gatherings that are still to come: one online of the whole network, one in a place, opened by a hub and full."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from members.models import Person
from salon.gatherings import attending, opening
from salon.models import Gathering, Room


def load() -> None:
    """A second load finds the first."""
    if Gathering.objects.exists():
        return
    people = Person.objects.in_bulk(field_name="email")
    facilitator, minato, hamabe, hoshizora, koyama, tsukiyo = (
        people[f"{who}@example.org"] for who in ("facilitator", "minato", "hamabe", "hoshizora", "koyama", "tsukiyo")
    )
    evening = opening.open_gathering(
        person=facilitator,
        room=None,
        key="demo-gathering-00",
        facts={
            "title": "夜のオンラインお茶会（見本）",
            "text": "画面ごしに、お茶を飲みながら近況を話します。\n\n- **途中から・途中まで**でもかまいません\n- 顔を出さなくても、聞くだけでも大丈夫です\n- つなぎ方が分からない方は、30分前から事務局が待っています",
            "form": Gathering.Form.ONLINE,
            "place": "",
            "online": "https://example.org/ochakai",
            "seats": 20,
            "is_public": True,
            **_at(days=6, hour=20, minutes=60),
        },
    )
    for person in (tsukiyo, koyama, minato):
        attending.join(person, evening)
    visit = opening.open_gathering(
        person=minato,
        room=Room.objects.get(block__name="近畿"),
        key="demo-gathering-01",
        facts={
            "title": "近畿の見学会：男の台所（見本）",
            "text": "月に一度の「男の台所」を見ていただきます。そのあと、お茶を飲みながら、声のかけ方の話をしましょう。\n\n- エプロンをお持ちください\n- お昼ごはんをご一緒します",
            "form": Gathering.Form.PLACE,
            "place": "みなと会館2階の調理室（見本の住所）",
            "online": "",
            "seats": 2,
            **_at(days=13, hour=10, minutes=150),
        },
    )
    for person in (minato, hamabe, hoshizora):
        attending.join(person, visit)


def _at(days: int, hour: int, minutes: int) -> dict:
    """Beginning and end, counted from today."""
    starts = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))
    return {"starts": starts, "ends": starts + timedelta(minutes=minutes)}
