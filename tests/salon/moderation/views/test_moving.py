"""The forms that move things, and the old addresses, which lead on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from salon.models import Consultation, Room, Topic
from salon.moderation import moving
from salon.rooms import opening
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import key, kinki, outsider, room, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    a, b = topic_in(here, one, "甲の題", "甲1"), topic_in(here, two, "乙の題", "乙1")
    return a, b, one, FacilitatorFactory()


def address(name, topic, *more):
    return reverse(name, args=[topic.room.slug, *(more or [topic.pk])])


def test_a_message_is_moved_by_a_form_to_a_topic_or_to_a_new_one(client, place):
    a, b, one, desk = place
    late = said(a, one, "甲2")
    client.force_login(desk)
    form = reverse("moderation:move-message", args=[a.room.slug, late.public_id])
    assert "乙の題" in client.get(form).text
    answer = client.post(form, {"standing": a.pk, "to": b.pk})
    assert answer["Location"] == address("salon:topic", b)
    late.refresh_from_db()
    assert late.topic == b
    # Pressed twice: the first press did it
    answer = client.post(form, {"standing": a.pk, "title": "新しい題"}, follow=True)
    assert "もう移してありました" in answer.text
    assert not Topic.objects.filter(title="新しい題").exists()
    answer = client.post(form, {"standing": b.pk})
    assert answer.status_code == 422
    assert "新しい話題の題名を入れてください" in answer.text
    client.post(form, {"standing": b.pk, "title": "新しい題"})
    late.refresh_from_db()
    assert late.topic.title == "新しい題"


def test_a_topic_is_merged_and_moved_by_forms(client, place):
    a, b, _, desk = place
    client.force_login(desk)
    assert client.post(address("moderation:merge", a), {}).status_code == 422
    answer = client.post(address("moderation:merge", a), {"into": b.pk})
    assert answer["Location"] == address("salon:topic", b)
    answer = client.post(address("moderation:move-topic", b), {"to": room("雑談").pk})
    b.refresh_from_db()
    assert answer["Location"] == address("salon:topic", b)
    assert b.room.name == "雑談"


def test_old_addresses_lead_on_who_may_read_the_new_place(client, place):
    a, b, one, desk = place
    message = a.messages.get()
    there, stranger = room("雑談"), outsider()
    old = {
        "topic": address("salon:topic", a),
        "merged": address("salon:topic", b),
        "place": message.place_url,
        "message": message.get_absolute_url(),
    }
    moving.merge(desk, b, a)
    moving.move_topic(desk, a, there)
    a.refresh_from_db()
    message.refresh_from_db()
    for person in (one, stranger, desk):
        client.force_login(person)
        assert client.get(old["topic"])["Location"] == address("salon:topic", a)
        assert client.get(old["merged"])["Location"] == address("salon:topic", a)
        assert client.get(old["place"].partition("#")[0])["Location"] == message.place_url
        assert client.get(old["message"])["Location"] == message.get_absolute_url()
        assert client.get(address("salon:topic", a)).status_code == 200


def test_who_may_not_read_the_new_place_finds_nothing_at_the_old_one(client, place):
    a, b, one, desk = place
    outsider()
    message = a.messages.get()
    old = [address("salon:topic", a), message.place_url, message.get_absolute_url(), address("salon:topic", b)]
    moving.merge(desk, b, a)
    moving.move_topic(desk, a, Room.objects.get(name="北海道・東北"))
    client.force_login(one)
    for where in old:
        assert client.get(where.partition("#")[0]).status_code == 404
    assert client.post(old[0], {"body": "文", "key": key()}).status_code == 404
    assert "甲の題" not in client.get(reverse("salon:room", args=["kinki"])).text
    client.force_login(desk)
    assert client.get(old[0]).status_code == 302


def test_a_place_in_a_topic_leads_to_the_topic_where_the_message_stands_now(client, place):
    a, b, one, desk = place
    late = said(a, one, "甲2")
    old = late.place_url.partition("#")[0]
    client.force_login(one)
    assert client.get(old).status_code == 200
    moving.move_message(desk, late, to=b)
    late.refresh_from_db()
    assert client.get(old)["Location"] == late.place_url
    assert f"/topics/{b.pk}/" in late.place_url


def test_what_is_sent_again_to_an_old_address_is_there_once(client, place):
    a, b, one, desk = place
    client.force_login(one)
    sent = {"body": "電波の弱い所から", "key": key()}
    as_json = {"headers": {"Accept": "application/json"}}
    first = client.post(address("salon:topic", a), sent, **as_json).json()
    old = address("salon:topic", a)
    moving.merge(desk, a, b)
    moving.move_topic(desk, b, room("雑談"))
    again = client.post(old, sent, **as_json)
    assert (again.status_code, again.json()["message"]) == (201, first["message"])
    new = client.post(old, {"body": "まだ前のページから", "key": key()}, **as_json)
    assert (new.status_code, new.json()["topic"]) == (201, b.pk)


def test_who_holds_no_room_finds_no_form(client, place):
    a, _, one, _ = place
    client.force_login(one)
    for where in (
        address("moderation:merge", a),
        address("moderation:move-topic", a),
        reverse("moderation:move-message", args=[a.room.slug, a.messages.get().public_id]),
    ):
        assert client.get(where).status_code == 404
        assert client.post(where).status_code == 404
    assert "事務局</summary>" not in client.get(address("salon:topic", a)).text


def ask_without_a_name(topic, asker):
    """What `topic` begins with was asked through the secretariat."""
    topic.messages.update(author=None, organisation=None)
    said_as = {"title": topic.title, "text": "文", "state": "released", "message": topic.messages.get()}
    Consultation.objects.create(asker=asker, organisation=asker.organisations().get(), key=key(), **said_as)


@pytest.mark.parametrize("asker_is_gone", [False, True])
def test_a_question_without_a_name_is_moved_only_where_the_asker_is_one_of_several(client, place, asker_is_gone):
    a, b, one, desk = place
    asker = one.organisations().get()
    ask_without_a_name(a, one)
    other = outsider()
    small = opening.open_introduction_room([asker, other.organisations().get()], "二つの団体")
    if asker_is_gone:
        one.delete()
    client.force_login(desk)
    answer = client.post(address("moderation:move-topic", a), {"to": small.pk})
    assert answer.status_code == 422
    assert "名前を出さない相談の話題です" in answer.text
    a.refresh_from_db()
    assert a.room.name == "近畿"
    # Another topic goes there, and is read
    assert client.post(address("moderation:move-topic", b), {"to": small.pk}).status_code == 302
    assert Topic.objects.visible_to(other).filter(pk=b.pk).exists()
    for name in ("青森県", "岩手県", "秋田県"):
        member_of(OrganisationFactory(prefecture=name))
    assert client.post(address("moderation:move-topic", a), {"to": room("雑談").pk}).status_code == 302
    assert client.post(address("moderation:move-topic", a), {"to": Room.objects.get(slug="desk").pk}).status_code == 302


def test_from_which_room_a_question_without_a_name_came_is_told_to_nobody_who_does_not_read_it(client, place):
    a, _b, one, desk = place
    message, stranger = a.messages.get(), outsider()
    ask_without_a_name(a, one)
    old, had = [address("salon:topic", a), message.get_absolute_url()], message.seq
    never = [
        reverse("salon:topic", args=["hokuriku", a.pk]),
        reverse("salon:message", args=["hokuriku", message.public_id]),
    ]
    moving.move_topic(desk, a, room("雑談"))
    a.refresh_from_db()
    client.force_login(stranger)
    assert client.get(address("salon:topic", a)).status_code == 200
    assert [client.get(where).status_code for where in (*old, *never)] == [404] * 4
    client.force_login(one)
    assert [client.get(where).status_code for where in old] == [302] * 2
    # Nor by the number that it had there, once it stands in a topic of somebody else
    message.refresh_from_db()
    where = f"{old[0]}?at={had}"
    moving.move_message(desk, message, title="べつの話題")
    client.force_login(stranger)
    assert client.get(where).status_code == 404
    client.force_login(one)
    assert client.get(where).status_code == 302


def test_from_where_it_came_is_not_told_either_once_its_asker_is_gone(client, place):
    a, _b, one, desk = place
    ask_without_a_name(a, one)
    old, stranger = address("salon:topic", a), outsider()
    moving.move_topic(desk, a, room("雑談"))
    one.delete()
    client.force_login(stranger)
    assert client.get(old).status_code == 404
    a.refresh_from_db()
    assert client.get(address("salon:topic", a)).status_code == 200


def test_what_is_sent_again_tells_nobody_into_which_room_it_was_moved(client, place):
    a, _b, one, desk = place
    here = a.room
    theirs = opening.open_introduction_room([outsider().organisations().get()], "よそのルーム")
    client.force_login(one)
    typed = {"title": "題", "kind": "talk", "body": "文", "key": key()}
    where = reverse("salon:room", args=[here.slug])
    client.post(where, typed)
    moving.move_topic(desk, Topic.objects.get(title="題"), theirs)
    assert client.post(where, typed)["Location"] == where
    told = client.post(where, typed, headers={"Accept": "application/json"})
    assert (told.status_code, list(told.json())) == (201, ["message"])
    assert Topic.objects.filter(title="題").count() == 1


def test_a_poll_that_is_sent_again_tells_it_neither(client, place):
    a, _b, one, desk = place
    here = a.room
    theirs = opening.open_introduction_room([outsider().organisations().get()], "よそのルーム")
    client.force_login(one)
    closes = (timezone.localdate() + timedelta(days=3)).isoformat()
    typed = {"title": "題", "question": "いつ", "options": "春\n秋", "closes_on": closes, "key": key()}
    typed |= {"by_organisation": "0", "named": "0", "results": "voted"}
    where = reverse("salon:poll-new", args=[here.slug])
    assert "topics" in client.post(where, typed)["Location"]
    moving.move_topic(desk, Topic.objects.get(title="題"), theirs)
    assert client.post(where, typed)["Location"] == reverse("salon:room", args=[here.slug])
