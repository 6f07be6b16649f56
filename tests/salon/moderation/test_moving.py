"""What the secretariat moves is in one place for everybody: those who read along, those who were away, those who come anew."""

import pytest

from salon.models import Deed, Following, ReadMark, Room, RoomEvent, Seat, Topic
from salon.moderation import moving
from salon.rooms import changing, posting, reading
from salon.rooms.changing import NotYours
from salon.rooms.events import events_after, head
from salon.rooms.numbering import NotInRoom
from tests.factories.members import OrganisationFactory, member_of
from tests.factories.salon import excluded, key, outsider, room, said, topic_in

pytestmark = pytest.mark.django_db


class Page:
    """The topic page of a client, as static/js/controllers/room_controller.js keeps it."""

    def __init__(self, topic):
        self.room, self.topic, self.head = topic.room_id, topic.pk, head(topic.room_id)
        self.shown = {str(one.public_id): one.seq for one in topic.messages.all()}
        self.texts = {}

    def catch_up(self):
        for item in events_after(self.room, self.head):
            self.head = item["seq"]
            name = item["message"]
            if item["kind"] == "away":
                self.shown = {} if item["topic"] == self.topic else {k: v for k, v in self.shown.items() if k != name}
            elif name and item["topic"] != self.topic:
                self.shown.pop(name, None)
            elif name and (item["kind"] != "change" or name in self.shown):
                self.shown[name] = int(item["html"].partition('data-seq="')[2].partition('"')[0])
        return sorted(self.shown, key=self.shown.get)


def fresh(topic):
    return [str(one.public_id) for one in topic.messages.order_by("seq")]


def texts(topic):
    return list(topic.messages.order_by("seq").values_list("text", flat=True))


def gapless(place):
    numbers = list(RoomEvent.objects.filter(room=place).order_by("seq").values_list("seq", flat=True))
    return numbers == list(range(1, head(place.pk) + 1)) and bool(numbers)


def test_a_moved_message_stands_in_the_order_of_writing(place, talk):
    a, b = talk
    moving.move_message(place[3], a.messages.get(text="甲2"), to=b)
    assert texts(a) == ["甲1", "甲3"]
    assert texts(b) == ["乙1", "甲2", "乙2"]


def test_open_pages_and_those_that_were_away_end_as_a_fresh_one(place, talk):
    a, b = talk
    here, one, _, desk = place
    open_a, open_b, since_ever = Page(a), Page(b), Page(b)
    since_ever.head, since_ever.shown = 0, {}
    moving.move_message(desk, a.messages.get(text="甲2"), to=b)
    for page, topic in ((open_a, a), (open_b, b), (since_ever, b)):
        assert page.catch_up() == fresh(topic)
    said(b, one, "乙3")
    moving.merge(desk, b, a)
    for page in (open_b, since_ever):
        assert page.catch_up() == []
    assert open_a.catch_up() == fresh(a)
    assert len(fresh(a)) == 6
    assert gapless(here)


def test_a_message_goes_with_all_its_answers_or_alone(place):
    here, one, two, desk = place
    topic = topic_in(here, one, text="問い")
    question = topic.messages.get()
    answer = posting.post(person=two, topic=topic, text="答え", key=key(), reply_to=question).message
    posting.post(person=one, topic=topic, text="礼", key=key(), reply_to=answer)
    said(topic, two, "別の話")
    alone = moving.move_message(desk, topic.messages.get(text="別の話"), title="別の題")
    assert (alone.title, texts(alone)) == ("別の題", ["別の話"])
    other = moving.move_message(desk, answer, title="答えの題", with_answers=True)
    assert texts(other) == ["答え", "礼"]
    assert texts(topic) == ["問い"]
    # Where it stands now leads to what it answers, and not into nothing
    [shown] = [item for item in events_after(here.pk, 0) if item["message"] == str(answer.public_id)][-1:]
    assert f"/topics/{topic.pk}/?at={question.seq}" in shown["html"]


def test_reactions_and_earlier_texts_go_along(place, talk):
    a, b = talk
    _, one, two, desk = place
    message = a.messages.get(text="甲2")
    changing.edit(two, message, "甲2改")
    changing.react(one, message, "thanks")
    moving.move_message(desk, message, to=b)
    message.refresh_from_db()
    assert (message.topic, message.versions.get().text, message.reactions.count()) == (b, "甲2", 1)


def test_a_topic_of_which_nothing_is_left_ends_where_it_went(place, talk):
    a, b = talk
    Following.objects.create(person=place[3], topic=b, followed=True)
    for message in b.messages.all():
        moving.move_message(place[3], message, to=a)
    assert list(Topic.objects.visible_to(place[1])) == [a]
    b.refresh_from_db()
    assert b.merged_into == a
    assert Following.objects.get(person=place[3], topic=a).followed


