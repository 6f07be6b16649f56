"""People who have signed in, and rooms with a topic to write in. Runs inside Django, on the database that is measured."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from members.models import Affiliation, Organisation, Person
from salon.models import Message, NoticeHead, Room, RoomEvent, Topic


def sign_in(number: int) -> list[str]:
    """Cookies of so many members of one organisation."""
    organisation = Organisation.objects.get_or_create(code="bench", defaults={"name": "測る団体"})[0]
    known = list(Person.objects.filter(email__endswith="@bench.example").order_by("pk")[:number])
    made = Person.objects.bulk_create(
        Person(email=f"person{place}@bench.example", name=f"測る人{place}", password="!")
        for place in range(len(known), number)
    )
    Affiliation.objects.bulk_create(Affiliation(person=person, organisation=organisation) for person in made)
    # They are here every day, and have read what stands before the salon for newcomers
    Person.objects.filter(email__endswith="@bench.example").update(has_to_read=False)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    cookies = []
    for person in (*known, *made):
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        cookies.append(f"sessionid={session.session_key}")
    measured_as_ever()
    return cookies


def rooms(number: int) -> list[tuple[int, str]]:
    """Id and address of the topic of so many rooms that every member reads."""
    found = []
    for place in range(number):
        room, _ = Room.objects.get_or_create(
            slug=f"bench-{place}", defaults={"name": f"測るルーム{place}", "kind": Room.Kind.SMALL_TALK}
        )
        topic, _ = Topic.objects.get_or_create(room=room, title="測る話題")
        found.append((room.pk, f"/salon/rooms/{room.slug}/topics/{topic.pk}/"))
    return found


def history(room: int, messages: int, portion: int = 5000) -> None:
    """A room in which much has been said, evenly over ten years; of the last month everything is unread."""
    here, now = Room.objects.get(pk=room), timezone.now()
    Person.objects.update(date_joined=now - timedelta(days=30))

    def at(seq: int) -> datetime:
        return now - timedelta(days=3650) * (1 - seq / messages)

    author = Person.objects.filter(email__endswith="@bench.example").first()
    topics = Topic.objects.bulk_create(
        Topic(room=here, title=f"話題{place}") for place in range(max(messages // 500, 1))
    )
    for start in range(here.last_seq + 1, messages + 1, portion):
        made = Message.objects.bulk_create(
            Message(
                room=here,
                topic=topics[seq * len(topics) // (messages + 1)],
                seq=seq,
                author=author,
                author_name=author.name,
                text=f"むかしの文 {seq}",
                created_at=at(seq),
            )
            for seq in range(start, min(start + portion, messages + 1))
        )
        RoomEvent.objects.bulk_create(
            RoomEvent(room=here, seq=one.seq, kind=RoomEvent.Kind.POST, topic_id=one.topic_id, message=one)
            for one in made
        )
    Room.objects.filter(pk=room).update(last_seq=messages)
    # Who was to be told of it was told long ago
    NoticeHead.objects.update_or_create(room=here, defaults={"seq": messages})
    for place, topic in enumerate(topics):
        topic.last_seq = (place + 1) * messages // len(topics)
        topic.last_post_at = at(topic.last_seq)
    Topic.objects.bulk_update(topics, ["last_seq", "last_post_at"], batch_size=500)
    measured_as_ever()


def measured_as_ever() -> None:
    """What a database finds out about its tables by itself within the hour."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
