"""Asked through the secretariat: nothing appears before the asker agreed, and nothing tells who asked."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.utils import timezone

from members.models import Affiliation, Organisation, Person
from salon.desk import consulting
from salon.models import Consultation, Deed, Message, MessageVersion, RoomEvent, Topic
from salon.moderation import moving
from salon.rooms import opening, reading, topics
from salon.rooms.changing import NotYours
from salon.rooms.posting import KeyConflict
from salon.searching import finding
from salon.searching.finding import Conditions
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import key, kinki, outsider, said

pytestmark = pytest.mark.django_db
State = Consultation.State


@pytest.fixture
def room():
    here, _one, _two = kinki()
    for name in ("京都", "奈良"):
        member_of(OrganisationFactory(name=f"{name}の団体", prefecture=f"{name}府" if name == "京都" else "奈良県"))
    return here


@pytest.fixture
def asker(room):
    return Person.objects.get(name="大阪のひと")


def asked(asker, room, text="ひみつの文"):
    return consulting.ask(
        asker=asker, organisation=asker.organisations().get(), title="ひみつ題", text=text, room=room, key=key()
    )


def released(consultation, room, text=None):
    """As asked, and its hour has come."""
    consulting.prepare(consultation, room=room, title=consultation.title, text=text or consultation.text)
    Consultation.objects.filter(pk=consultation.pk).update(release_at=timezone.now() - timedelta(seconds=1))
    assert consulting.release_due() == 1
    consultation.refresh_from_db()
    return consultation


def test_unchanged_words_appear_by_themselves_after_a_time_nobody_can_guess(room, asker, settings):
    settings.CONSULTATION_HOURS = 10
    hours = set()
    for _ in range(5):
        after = consulting.prepare(one := asked(asker, room), room=room, title=one.title, text=one.text)
        assert after.state == State.SCHEDULED
        hours.add((after.release_at - timezone.now()).total_seconds() / 3600)
    assert len(hours) == 5
    assert all(0.9 < hour < 10 for hour in hours)
    assert consulting.release_due() == 0
    assert not Message.objects.exists()


@pytest.mark.parametrize("change", [{"text": "直した文"}, {"title": "直した題"}, {"room": "雑談"}])
def test_changed_words_or_another_room_wait_for_the_asker(room, asker, change):
    one = asked(asker, room)
    wanted = {"room": room, "title": one.title, "text": one.text} | change
    if wanted["room"] == "雑談":
        wanted["room"] = next(here for here in consulting.rooms_for(asker) if here.kind == "small_talk")
    after = consulting.prepare(one, **wanted)
    assert (after.state, after.release_at) == (State.PROPOSED, None)
    with pytest.raises(consulting.TooLate):
        consulting.agree(one, "of another text")
    consulting.agree(one, consulting.fingerprint(after))
    one.refresh_from_db()
    assert one.state == State.SCHEDULED


def test_what_appears_has_no_author_no_organisation_no_key_and_no_history(room, asker):
    one = released(asked(asker, room), room)
    message = one.message
    assert (message.author, message.organisation, message.topic.opened_by) == (None, None, None)
    assert message.author_name == consulting.name_shown()
    assert not MessageVersion.objects.exists()
    assert not topics.may_name(asker, message.topic)


def rows_of(asker):
    """For every table how many of its rows lead to the asker or the organisation."""
    organisation = asker.organisations().get()
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            who = {Person: asker, Organisation: organisation}.get(field.related_model)
            if who and (number := model._base_manager.filter(**{field.name: who}).count()):
                found[f"{model.__name__}.{field.name}"] = number
    return found


def test_no_table_but_the_desks_own_leads_to_the_asker(room, asker):
    before = rows_of(asker)
    released(asked(asker, room), room)
    after = rows_of(asker)
    assert {name for name in after if after[name] != before.get(name)} == {
        "Consultation.asker",
        "Consultation.organisation",
    }


def test_to_the_asker_it_is_unread_like_to_everybody(room, asker):
    other = Person.objects.get(name="兵庫のひと")
    released(asked(asker, room), room)
    assert [reading.unread_messages(person).count() for person in (asker, other)] == [1, 1]


def test_only_a_room_of_several_organisations_that_the_asker_reads_is_taken(room, asker):
    stranger = outsider()
    assert room in consulting.rooms_for(asker)
    assert room not in consulting.rooms_for(stranger)
    with pytest.raises(consulting.NoRoom):
        consulting.prepare(asked(stranger, None), room=room, title="題", text="文")
    Person.objects.exclude(pk__in=[asker.pk, stranger.pk]).update(is_active=False)
    assert consulting.rooms_for(asker) == []


def test_samples_are_company_only_for_a_sample(room, asker):
    theirs = Organisation.objects.exclude(affiliations__person=asker)
    theirs.update(is_sample=True)
    assert consulting.rooms_for(asker) == []
    Organisation.objects.update(is_sample=True)
    assert room in consulting.rooms_for(asker)


def test_the_same_form_sent_twice_asks_once(room, asker):
    words = {"asker": asker, "organisation": asker.organisations().get(), "title": "題", "text": "文", "room": room}
    assert consulting.ask(**words, key="the-same") == consulting.ask(**words, key="the-same")
    assert Consultation.objects.count() == 1


def test_what_is_taken_back_before_does_not_appear(room, asker):
    one = asked(asker, room)
    consulting.prepare(one, room=room, title=one.title, text=one.text)
    assert consulting.withdraw(one)
    Consultation.objects.update(release_at=timezone.now())
    assert consulting.release_due() == 0
    assert not Message.objects.exists()


def test_what_appeared_is_taken_away_by_the_secretariat_when_asked(room, asker):
    one = released(asked(asker, room), room)
    assert not consulting.withdraw(one)
    assert list(consulting.at_the_desk()) == [one]
    with pytest.raises(NotYours):
        consulting.erase(one, asker)
    other = Person.objects.get(name="兵庫のひと")
    assert finding.messages(other, Conditions(words=("ひみつ題",)))
    desk = FacilitatorFactory()
    consulting.erase(one, desk)
    one.message.refresh_from_db()
    assert one.message.text == ""
    # And that it was done is written down, but not about whom
    deed = Deed.objects.get(kind=Deed.Kind.ERASE)
    assert (deed.by, deed.message, deed.person, deed.person_name) == (desk, one.message, None, "")
    # Nor does its title stand anywhere, which says it in a few words
    assert Topic.objects.get().title == "取り下げられた相談"
    assert not finding.messages(other, Conditions(words=("ひみつ題",)))
    assert list(consulting.at_the_desk()) == []


def test_further_words_stand_beneath_the_question_under_the_same_name(room, asker):
    one = released(asked(asker, room), room)
    more = consulting.say_more(one, "つづき", key())
    more = released(more, room)
    assert more.message.topic == one.message.topic
    assert more.message.author_name == one.message.author_name
    assert Topic.objects.count() == 1


def test_further_words_for_a_closed_topic_come_back_to_the_desk(room, asker):
    one = released(asked(asker, room), room)
    topics.set_state(FacilitatorFactory(), one.message.topic, "closed", True)
    more = consulting.say_more(one, "つづき", key())
    consulting.prepare(more, room=room, title="", text="つづき")
    Consultation.objects.filter(pk=more.pk).update(release_at=timezone.now())
    before = RoomEvent.objects.count()
    assert consulting.release_due() == 0
    assert list(consulting.at_the_desk()) == [more]
    assert RoomEvent.objects.count() == before


def test_answers_reach_the_asker_until_they_are_read(room, asker):
    one = released(asked(asker, room), room)
    topic = one.message.topic
    said(topic, Person.objects.get(name="兵庫のひと"), "こたえ")
    assert consulting.new_answers(asker) == {topic.pk: 1}
    assert [answer.text for answer in consulting.answers_to(one)] == ["こたえ"]
    topic.refresh_from_db()
    reading.mark_read(asker, topic, topic.last_seq)
    assert consulting.new_answers(asker) == {}


def test_who_asked_is_read_by_facilitators_and_the_asker_only(room, asker):
    one = asked(asker, room)
    colleague = member_of(asker.organisations().get())
    other = Person.objects.get(name="兵庫のひと")
    readers = [p for p in (asker, colleague, other) if one in Consultation.objects.visible_to(p)]
    assert readers == [asker]
    assert one in Consultation.objects.visible_to(FacilitatorFactory())


def test_the_mail_to_the_asker_does_not_say_what_it_is_about(room, asker, django_capture_on_commit_callbacks):
    from members.models import Batch

    with django_capture_on_commit_callbacks(execute=True):
        consulting.prepare(asked(asker, room), room=room, title="題", text="直した文")
    batch = Batch.objects.get()
    assert "相談" not in batch.subject
    assert all(words not in batch.text for words in ("相談", "直した文", "ひみつ"))
    assert len(mail.outbox) <= 1


def test_other_words_with_a_key_that_was_used_are_not_said_to_have_arrived(room, asker):
    """Who went back and wrote more, sends the same key again: told that it arrived, it has to have arrived."""
    said = {"asker": asker, "organisation": asker.organisations().get(), "title": "題", "room": room, "key": key()}
    first = consulting.ask(text="はじめの文", **said)
    assert consulting.ask(text="はじめの文", **said) == first
    with pytest.raises(KeyConflict):
        consulting.ask(text="はじめの文と、大事なつづき", **said)
    question = released(asked(asker, room), room)
    with pytest.raises(KeyConflict):
        consulting.say_more(question, "はじめの文", said["key"])
    more = consulting.say_more(question, "つづき", again := key())
    assert consulting.say_more(question, "つづき", again) == more
    with pytest.raises(KeyConflict):
        consulting.say_more(question, "べつのつづき", again)


def due(consultation):
    Consultation.objects.filter(pk=consultation.pk).update(release_at=timezone.now() - timedelta(seconds=1))
    appeared = consulting.release_due()
    consultation.refresh_from_db()
    return appeared


def test_it_does_not_appear_when_too_few_are_left_by_then_among_whom_the_asker_could_be(room, asker):
    one = asked(asker, room)
    consulting.prepare(one, room=room, title=one.title, text=one.text)
    gone = Organisation.objects.get(name="奈良の団体")
    Affiliation.objects.filter(organisation=gone).update(until=timezone.localdate() - timedelta(days=1))
    assert room.people().filter(name="兵庫のひと").exists()  # who would read it, and count
    assert (due(one), one.state) == (0, State.WAITING)
    assert not Message.objects.exists()


def test_further_words_do_not_follow_a_question_into_a_room_of_two(room, asker):
    question = released(asked(asker, room), room)
    more = consulting.say_more(question, "つづき", key())
    consulting.prepare(more, room=room, title="", text=more.text)
    other = Person.objects.get(name="兵庫のひと")
    of_two = opening.open_introduction_room([asker.organisations().get(), other.organisations().get()], "二つの団体")
    moving.move_topic(FacilitatorFactory(), question.message.topic, of_two)
    assert other in of_two.people()
    assert (due(more), more.state) == (0, State.WAITING)
    assert not Message.objects.filter(text="つづき").exists()


@pytest.mark.parametrize("step", ["asked for", "done without being asked for"])
def test_no_further_words_appear_beneath_a_question_that_is_taken_back(room, asker, step):
    question = released(asked(asker, room), room)
    more, waits = (consulting.say_more(question, text, key()) for text in ("つづき", "まだ読まれていないつづき"))
    consulting.prepare(more, room=room, title="", text=more.text)
    if step == "asked for":
        consulting.withdraw(question)
    else:
        consulting.erase(question, FacilitatorFactory())
    assert (due(more), more.state) == (0, State.ENDED)
    assert waits not in consulting.at_the_desk()
    question.refresh_from_db()
    with pytest.raises(consulting.TooLate):
        consulting.say_more(question, "もうひとつ", key())
    # Sent in that very moment, and prepared by who had the page open
    Consultation.objects.filter(pk=more.pk).update(state=State.SCHEDULED)
    assert (due(more), more.state) == (0, State.WAITING)
    assert not Message.objects.filter(text="つづき").exists()


def test_what_is_away_already_is_not_asked_to_be_taken_away(room, asker):
    """On a page that was open since before: the desk would have something to do that nobody can."""
    question = released(asked(asker, room), room)
    consulting.erase(question, FacilitatorFactory())
    consulting.withdraw(question)
    assert list(consulting.at_the_desk()) == []


def test_the_title_of_what_was_taken_away_stands_nowhere_also_where_the_question_was_moved_out_of_it(room, asker):
    one = released(asked(asker, room), room)
    other = Person.objects.get(name="兵庫のひと")
    said(one.message.topic, other, "答え")
    moving.move_message(FacilitatorFactory(), one.message, title="別の題")
    consulting.erase(Consultation.objects.get(pk=one.pk), FacilitatorFactory())
    assert "ひみつ題" not in Topic.objects.values_list("title", flat=True)
    assert not finding.messages(other, Conditions(words=("ひみつ題",)))
