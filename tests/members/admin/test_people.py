"""人 in the admin: roles are given by administrators, and one administrator always remains."""

import contextlib
import datetime
import threading
from functools import partial

import pytest
from django.utils import timezone

from members.admin import people
from members.models import Person
from tests.at_once import at_once
from tests.factories.members import (
    AdministratorFactory,
    AffiliationFactory,
    OrganisationFactory,
    PersonFactory,
    member_of,
)

pytestmark = pytest.mark.django_db


def save(client, person, **changed):
    roles = ("is_active", "is_facilitator", "is_editor", "is_administrator")
    data = {"name": person.name} | {role: "on" for role in roles if getattr(person, role)}
    data |= changed
    return client.post(f"/admin/people/edit/{person.pk}/", {name: value for name, value in data.items() if value})


def test_an_administrator_gives_and_takes_a_role(administrator):
    person = PersonFactory()
    save(administrator, person, is_editor="on")
    person.refresh_from_db()
    assert person.is_editor
    assert person.groups.get().name == "編集者"
    save(administrator, person, is_editor="")
    assert not Person.objects.get(pk=person.pk).is_editor
    assert not person.groups.exists()


@pytest.mark.parametrize("role", ["facilitator", "editor", "member", "stranger"])
def test_nobody_else_gives_a_role(browser, role):
    client = browser(role)
    person = getattr(client, "person", None) or PersonFactory()
    save(client, person, is_administrator="on")
    assert not Person.objects.get(pk=person.pk).is_administrator


@pytest.mark.parametrize("change", [{"is_administrator": ""}, {"is_active": ""}])
class TestTheLastAdministrator:
    def test_cannot_go(self, administrator, change):
        AdministratorFactory(is_active=False)
        response = save(administrator, administrator.person, **change)
        assert "管理者がひとりもいなくなります" in response.content.decode()
        person = Person.objects.get(pk=administrator.person.pk)
        assert person.is_active and person.is_administrator

    def test_may_go_when_another_stays(self, administrator, change):
        AdministratorFactory()
        assert save(administrator, administrator.person, **change).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_take_each_others_role_at_once_leave_one(browser, monkeypatch):
    clients = [browser("administrator"), browser("administrator")]
    both_have_asked = threading.Barrier(2)
    asked = people.somebody_else_administers

    def asked_and_waited(person):
        answer = asked(person)
        # Whoever could ask without waiting for the other meets the other here
        with contextlib.suppress(threading.BrokenBarrierError):
            both_have_asked.wait(timeout=1)
        return answer

    monkeypatch.setattr(people, "somebody_else_administers", asked_and_waited)

    def take_from(client, other):
        answers.append(save(client, other.person, is_administrator=""))

    answers: list = []
    at_once(*(partial(take_from, *pair) for pair in (clients, clients[::-1])))
    assert Person.objects.filter(is_administrator=True).count() == 1
    assert sorted(answer.status_code for answer in answers) == [200, 302]


def test_a_person_is_deactivated_and_what_they_are_stays(administrator):
    person = member_of(OrganisationFactory())
    save(administrator, person, is_active="")
    person.refresh_from_db()
    assert not person.is_active
    assert not person.is_member
    assert person.affiliations.exists()


def test_an_address_is_not_changed_here(administrator):
    person = PersonFactory(email="stays@example.org")
    save(administrator, person, email="other@example.org", password="x", is_superuser="on", name="新しい名前")
    person.refresh_from_db()
    assert (person.email, person.name, person.is_superuser) == ("stays@example.org", "新しい名前", False)
    assert not person.has_usable_password()


def test_people_are_found_by_name_reading_address_and_organisation(administrator):
    member_of(OrganisationFactory(name="よあけの里"), name="港 ひかり", reading="みなと ひかり", email="m@example.org")
    PersonFactory(name="別人")
    for words in ("ひかり", "みなと", "m@example", "よあけ"):
        page = administrator.get(f"/admin/people/results/?q={words}").content.decode()
        assert "港 ひかり" in page and "別人" not in page, words


def test_an_affiliation_cannot_end_before_it_began(administrator):
    affiliation = AffiliationFactory()
    data = {
        "person": affiliation.person_id,
        "organisation": affiliation.organisation_id,
        "since": timezone.localdate().isoformat(),
    }
    address = f"/admin/affiliations/edit/{affiliation.pk}/"
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert administrator.post(address, data | {"until": yesterday.isoformat()}).status_code == 200
    assert administrator.post(address, data | {"until": timezone.localdate().isoformat()}).status_code == 302


def test_the_same_affiliation_twice_is_said_at_the_form(administrator):
    affiliation = AffiliationFactory()
    data = {
        "person": affiliation.person_id,
        "organisation": affiliation.organisation_id,
        "since": timezone.localdate().isoformat(),
    }
    assert administrator.post("/admin/affiliations/new/", data).status_code == 200


class TestTheAdminsOwnSettings:
    def test_keep_name_address_and_password_out(self, administrator):
        page = administrator.get("/admin/account/").content.decode()
        for name in ("first_name", "last_name", "email", "password", "avatar"):
            assert f'name="name_email-{name}"' not in page
            assert f'name="password-{name}' not in page
            assert f'name="avatar-{name}"' not in page

    def test_change_nothing_of_the_person(self, administrator):
        person = administrator.person
        administrator.post(
            "/admin/account/",
            {
                "name_email-email": "x@example.org",
                "password-new_password1": "secret",
                "locale-preferred_language": "en",
            },
        )
        after = Person.objects.get(pk=person.pk)
        assert (after.email, after.password) == (person.email, person.password)

    @pytest.mark.parametrize("role", ["member", "stranger"])
    def test_are_for_the_secretariat(self, browser, role):
        assert browser(role).get("/admin/account/").status_code == 302
