"""招待 in the admin: writing one sends it, taking it back keeps the record."""

import pytest

from members.models import Invitation
from tests.factories.members import OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(db):
    return OrganisationFactory(name="よあけの里")


def invite(client, to, **changed):
    data = {"address": "new@example.org", "name": "新しい人", "organisation": to.pk, **changed}
    return client.post("/admin/invitations/new/", data)


def test_an_invitation_is_sent_when_it_is_saved(
    administrator, organisation, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert invite(administrator, organisation).status_code == 302
    invitation = Invitation.objects.get()
    assert invitation.invited_by == administrator.person
    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]


@pytest.mark.parametrize("role", ["facilitator", "editor", "member", "stranger"])
def test_nobody_but_administrators_invites_here(browser, organisation, role):
    invite(browser(role), organisation)
    assert not Invitation.objects.exists()


def test_who_belongs_already_is_not_invited(administrator, organisation):
    member_of(organisation, email="new@example.org")
    response = invite(administrator, organisation)
    assert "もうこの団体に参加しています" in response.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("changed", [{"address": "x"}, {"address": ""}, {"organisation": "x"}, {"name": "あ" * 100}])
def test_what_makes_no_sense_is_said_at_the_field(administrator, organisation, changed):
    assert invite(administrator, organisation, **changed).status_code == 200
    assert not Invitation.objects.exists()


def test_taking_it_back_keeps_the_record_and_ends_the_link(administrator, organisation):
    invite(administrator, organisation)
    invitation = Invitation.objects.get()
    administrator.post(f"/admin/invitations/delete/{invitation.pk}/")
    invitation.refresh_from_db()
    assert invitation.withdrawn_at
    assert not Invitation.objects.open().exists()
    assert "取り消しました" in administrator.get("/admin/invitations/").content.decode()