def test_what_one_has_not_seen_stays_unread_and_what_one_has_stays_read(place):
    here, one, two, desk = place
    three = member_of(OrganisationFactory(prefecture="京都府"))
    a, b = topic_in(here, one, "甲", "甲1"), topic_in(here, one, "乙", "乙1")
    late = said(a, one, "甲2")
    said(b, one, "乙2")
    for topic in (a, b):
        topic.refresh_from_db()
    reading.mark_read(two, a, a.last_seq)
    reading.mark_read(two, b, b.last_seq)
    reading.mark_read(three, b, b.last_seq)
    moving.move_message(desk, late, to=b)

    def unread(person):
        return set(reading.unread_messages(person).values_list("text", flat=True))

    assert unread(two) == set()
    # A mark is one number: what was written after it counts as new with it
    assert unread(three) == {"甲1", "甲2", "乙2"}
    late.refresh_from_db()
    new = moving.move_message(desk, late, title="丙")
    assert unread(two) == set()
    assert "甲2" in unread(three)
    assert ReadMark.objects.get(person=two, topic=new).seq == late.seq


def other_room():
    """雑談 has been talked in: its numbers are its own."""
    there, stranger = room("雑談"), outsider()
    for number in range(3):
        topic_in(there, stranger, f"雑談{number}")
    return there, stranger


def test_a_topic_goes_to_another_room_with_new_numbers_and_both_are_without_a_gap(place, talk):
    a, _ = talk
    here, _, _, desk = place
    there, _ = other_room()
    moving.move_topic(desk, a, there)
    a.refresh_from_db()
    assert a.room == there
    assert list(a.messages.values_list("text", "seq", "room")) == [
        (text, seq, there.pk) for text, seq in (("甲1", 4), ("甲2", 5), ("甲3", 6))
    ]
    assert a.last_seq == 6
    assert gapless(here)
    assert gapless(there)


def test_its_pages_are_emptied_and_those_of_the_other_room_have_it(place, talk):
    a, b = talk
    here, _, two, desk = place
    there, _ = other_room()
    changing.react(two, a.messages.first(), "cheer")
    old, neighbour = Page(a), Page(b)
    new = Page(a)
    new.room, new.head, new.shown = there.pk, 0, {}
    moving.move_topic(desk, a, there)
    a.refresh_from_db()
    assert old.catch_up() == []
    assert neighbour.catch_up() == fresh(b)
    assert new.catch_up() == fresh(a)
    # And back: whoever saw it go sees it come
    moving.move_topic(desk, a, here)
    old.catch_up()
    assert old.catch_up() == fresh(a)
    assert new.catch_up() == []
    assert gapless(here)
    assert gapless(there)


def test_no_word_of_it_is_in_the_old_room_any_more_also_for_those_who_were_away(place, talk):
    a, b = talk
    here, _, two, desk = place
    there, _ = other_room()
    a2 = a.messages.get(text="甲2")
    moving.move_message(desk, b.messages.get(text="乙1"), to=a)
    posting.post(person=two, topic=b, text="続き", key=key(), reply_to=b.messages.get())
    moving.move_topic(desk, a, there)
    items = events_after(here.pk, 0)
    assert "乙2" in str(items)
    for word in ("甲", "乙1", a2.author_name * 2):
        assert word not in str([item for item in items if item["kind"] == "away"])
    assert not any("甲" in str(item) for item in items)


def test_a_quote_says_nothing_of_a_room_it_does_not_stand_in(place, talk):
    a, b = talk
    here, one, two, desk = place
    there, _ = other_room()
    answer = posting.post(person=two, topic=a, text="答え", key=key(), reply_to=a.messages.get(text="甲1")).message
    moving.move_message(desk, answer, to=b)
    before = head(here.pk)
    moving.move_topic(desk, a, there)
    # What quotes it changed, so that open pages drop the words too
    [changed] = [item for item in events_after(here.pk, before) if item["kind"] == "change"]
    assert changed["message"] == str(answer.public_id)
    assert "答え" in changed["html"]
    assert "甲1" not in changed["html"]
    before = head(here.pk)
    changing.edit(one, a.messages.get(text="甲1"), "甲1改")
    assert head(here.pk) == before


def test_what_was_read_in_the_old_room_is_read_in_the_new_one(place, talk):
    a, _ = talk
    here, one, two, desk = place
    there, stranger = other_room()
    for person in (one, two):
        Seat.objects.create(person=person, room=there, floor=head(there.pk))
    Seat.objects.create(person=one, room=here, floor=a.messages.get(text="甲1").seq)
    reading.mark_read(two, a, a.messages.get(text="甲2").seq)
    moving.move_topic(desk, a, there)
    a.refresh_from_db()
    unread = {p: set(reading.unread_messages(p).filter(topic=a).values_list("text", flat=True)) for p in (one, two)}
    assert unread == {one: {"甲2"}, two: {"甲3"}}
    assert reading.unread_messages(stranger).filter(topic=a).count() == 0  # written before they came
    late = said(a, one, "甲4")
    assert set(reading.unread_messages(stranger).filter(topic=a)) == {late}


