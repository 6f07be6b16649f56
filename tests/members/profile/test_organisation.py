"""/me/organisations/…: only those who look after an organisation."""

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from members.access import version
from members.models import Invitation, Organisation
from tests.factories.members import (
    AdministratorFactory,
    ApproachFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    TargetGroupFactory,
    ThemeFactory,
    former_member_of,
    member_of,
    prefecture,
)

pytestmark = pytest.mark.django_db
PAGE, PEOPLE = "/me/organisations/minato/", "/me/organisations/minato/people/"


@pytest.fixture
def minato():
    ThemeFactory(name="高齢者の居場所", target_groups=["高齢者"])
    prefecture("北海道")
    return OrganisationFactory(code="minato", name="みなと縁側の会", prefecture="大阪府")


@pytest.fixture
def hikari(minato):
    return member_of(minato, administrator=True, name="港 ひかり")


@pytest.fixture
def client(client, hikari):
    client.force_login(hikari)
    return client


def strangers(minato):
    return {
        "a member without the right": member_of(minato),
        "an administrator of another": member_of(OrganisationFactory(), administrator=True),
        "a former member": former_member_of(minato),
        "newly signed in": PersonFactory(),
        "a facilitator": FacilitatorFactory(),
        "an editor": EditorFactory(),
    }


@pytest.mark.parametrize("path", [PAGE, PEOPLE])
def test_for_everybody_else_it_does_not_exist(client, minato, path):
    for who, person in strangers(minato).items():
        client.force_login(person)
        assert client.get(path).status_code == 404, who
        assert client.post(path, {"summary": "x", "address": "a@example.org"}).status_code == 404, who
    client.logout()
    assert client.get(path)["Location"] == f"/signin/?next={path}"
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("path", [PAGE, PEOPLE])
def test_the_administrators_of_the_network_may(client, minato, path):
    client.force_login(AdministratorFactory())
    assert client.get(path).status_code == 200


def test_its_profile_is_saved_as_people_type(client, minato):
    approach, group = ApproachFactory(), TargetGroupFactory()
    answer = client.post(
        PAGE,
        {
            "summary": "　縁側を開いています。\r\nどうぞ。",
            "website": "ｅｘａｍｐｌｅ．ｊｐ/minato",
            "founded_year": "西暦２００５年",
            "size": "small",
            "experienced_in": [approach.pk],
            "about_to_reach": [group.pk],
            "area": " 大阪市 ",
        },
    )
    assert answer["Location"] == PAGE
    minato.refresh_from_db()
    assert minato.summary == "縁側を開いています。\nどうぞ。"
    assert minato.website == "https://example.jp/minato"
    assert (minato.founded_year, minato.size, minato.area) == (2005, "small", "大阪市")
    assert list(minato.experienced_in.all()) == [approach]
    assert list(minato.about_to_reach.all()) == [group]


@pytest.mark.parametrize(
    ("typed", "year"), [("平成元年", 1989), ("昭和６３年", 1988), ("２００５", 2005), ("令和2年4月", 2020)]
)
def test_a_year_may_be_typed_as_people_remember_it(client, minato, typed, year):
    client.post(PAGE, {"founded_year": typed})
    minato.refresh_from_db()
    assert minato.founded_year == year


def test_changing_whom_it_reaches_moves_its_rooms_at_once_and_says_so(client, minato):
    before = version()
    group = minato.target_groups.model.objects.get(name="高齢者")
    page = client.post(PAGE, {"prefectures": ["01"], "target_groups": [group.pk]}, follow=True).content.decode()
    assert f"今入っているルーム：{prefecture('北海道').block}、高齢者の居場所" in page
    assert version() > before


def test_nothing_chosen_has_a_word_and_no_dashes(client, minato):
    page = client.get(f"/me/organisations/{minato.code}/").text
    assert page.count('<option value="">未記入</option>') + page.count('<option value="" selected>未記入</option>') == 5
    assert "----" not in page


