"""What the secretariat makes: a working group of two 見本 organisations, and a word in the room of one of them."""

from members.models import Organisation, Person
from salon.models import Room
from salon.rooms import groups, opening
from salon.rooms.posting import open_topic, post

NAME = "合同の収穫祭（見本）"


def load() -> None:
    """A second load finds the first."""
    if Room.objects.filter(kind=Room.Kind.GROUP).exists():
        return
    opening.open_own_rooms(Organisation.objects.filter(is_sample=True))
    people = Person.objects.in_bulk(field_name="email")
    facilitator, hoshizora, michikusa, tsukiyo = (
        people[f"{who}@example.org"] for who in ("facilitator", "hoshizora", "michikusa", "tsukiyo")
    )
    group = groups.open_group(NAME, "秋に合同で開く集いの準備をします。終わったら閉じます。")
    for code in ("sample-hoshizora", "sample-michikusa"):
        groups.add(group, Organisation.objects.get(code=code))
    groups.add(group, tsukiyo)
    plan = open_topic(
        person=facilitator,
        room=group,
        title="いつ、どこで開きましょうか",
        text="10月の土曜日を考えています。場所は、ほしぞら食堂の庭をお借りできそうです。",
        key="demo-groups-00",
    )
    for number, (person, text) in enumerate(
        [
            (hoshizora, "庭は30人くらい座れます。雨の日は、中で20人までです。"),
            (michikusa, "さつまいもを持って行きます。焼く係も、うちで引き受けます。"),
        ],
        start=1,
    ):
        post(person=person, topic=plan.message.topic, text=text, key=f"demo-groups-{number:02}")
    asked = open_topic(
        person=tsukiyo,
        room=Room.objects.get(organisation__code="sample-tsukiyo"),
        title="報告書の書き方を見ていただけますか",
        text="来月出す報告書の下書きができました。人数のところの書き方に迷っています。",
        key="demo-groups-10",
    )
    post(
        person=facilitator,
        topic=asked.message.topic,
        text="読みました。金曜の午後に、画面ごしに30分お話ししましょうか。",
        key="demo-groups-11",
    )
