"""Gatherings are found by those who may see them, as they are now, and never by where to enter online."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone, translation

from cms.searching.folding import fold
from salon.gatherings import opening
from salon.models import Gathering, SearchedGathering
from salon.searching import beside, index
from salon.searching.finding import Conditions
from tests.factories.members import EditorFactory, FacilitatorFactory, former_member_of
from tests.factories.salon import excluded, gathering_facts, gathering_in, kinki, outsider, room

pytestmark = pytest.mark.django_db


def found(person, *words, **conditions):
    wanted = Conditions(words=tuple(map(fold, words)), **conditions)
    return [one.title for one in beside.gatherings(person, wanted)]


@pytest.fixture
def members():
    return kinki()


def test_a_gathering_is_found_by_its_name_its_words_and_its_place(members):
    here, one, _two = members
    gathering_in(here, FacilitatorFactory(), title="お茶の集い", text="近況を話します", place="みなと会館")
    for words in (["お茶"], ["近況"], ["ﾐﾅﾄ会館"], ["お茶", "みなと"]):
        assert found(one, *words) == ["お茶の集い"]
    assert found(one, "お茶", "手紙") == []


def test_it_is_found_by_exactly_those_who_may_see_it(members):
    here, one, two = members
    facilitator, far = FacilitatorFactory(), outsider()
    gathering_in(here, facilitator, title="近畿の集い")
    gathering_in(None, facilitator, title="みんなの集い")
    excluded(two, here)
    assert set(found(one, "集い")) == set(found(facilitator, "集い")) == {"近畿の集い", "みんなの集い"}
    assert found(two, "集い") == found(far, "集い") == ["みんなの集い"]
    assert found(far, "集い", room=here) == []
    excluded(one, None)
    for person in (one, EditorFactory(), former_member_of(two.organisations().get())):
        assert found(person, "集い") == []


def test_where_to_enter_online_is_found_by_nobody(members):
    here, one, _two = members
    facilitator = FacilitatorFactory()
    facts = {"form": "both", "online": "https://meet.example.org/himitsu"}
    gathering = gathering_in(here, facilitator, **facts)
    opening.change(facilitator, gathering, gathering_facts(**facts, title="夜の集い", starts=gathering.starts))
    for rebuilt in (False, True):
        if rebuilt:
            call_command("rebuild_search")
        assert found(one, "オンライン") == ["夜の集い"]
        assert found(one, "himitsu") == found(facilitator, "himitsu") == []
        assert "himitsu" not in "".join(SearchedGathering.objects.values_list("text", flat=True))


def test_it_is_found_as_it_is_now(members):
    here, one, _two = members
    facilitator = FacilitatorFactory()
    gathering = gathering_in(here, facilitator, title="お茶の集い", text="", place="みなと会館")
    gathering = opening.change(facilitator, gathering, gathering_facts(title="お花の集い", text="", place="はまべ会館"))
    assert (found(one, "お茶"), found(one, "みなと"), found(one, "はまべ")) == ([], [], ["お花の集い"])
    opening.cancel(facilitator, gathering, "台風が来ます")
    assert found(one, "台風") == ["お花の集い"]


def test_what_was_not_stored_is_not_found(members):
    here, one, _two = members
    facilitator = FacilitatorFactory()
    gathering = gathering_in(here, facilitator, title="お茶の集い")
    with pytest.raises(RuntimeError), transaction.atomic():
        opening.change(facilitator, gathering, gathering_facts(title="お花の集い"))
        raise RuntimeError
    assert (found(one, "お花"), found(one, "お茶")) == ([], ["お茶の集い"])


def test_conditions_narrow_it_down_by_the_day_on_which_one_meets(members):
    here, one, _two = members
    facilitator, now = FacilitatorFactory(), timezone.now()
    gathering_in(here, facilitator, title="近畿の集い")
    everybody = gathering_in(None, facilitator, title="みんなの集い")
    Gathering.objects.filter(pk=everybody.pk).update(starts=now - timedelta(days=400), ends=now - timedelta(days=399))
    assert found(one, since=now - timedelta(days=7)) == ["近畿の集い"]
    assert found(one, until=now - timedelta(days=300)) == ["みんなの集い"]
    assert found(one, room=here) == ["近畿の集い"]
    assert found(one, room=room("雑談")) == ["みんなの集い"]
    assert found(one, organisation=one.organisations().get()) == []


def test_what_is_ahead_comes_first_the_next_one_before_all_then_what_was_last(members):
    here, one, _two = members
    facilitator, now = FacilitatorFactory(), timezone.now()
    for days in (30, -30, 3, -3):
        made = gathering_in(here, facilitator, title=f"集い{days}")
        starts = now + timedelta(days=days)
        Gathering.objects.filter(pk=made.pk).update(starts=starts, ends=starts + timedelta(hours=1))
    assert found(one, "集い") == ["集い3", "集い30", "集い-3", "集い-30"]


def test_what_was_found_in_no_index_is_found_when_it_was_made_anew(members):
    here, one, _two = members
    gathering = gathering_in(here, FacilitatorFactory(), title="お茶の集い")
    SearchedGathering.objects.all().delete()
    assert found(one, "お茶") == []
    call_command("rebuild_search")
    assert found(one, "お茶") == [gathering.title]


def test_it_reads_in_the_index_as_in_japanese_whoever_wrote_it(members):
    here, one, _two = members
    with translation.override("en"):
        index.gathering(gathering_in(here, FacilitatorFactory(), form="online", place="", online=""))
    assert found(one, "オンライン") == ["お茶の集い"]