def test_what_belongs_to_the_secretariat_cannot_be_changed_here(client, minato):
    before = Organisation.objects.filter(pk=minato.pk).values(
        "code", "name", "membership", "status", "is_sample", "is_secretariat", "corporate_number"
    )[0]
    client.post(
        PAGE,
        {
            "code": "x",
            "name": "x",
            "membership": "guest",
            "status": "left",
            "is_sample": "on",
            "is_secretariat": "on",
            "corporate_number": "1",
        },
    )
    assert Organisation.objects.filter(pk=minato.pk).values(*before)[0] == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("summary", "あ" * 1001),
        ("summary", "あ\x00い"),
        ("summary", "あ\x1bい"),
        ("area", "x" * 10_000),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://example.jp"),
        ("website", "わたしたちのサイト"),
        ("website", "https://example.jp/" + "a" * 300),
        ("website", "https://[::1"),
        ("website", "https://example.jp/\x00"),
        ("founded_year", "3000"),
        ("founded_year", "12"),
        ("founded_year", "むかし"),
        ("founded_year", "9" * 5000),
        ("founded_year", "²⁰⁰⁵x"),
        ("size", "giant"),
        ("size", "a\x00"),
        ("home_prefecture", "99"),
        ("home_prefecture", "\x00"),
        ("home_prefecture", "9" * 5000),
        ("type", "9" * 30),
        ("type", "x"),
        ("target_groups", ["9" * 30]),
        ("target_groups", ["x"]),
        ("target_groups", ["²"]),
        ("prefectures", ["01", "\x00"]),
        ("prefectures", ["'; DROP TABLE"]),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field_and_kept(client, minato, field, typed):
    answer = client.post(PAGE, {"area": "ここは残ります", field: typed})
    assert answer.status_code == 200
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert form[field].value() == typed
    assert form.errors[field][0] in answer.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    if field != "area":
        assert "ここは残ります" in answer.content.decode()


@pytest.mark.parametrize("code", ["nothing", "x" * 3000, "あ"])
def test_an_organisation_that_is_not_there(client, code):
    assert client.get(f"/me/organisations/{code}/").status_code == 404


def test_its_people_and_open_invitations_are_listed(client, minato, hikari, django_capture_on_commit_callbacks):
    former = former_member_of(minato, name="前の人")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(PEOPLE, {"address": "ｈａｍａｂｅ@example.org", "name": "浜辺 つばさ"}, follow=True)
    page = answer.content.decode()
    assert "港 ひかり" in page
    assert "hamabe@example.org" in page
    assert former.name not in page
    assert mail.outbox[0].to == ["hamabe@example.org"]
    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.invited_by) == (minato, hikari)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"address": ""}, "メールアドレスを入れてください"),
        ({"address": "だれか"}, "形になっていません"),
        ({"address": "a@example.org,b@example.org"}, "形になっていません"),
        ({"address": '"a,b"@example.org'}, "形になっていません"),
        ({"address": "a@example.org", "name": "あ" * 61}, "61"),
    ],
)
def test_an_invitation_that_makes_no_sense(client, typed, says):
    page = client.post(PEOPLE, typed)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert not Invitation.objects.exists()


def test_colleagues_are_not_invited_again(client, hikari):
    assert "もうこの団体に参加しています" in client.post(PEOPLE, {"address": hikari.email}).content.decode()


def test_an_invitation_can_be_withdrawn_by_its_own_organisation_only(client, minato):
    mine = Invitation.objects.create(address="a@example.org", organisation=minato)
    other = OrganisationFactory(code="other")
    theirs = Invitation.objects.create(address="b@example.org", organisation=other)
    assert client.post(f"{PEOPLE}{theirs.pk}/withdraw/").status_code == 404
    assert client.post(f"/me/organisations/other/people/{theirs.pk}/withdraw/").status_code == 404
    assert client.get(f"{PEOPLE}{mine.pk}/withdraw/").status_code == 405
    assert client.post(f"{PEOPLE}{mine.pk}/withdraw/").status_code == 302
    assert client.post(f"{PEOPLE}{'9' * 30}/withdraw/").status_code == 404
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.withdrawn_at
    assert theirs.withdrawn_at is None


def test_nobody_sends_endless_invitations(client):
    with time_machine.travel(timezone.now(), tick=False):
        statuses = {client.post(PEOPLE, {"address": f"p{n}@example.org"}).status_code for n in range(60)}
        assert statuses == {302}
        assert client.post(PEOPLE, {"address": "one-more@example.org"}).status_code == 429
