"""Readers tell the secretariat of a message; who told is the secretariat's alone."""

import pytest

from salon.models import Deed, Report
from salon.moderation import moving, reporting
from salon.rooms.changing import NotYours
from salon.rooms.numbering import NotInRoom
from tests.factories.members import AdministratorFactory, FacilitatorFactory
from tests.factories.salon import kinki, outsider, room, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    return topic_in(here, one).messages.get(), one, two, FacilitatorFactory()


def test_the_same_person_twice_is_one_and_what_was_said_last_counts(place):
    message, _, two, desk = place
    reporting.report(two, message, "hurtful", "はじめ")
    reporting.report(two, message, "hurtful", "はじめ")
    reporting.close(desk, message, "nothing", "")
    reporting.report(two, message, "hurtful", "はじめ")
    assert Report.objects.get().outcome == "nothing"
    reporting.report(two, message, "personal", "よく見たら、お名前も")
    told = Report.objects.get()
    assert (told.reason, told.words, told.outcome) == ("personal", "よく見たら、お名前も", "")


def test_who_may_not_read_it_cannot_tell_of_it(place):
    with pytest.raises(NotInRoom):
        reporting.report(outsider(), place[0], "other", "")


def test_all_that_waits_about_a_message_is_looked_at_together(place):
    message, _, two, desk = place
    other = FacilitatorFactory()
    for person in (two, other):
        reporting.report(person, message, "selling", "")
    [(found, told)] = reporting.waiting()
    assert (found, len(told)) == (message, 2)
    assert reporting.close(desk, message, "hidden", "止めました") == 2
    assert reporting.waiting() == []
    assert reporting.close(desk, message, "nothing", "") == 0
    assert Deed.objects.get().kind == "report"


def test_only_who_told_and_the_facilitators_see_it(place):
    message, one, two, desk = place
    reporting.report(two, message, "other", "")
    seen = {person: Report.objects.visible_to(person).count() for person in (one, two, desk, AdministratorFactory())}
    assert list(seen.values()) == [0, 1, 1, 0]
    with pytest.raises(NotYours):
        reporting.close(one, message, "nothing", "")


def test_it_goes_along_when_the_message_is_moved(place):
    message, _, two, desk = place
    reporting.report(two, message, "wrong_place", "")
    moving.move_topic(desk, message.topic, room("雑談"))
    [(found, _)] = reporting.waiting()
    assert found.room.name == "雑談"
