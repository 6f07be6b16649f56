"""What somebody said on the telephone is theirs, and says who wrote it down."""

import pytest

from salon.models import Message
from salon.moderation import moving
from salon.rooms import behalf, changing, groups, reading
from salon.rooms.rendering import message_html
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import key, kinki, room, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def telephoned(client):
    """Two people of a room, and a message that a facilitator writes there for `whose`."""
    here, one, two = kinki()
    facilitator = FacilitatorFactory(name="結城")
    topic = topic_in(here, two)
    client.force_login(facilitator)

    def write(whose, **more):
        data = {"whose": whose, "body": "電話のことば", "key": key()} | more
        return client.post(f"/salon/rooms/{here.slug}/topics/{topic.pk}/behalf/", data)

    return here, one, two, write


def code_of(here, name):
    return next(one.code for _name, some in behalf.choices(here) for one in some if one.voice.name == name)


def test_it_is_of_who_telephoned_and_says_who_wrote_it(telephoned):
    here, one, _two, write = telephoned
    write(code_of(here, "大阪のひと"))
    message = Message.objects.get(text="電話のことば")
    assert (message.author, message.organisation.name, message.written_by.name) == (one, "大阪の団体", "結城")
    assert "電話で聞いて、事務局の結城が書きました" in message_html(message)
    assert not reading.unread_messages(one).filter(pk=message.pk).exists()


def test_who_telephoned_edits_and_withdraws_it_and_the_writer_does_not(telephoned):
    here, one, two, write = telephoned
    write(code_of(here, "大阪のひと"))
    message = Message.objects.get(text="電話のことば")
    for other in (two, message.written_by):
        with pytest.raises(changing.NotYours):
            changing.edit(other, message, "別の文")
    changing.edit(one, message, "直した文")
    changing.withdraw(one, message)


def test_what_is_said_for_an_organisation_belongs_to_all_its_people(telephoned):
    here, one, two, write = telephoned
    write(code_of(here, "大阪の団体"))
    message = Message.objects.get(text="電話のことば")
    colleague = member_of(one.organisations().get())
    assert message.author is None
    assert [p for p in (one, colleague, two) if changing.may_edit(p, message)] == [one, colleague]
    assert message_html(message).count("大阪の団体") == 2  # above, and in what a screen reader hears at こたえる


def test_one_writes_for_people_of_the_room_only(telephoned):
    _here, _one, _two, write = telephoned
    for whose in ("p999999-1", "", "x", f"o{10**9}"):
        answer = write(whose)
        assert answer.status_code == 422
        assert "電話のことば" in answer.content.decode()
    assert not Message.objects.filter(text="電話のことば").exists()


def test_sent_twice_it_stands_once_and_opens_one_topic(telephoned, client):
    here, _one, _two, _write = telephoned
    data = {"whose": code_of(here, "大阪のひと"), "title": "電話の題", "body": "ことば", "key": "the-same-key"}
    for _ in range(2):
        assert client.post(f"/salon/rooms/{here.slug}/behalf/", data).status_code == 302
    assert here.topics.filter(title="電話の題").count() == 1


def test_only_facilitators_write_for_others(client):
    here, one, _two = kinki()
    client.force_login(one)
    assert client.get(f"/salon/rooms/{here.slug}/behalf/").status_code == 404


def test_a_person_of_a_group_who_came_alone_can_be_chosen():
    _here, one, _two = kinki()
    group = groups.open_group("準備会", "")
    groups.add(group, one)
    assert code_of(group, "大阪のひと")


def test_what_is_sent_again_after_the_topic_was_moved_is_there_once_and_new_words_go_where_it_went(telephoned):
    here, _one, _two, write = telephoned
    whose, again = code_of(here, "大阪のひと"), key()
    assert write(whose, key=again).status_code == 302
    first = Message.objects.get(text="電話のことば")
    moving.move_topic(FacilitatorFactory(), first.topic, room("雑談"))
    assert write(whose, key=again).status_code == 302
    assert Message.objects.filter(text="電話のことば").count() == 1
    assert write(whose, body="つぎの電話のことば").status_code == 302
    assert Message.objects.get(text="つぎの電話のことば").room == room("雑談")


def test_what_was_said_for_one_person_does_not_become_their_colleagues(telephoned):
    here, one, _two, write = telephoned
    colleague = member_of(one.organisations().get())
    write(code_of(here, "大阪のひと"))
    one.delete()
    message = Message.objects.get(text="電話のことば")
    assert not changing.may_edit(colleague, message)
    with pytest.raises(changing.NotYours):
        changing.edit(colleague, message, "同僚の文")
