"""招待: one mail, one press, one person in one organisation."""

import re
from types import SimpleNamespace

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from members import invitations
from members.models import Affiliation, Invitation, Organisation, Person
from members.models.invitation import DAYS
from members.signin import tasks
from tests.at_once import at_once
from tests.factories.members import AdministratorFactory, OrganisationFactory, PersonFactory, member_of

FORM = {"name": "浜辺 つばさ", "agreed": "on"}


@pytest.fixture
def minato(db):
    return OrganisationFactory(code="minato", name="みなと縁側の会")


@pytest.fixture
def hikari(minato):
    return member_of(minato, administrator=True, name="港 ひかり", email="hikari@example.org")


@pytest.fixture
def invite(minato, hikari, django_capture_on_commit_callbacks):
    def sent(address="hamabe@example.org", **fields) -> Invitation:
        fields = {"organisation": minato, "invited_by": hikari, **fields}
        with django_capture_on_commit_callbacks(execute=True):
            return invitations.invite(Invitation(address=address, **fields))

    return sent


def path_for(invitation) -> str:
    return invitations.link_for(invitation).removeprefix("http://testserver")


def test_the_mail_says_who_invites_and_whereto(invite):
    invitation = invite(name="浜辺 つばさ")
    (letter,) = mail.outbox
    assert letter.to == ["hamabe@example.org"]
    assert "つながり" in letter.subject
    for words in ("港 ひかり", "みなと縁側の会", "浜辺 つばささん"):
        assert words in letter.body
    path = re.search(r"http://testserver(/invitations/\S+)", letter.body)[1]
    assert invitations.behind(path.split("/")[2]) == invitation


def test_names_are_names_in_the_mail_as_html_too(invite):
    invitation = invite(name="<b>浜辺</b> つばさ")
    [[html, _kind]] = mail.outbox[0].alternatives
    assert "&lt;b&gt;浜辺&lt;/b&gt; つばささん" in html
    assert f'href="{invitations.link_for(invitation)}"' in html


def test_accepting_makes_a_person_who_belongs_and_is_signed_in(client, invite, minato):
    invitation = invite(title="世話人", is_administrator=True)
    page = client.get(path_for(invitation)).content.decode()
    for words in ("港 ひかり", "みなと縁側の会", "/terms/", "/privacy/"):
        assert words in page
    answer = client.post(path_for(invitation), FORM)
    assert (answer.status_code, answer["Location"]) == (302, "/salon/")
    person = Person.objects.get(email="hamabe@example.org")
    assert (person.name, person.is_member, person.is_secretariat) == ("浜辺 つばさ", True, False)
    (affiliation,) = person.affiliations.current()
    assert (affiliation.organisation, affiliation.title, affiliation.is_administrator) == (minato, "世話人", True)
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_it_changes_nothing(client, invite, method):
    invitation = invite()
    answer = getattr(client, method)(path_for(invitation))
    assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert "sessionid" not in answer.cookies
    assert not Person.objects.filter(email="hamabe@example.org").exists()
    assert client.post(path_for(invitation), FORM).status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": "　 \u200b", "agreed": "on"}, "お名前を入れてください"),
        ({"name": "浜辺"}, "しるしを付けてください"),
        ({"name": "あ" * 61, "agreed": "on"}, "61"),
        ({"name": "浜\x00辺", "agreed": "on"}, "読みとれない"),
        ({"name": "浜\x07辺", "agreed": "on"}, "読みとれない"),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field_and_kept(client, invite, typed, says):
    page = client.post(path_for(invite()), typed)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert page.context["form"]["name"].value() == typed["name"]
    assert not Person.objects.filter(email="hamabe@example.org").exists()


def test_an_invitation_is_of_use_once(client, invite):
    path = path_for(invite())
    client.post(path, FORM)
    other = Client()
    for answer in (other.get(path), other.post(path, FORM)):
        assert answer.status_code == 410
        assert "もう使えません" in answer.content.decode()
    assert "sessionid" not in other.cookies


def test_a_withdrawn_or_old_or_forged_one_is_of_no_use(client, invite):
    withdrawn = invite("a@example.org")
    assert invitations.withdraw(withdrawn)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        old = path_for(invite("b@example.org"))
    for path in (path_for(withdrawn), "/invitations/x/", f"/invitations/{'9' * 3000}/", "/invitations/あ:い:う/"):
        assert client.get(path).status_code == 410
        assert client.post(path, FORM).status_code == 410
    with time_machine.travel(now + timezone.timedelta(days=DAYS, seconds=5), tick=False):
        assert client.get(old).status_code == 410
        assert client.post(old, FORM).status_code == 410
    assert Person.objects.filter(email__in=["a@example.org", "b@example.org"]).count() == 0


