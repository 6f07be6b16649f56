"""お休み in the admin: the secretariat sets what somebody said on the telephone, and it is written down who did."""

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.models import Pause
from members.models.pauses import people_paused_on
from tests.factories.members import OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


def add(client, **whom):
    today = timezone.localdate().isoformat()
    return client.post("/admin/pauses/new/", {"person": "", "organisation": "", "since": today, "until": "", **whom})


@pytest.mark.parametrize("role", ["facilitator", "administrator"])
def test_the_secretariat_sets_a_pause_for_a_person_and_for_an_organisation(browser, role):
    client = browser(role)
    alone, other = member_of(OrganisationFactory()), member_of(organisation := OrganisationFactory())
    assert add(client, person=alone.pk).status_code == 302
    assert add(client, organisation=organisation.pk).status_code == 302
    assert set(people_paused_on(timezone.localdate())) == {alone, other}
    assert {pause.set_by for pause in Pause.objects.all()} == {client.person}
    assert {entry.user for entry in ModelLogEntry.objects.filter(action="wagtail.create")} == {client.person}


@pytest.mark.parametrize("role", ["editor", "member", "stranger"])
def test_nobody_else_does(browser, role):
    client, person = browser(role), member_of(OrganisationFactory())
    add(client, person=person.pk)
    assert not Pause.objects.exists()


def test_whom_it_is_about_is_chosen_where_one_comes_from(browser):
    client, person = browser("facilitator"), member_of(OrganisationFactory())
    page = client.get(f"/salon/moderation/people/{person.pk}/").content.decode()
    address = f"/admin/pauses/new/?person={person.pk}"
    assert f'href="{address}"' in page
    form = client.get(address).context["form"]
    assert str(form["person"].value()) == str(person.pk)
    for nonsense in ("x", "1" * 50, "\u0661"):
        assert client.get("/admin/pauses/new/", {"person": nonsense}).status_code == 200
