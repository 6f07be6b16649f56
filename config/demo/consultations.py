"""Questions without a name: one that appeared and was answered, one that waits at the desk; and a telephone call."""

from django.utils import timezone

from members.models import Organisation, Person
from salon.desk import consulting
from salon.models import Consultation, Room, Topic
from salon.rooms import posting
from salon.rooms.posting import Voice

APPEARED = "demo-consultation-0"
WAITING = "demo-consultation-1"


def load() -> None:
    """A second load finds the first."""
    people = Person.objects.in_bulk(field_name="email")
    if Consultation.objects.exists():
        return
    one = consulting.ask(
        asker=people["kinone@example.org"],
        organisation=Organisation.objects.get(code="sample-kinone"),
        title="助成金が終わる前に、何をしておけばよかったですか",
        text="3年続いた助成金が、来年の春に終わります。\nまだ仲間にも言えていません。同じことを乗りこえた方がいたら、教えてください。",
        room=Room.objects.get(kind=Room.Kind.SMALL_TALK),
        key=APPEARED,
    )
    consulting.prepare(one, room=Room.objects.get(kind=Room.Kind.SMALL_TALK), title=one.title, text=one.text)
    Consultation.objects.filter(pk=one.pk).update(release_at=timezone.now())
    consulting.release_due()
    one.refresh_from_db()
    posting.post(
        person=people["koyama@example.org"],
        topic=one.message.topic,
        text="うちは終わる半年前に、乗っている方たちに話しました。月に百円の会費を言い出したのは、乗っている方でした。",
        key="demo-consultation-answer",
    )
    consulting.ask(
        asker=people["michikusa@example.org"],
        organisation=Organisation.objects.get(code="sample-michikusa"),
        title="代表を代わってほしいと、言い出せません",
        text="直売所を始めた私が、もう10年代表をしています。\nみちくさ直売所の名前は出さずに、代替わりの話を聞かせてもらえませんか。",
        room=None,
        key=WAITING,
    )
    telephoned = people["koyama@example.org"]
    posting.post(
        person=people["facilitator@example.org"],
        topic=Topic.objects.get(title="ワゴンの時刻表を作りなおしました"),
        text="温泉の次は、図書館にも止まることにしました。本を返しがてら乗る方が増えています。",
        key="demo-telephone",
        voice=Voice(telephoned, telephoned.name, telephoned.organisations().first()),
    )