def test_nobody_is_invited_into_an_organisation_that_left(client, invite, minato):
    path = path_for(invite())
    Organisation.objects.filter(pk=minato.pk).update(status=Organisation.Status.LEFT)
    assert client.post(path, FORM).status_code == 410
    with pytest.raises(ValidationError, match="退会"):
        Invitation(address="a@example.org", organisation=minato).clean()


def test_somebody_known_joins_a_second_organisation_and_keeps_the_name(client, invite, minato):
    elsewhere = OrganisationFactory()
    person = member_of(elsewhere, email="hamabe@example.org", name="浜辺 つばさ")
    page = client.get(path_for(invitation := invite()))
    assert "浜辺 つばささんとして" in page.content.decode()
    client.post(path_for(invitation), {"agreed": "on", "name": "べつの名前"})
    person.refresh_from_db()
    assert person.name == "浜辺 つばさ"
    assert set(person.organisations()) == {elsewhere, minato}


def test_it_is_no_key_to_an_account_that_exists(client, invite, minato):
    """It is good for two weeks and passed around in an office; the link that signs in is good for an hour."""
    known = AdministratorFactory(email="hamabe@example.org")
    answer = client.post(path_for(invite()), {"agreed": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/signin/")
    assert minato in known.organisations()
    assert "_auth_user_id" not in client.session
    assert f"{known.name}さんは、みなと縁側の会のメンバーになりました" in client.get("/signin/").content.decode()


def test_who_is_signed_in_stays_signed_in(client, invite, hikari, minato):
    known = member_of(OrganisationFactory(), email="hamabe@example.org")
    for before, leads_to in ((known, "/salon/"), (hikari, "/signin/")):
        person = Client()
        person.force_login(before)
        Affiliation.objects.filter(person=known, organisation=minato).delete()
        answer = person.post(path_for(invite()), {"agreed": "on"})
        assert (answer.status_code, answer["Location"]) == (302, leads_to)
        assert person.session["_auth_user_id"] == str(before.pk)
        assert minato in known.organisations()


def test_the_link_is_in_the_mail_and_nowhere_else(invite, monkeypatch):
    """What background work is told is kept in a table for a while."""
    told = []
    keep = SimpleNamespace(enqueue=lambda *args: told.append(args))
    monkeypatch.setattr(tasks, "send_invitation", keep)
    monkeypatch.setattr(tasks, "send_letter", keep)
    invitation = invite()
    assert told == [(invitation.pk,)]


def test_what_was_withdrawn_before_its_mail_left_is_not_sent(invite):
    invitation = invite()
    mail.outbox.clear()
    invitations.withdraw(invitation)
    tasks.send_invitation.enqueue(invitation.pk)
    assert not mail.outbox


def test_an_invitation_adds_rights_and_takes_none(client, invite, minato):
    person = member_of(minato, administrator=True, title="代表", email="hamabe@example.org")
    client.post(path_for(invite(title="手伝い")), {"agreed": "on"})
    (affiliation,) = person.affiliations.all()
    assert (affiliation.title, affiliation.is_administrator) == ("代表", True)


def test_who_is_shut_out_stays_shut_out(client, invite):
    PersonFactory(email="hamabe@example.org", is_active=False)
    invitation = invite()
    assert client.post(path_for(invitation), FORM).status_code == 410
    assert invitations.accept(invitation, "浜辺") is None
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not Affiliation.objects.filter(person__email="hamabe@example.org").exists()


def test_signed_in_as_somebody_else_the_page_says_so(client, invite, hikari):
    client.force_login(hikari)
    path = path_for(invite())
    assert "港 ひかりさんとしてサインインしています" in client.get(path).content.decode()
    client.post(path, FORM)
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="hamabe@example.org").pk)


def test_asking_twice_is_one_invitation_and_one_mail(invite):
    first, second = invite(), invite(" ＨＡＭＡＢＥ@example.org", title="世話人")
    assert first == second
    assert Invitation.objects.get().title == "世話人"
    assert len(mail.outbox) == 1
    with time_machine.travel(timezone.now() + timezone.timedelta(hours=1)):
        invite()
    assert len(mail.outbox) == 2


def test_who_belongs_already_is_not_invited_again(minato, hikari):
    with pytest.raises(ValidationError, match="もうこの団体"):
        Invitation(address="Hikari@example.org", organisation=minato).clean()


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_person():
    organisation = OrganisationFactory()
    invitation = invitations.invite(Invitation(address="hamabe@example.org", organisation=organisation))
    path = path_for(invitation)
    statuses = []
    at_once(*[lambda: statuses.append(Client().post(path, FORM).status_code)] * 3)
    assert sorted(statuses) == [302, 410, 410]
    assert Affiliation.objects.filter(person__email="hamabe@example.org").count() == 1


def test_two_organisations_that_invite_the_same_person_make_one_person(invite):
    other = OrganisationFactory()
    first, second = invite(), invite(organisation=other)
    assert invitations.accept(first, "浜辺") == invitations.accept(second, "はまべ")
    assert Person.objects.get(email="hamabe@example.org").organisations().count() == 2
