"""A member receives each kind of mail until deciding otherwise; the last decision holds."""

import pytest

from members.mail.consent import decide, wanting, wants
from members.models import Consent, Person
from members.models.letters import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return [Person.objects.create_user(f"{name}@example.org", name=name) for name in ("hikari", "tsubasa")]


def test_who_never_decided_receives(two):
    assert wants(two[0], Kind.NEWSLETTER)


def test_stopping_one_kind_leaves_the_other_and_other_people(two):
    hikari, tsubasa = two
    decide(hikari, Kind.NEWSLETTER, False, "mail")
    assert not wants(hikari, Kind.NEWSLETTER)
    assert wants(hikari, Kind.NOTICE)
    assert wants(tsubasa, Kind.NEWSLETTER)
    assert list(wanting(Person.objects.all(), Kind.NEWSLETTER)) == [tsubasa]


def test_the_last_decision_holds_and_says_where_it_was_taken(two):
    decide(two[0], Kind.NEWSLETTER, False, "mail")
    decide(two[0], Kind.NEWSLETTER, True, "profile")
    assert wants(two[0], Kind.NEWSLETTER)
    assert Consent.objects.get().source == "profile"


def test_a_kind_nobody_knows_is_refused(two):
    with pytest.raises(ValueError, match="gossip"):
        decide(two[0], "gossip", False, "mail")