def test_the_same_post_sent_again_after_a_move_is_posted_once(place, talk):
    a, b = talk
    _, one, _, desk = place
    there, _ = other_room()
    sent = {"person": one, "text": "届いたか分からない文", "key": key()}
    first = posting.post(topic=a, **sent).message
    moving.merge(desk, a, b)
    moving.move_topic(desk, b, there)
    again = posting.post(topic=a, **sent)
    assert (again.message, again.new) == (first, False)


def test_who_writes_on_a_page_that_has_not_heard_of_it_writes_where_it_went(place, talk):
    a, b = talk
    _, one, _, desk = place
    there, _ = other_room()
    page = Topic.objects.select_related("room").get(pk=a.pk)
    moving.merge(desk, a, b)
    assert posting.post(person=one, topic=page, text="まとめたあと", key=key()).message.topic == b
    moving.move_topic(desk, b, there)
    written = posting.post(person=one, topic=page, text="移したあと", key=key()).message
    assert (written.topic, written.room, written.seq) == (b, there, head(there.pk))


def test_who_reads_only_the_new_room_writes_there_from_the_old_address(place, talk):
    a, b = talk
    here, one, _, desk = place
    page = Topic.objects.select_related("room").get(pk=a.pk)
    moving.merge(desk, a, b)
    moving.move_topic(desk, b, room("雑談"))
    excluded(one, here)
    assert posting.post(person=one, topic=page, text="返事", key=key()).message.topic == b


def test_who_may_not_read_the_new_room_writes_nothing_there(place, talk):
    a, _ = talk
    _, one, _, desk = place
    outsider()
    there = Room.objects.get(name="北海道・東北")
    page = Topic.objects.select_related("room").get(pk=a.pk)
    moving.move_topic(desk, a, there)
    with pytest.raises(NotInRoom):
        posting.post(person=one, topic=page, text="文", key=key())


def test_the_same_move_twice_is_one(place, talk):
    a, b = talk
    here, _, _, desk = place
    message = a.messages.get(text="甲2")
    stale = a.messages.get(text="甲2")
    moving.move_message(desk, message, title="新しい題")
    with pytest.raises(moving.StandsElsewhere):
        moving.move_message(desk, stale, title="新しい題")
    moving.merge(desk, a, b)
    with pytest.raises(moving.StandsElsewhere):
        moving.merge(desk, a, b)
    before = head(here.pk)
    moving.move_topic(desk, b, here)
    assert head(here.pk) == before
    assert Topic.objects.filter(title="新しい題").count() == 1


def test_only_the_desk_moves(place, talk):
    a, b = talk
    here, one, _, _ = place
    there, _ = other_room()
    before = head(here.pk)
    for step in (
        lambda: moving.move_message(one, a.messages.first(), to=b),
        lambda: moving.merge(one, a, b),
        lambda: moving.move_topic(one, a, there),
    ):
        with pytest.raises(NotYours):
            step()
    assert head(here.pk) == before


def test_a_message_goes_to_no_topic_of_another_room(place, talk):
    a, _ = talk
    there, stranger = other_room()
    foreign = topic_in(there, stranger, "よその題")
    with pytest.raises(moving.StandsElsewhere):
        moving.move_message(place[3], a.messages.first(), to=foreign)
    with pytest.raises(moving.StandsElsewhere):
        moving.merge(place[3], a, foreign)


def test_all_of_it_is_written_down_without_a_word_of_it(place, talk):
    a, b = talk
    there, _ = other_room()
    desk = place[3]
    moving.move_message(desk, a.messages.get(text="甲2"), to=b)
    moving.merge(desk, a, b)
    moving.move_topic(desk, b, there)
    found = list(Deed.objects.order_by("pk").values_list("kind", "by_name", "room__name", "to_room__name", "reason"))
    assert found == [
        ("move_message", desk.name, "近畿", None, ""),
        ("merge", desk.name, "近畿", None, ""),
        ("move_topic", desk.name, "近畿", "雑談", ""),
    ]


def test_a_question_that_gets_a_topic_of_its_own_stays_one_and_an_answer_becomes_none(place):
    here, one, two, desk = place
    asked = posting.open_topic(person=one, room=here, title="題", text="どうしていますか", key=key(), kind="question")
    said(asked.message.topic, two, "ほかの話")
    answer = said(asked.message.topic, two, "答え")
    assert moving.move_message(desk, answer, title="ほかの題").kind == "talk"
    assert moving.move_message(desk, asked.message, title="新しい題").kind == "question"
