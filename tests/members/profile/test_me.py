"""/me/: oneself, and members seeing members."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from members.access import version
from members.mail import consent
from members.models import ContactGrant, Person
from members.models.letters import Kind
from members.profile.forms import Profile
from members.signin.links import link_for
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    former_member_of,
    member_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hikari():
    return member_of(
        OrganisationFactory(code="minato", name="みなと縁側の会"),
        name="港 ひかり",
        email="hikari@example.org",
        phone="06-1111-2222",
        introduction="縁側が好きです。",
    )


@pytest.fixture
def client(client, hikari):
    client.force_login(hikari)
    return client


@pytest.mark.parametrize("path", ["", "edit/", "mail/", "address/", "people/1/", "organisations/minato/"])
def test_strangers_are_asked_to_sign_in(client, path):
    client.logout()
    assert client.get(f"/me/{path}")["Location"] == f"/signin/?next=/me/{path}"


@pytest.mark.parametrize("path", ["others/", "address/cancel/"])
def test_what_changes_something_is_no_address_to_open(client, path):
    assert client.get(f"/me/{path}").status_code == 405


def test_a_page_that_is_only_read_takes_no_post(client, hikari):
    assert client.get(f"/me/people/{hikari.pk}/").status_code == 200
    assert client.post(f"/me/people/{hikari.pk}/").status_code == 405


def test_the_page_shows_name_organisations_and_roles(client):
    page = client.get("/me/")
    assert "みなと縁側の会" in page.content.decode()
    assert "/admin/" not in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("newcomer", ["new", "former"])
def test_somebody_without_an_organisation_sees_oneself_and_a_friendly_word(client, hikari, newcomer):
    person = PersonFactory() if newcomer == "new" else former_member_of(hikari.organisations().get())
    client.force_login(person)
    page = client.get("/me/").content.decode()
    assert "どの団体にも入っていません" in page
    assert "みなと縁側の会" not in page
    assert client.get(f"/me/people/{person.pk}/").status_code == 200
    assert client.get(f"/me/people/{hikari.pk}/").status_code == 404


def test_the_profile_is_saved_as_people_type(client, hikari):
    answer = client.post(
        "/me/edit/",
        {
            "name": "　港　ひかり ",
            "reading": "みなと ひかり",
            "introduction": "a\r\nb",
            "phone": "０９０－１２３４－５６７８",
        },
    )
    assert answer["Location"] == "/me/"
    hikari.refresh_from_db()
    assert (hikari.name, hikari.introduction, hikari.phone) == ("港　ひかり", "a\nb", "090-1234-5678")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0612345678", "0612345678"),
        ("（06）1234ー5678", "06-1234-5678"),
        ("+81 90-1234-5678", "090-1234-5678"),
        ("+81(0)6 1234 5678", "06-1234-5678"),
        ("0120‐444−444", "0120-444-444"),
    ],
)
def test_a_telephone_number_may_be_typed_as_people_type(client, hikari, typed, kept):
    client.post("/me/edit/", {"name": "港", "phone": typed})
    hikari.refresh_from_db()
    assert hikari.phone == kept


@pytest.mark.parametrize("typed", ["港\nあかり", "港\r\nあかり", "港\r\r\nあかり\n"])
def test_a_line_break_in_a_line_is_a_space(client, hikari, typed):
    assert client.post("/me/edit/", {"name": typed}).status_code == 302
    hikari.refresh_from_db()
    assert hikari.name == "港 あかり"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "　\u200b "),
        ("name", "あ" * 61),
        ("name", "港\x00"),
        ("name", "港\x08ひかり"),
        ("introduction", "あ" * 401),
        ("introduction", "あ\x00"),
        ("phone", "119"),
        ("phone", "でんわはありません"),
        ("phone", "090-1234-56789012"),
        ("phone", "0" * 10_000),
        ("phone", "०९०12345678"),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field_and_kept(client, hikari, field, typed):
    answer = client.post("/me/edit/", {"name": "新しい名前", "reading": "のこる", field: typed})
    assert answer.status_code == 200
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form[field].value() == typed
    assert "のこる" in answer.content.decode()
    hikari.refresh_from_db()
    assert hikari.name == "港 ひかり"


@pytest.mark.parametrize("field", ["name", "reading", "introduction", "phone"])
def test_half_a_character_is_refused_before_any_database_sees_it(hikari, field):
    form = Profile({"name": "港", field: "港\ud800"}, instance=hikari)
    assert list(form.errors) == [field]


def test_nobody_gives_oneself_a_role(client, hikari):
    client.post("/me/edit/", {"name": "港", "is_facilitator": "on", "is_administrator": "on", "email": "x@example.org"})
    hikari.refresh_from_db()
    assert (hikari.is_facilitator, hikari.is_administrator, hikari.email) == (False, False, "hikari@example.org")


def test_each_kind_of_mail_is_chosen_by_itself(client, hikari):
    assert client.post("/me/mail/", {"newsletter": "on"})["Location"] == "/me/"
    assert consent.wants(hikari, Kind.NEWSLETTER)
    assert not consent.wants(hikari, Kind.NOTICE)
    client.post("/me/mail/", {})
    assert not consent.wants(hikari, Kind.NEWSLETTER)


def test_saving_what_one_had_decides_nothing(client, hikari):
    client.post("/me/mail/", {kind.value: "on" for kind in Kind})
    assert not hikari.consents.exists()


def test_other_devices_are_signed_out_at_once_and_this_one_is_not(client, hikari):
    other, stranger = Client(), Client()
    other.force_login(hikari)
    stranger.force_login(PersonFactory())
    gone, own = other.session.session_key, stranger.session.session_key
    link, before = link_for(hikari).removeprefix("http://testserver"), version()
    client.post("/me/others/")
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302
    assert stranger.get("/me/").status_code == 200
    assert version() > before
    assert Client().get(link).status_code == 410
    # Open sockets look for the row of their session
    assert not Session.objects.filter(pk=gone).exists()
    assert Session.objects.filter(pk=own).exists()


def test_members_see_members_without_their_contact(client):
    colleague = member_of(OrganisationFactory(name="ほしぞら食堂"), name="星野 そら", phone="078-111-2222")
    page = client.get(f"/me/people/{colleague.pk}/").content.decode()
    assert "星野 そら" in page
    assert "ほしぞら食堂" in page
    assert colleague.email not in page
    assert "078-111-2222" not in page


def test_who_belongs_nowhere_is_seen_by_nobody_but_the_secretariat(client, hikari):
    hidden = [
        PersonFactory(),
        former_member_of(OrganisationFactory()),
        EditorFactory(),
        member_of(OrganisationFactory(status="left")),
    ]
    for person in hidden:
        assert client.get(f"/me/people/{person.pk}/").status_code == 404
    client.force_login(FacilitatorFactory())
    for person in hidden:
        assert client.get(f"/me/people/{person.pk}/").status_code == 200


@pytest.mark.parametrize("pk", ["0", "9" * 30, "9" * 4000])
def test_a_person_who_is_not_there(client, pk):
    assert client.get(f"/me/people/{pk}/").status_code == 404


def test_contact_is_for_oneself_the_secretariat_and_whom_it_was_granted(client, hikari):
    partner, outsider = member_of(OrganisationFactory()), member_of(OrganisationFactory())
    pair = {"to_organisation": partner.organisations().get(), "given_for": hikari.organisations().get()}
    ContactGrant.objects.create(**pair, person=hikari, reason="おつなぎ")

    def sees(person) -> bool:
        client.force_login(person)
        page = client.get(f"/me/people/{hikari.pk}/").content.decode()
        assert ("hikari@example.org" in page) == ("06-1111-2222" in page)
        return "hikari@example.org" in page

    assert sees(hikari)
    assert sees(FacilitatorFactory())
    assert sees(AdministratorFactory())
    assert sees(partner)
    assert not sees(outsider)
    former = former_member_of(partner.organisations().get())
    client.force_login(former)
    assert client.get(f"/me/people/{hikari.pk}/").status_code == 404


def test_markup_in_a_name_is_shown_not_run(client, hikari):
    Person.objects.filter(pk=hikari.pk).update(name="<script>alert(1)</script>", introduction="<b>x</b>\n<i>y</i>")
    for path in ("/me/", f"/me/people/{hikari.pk}/"):
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>x" not in page
