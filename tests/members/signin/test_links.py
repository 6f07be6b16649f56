"""The link from the mail: opening it changes nothing, its button signs in once."""

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from members.models import Person
from members.signin.links import link_for, person_behind, use_up
from tests.at_once import at_once
from tests.factories.members import PersonFactory


@pytest.fixture
def hikari(db):
    return PersonFactory(email="hikari@example.org", name="港 ひかり")


def path_for(person, next_url="") -> str:
    return link_for(person, next_url).removeprefix("http://testserver")


def signed_in(client) -> bool:
    return client.get("/signin/").status_code == 302


def test_the_button_signs_in_and_leads_on(client, hikari):
    path = path_for(hikari)
    page = client.get(path)
    assert "サインインする" in page.content.decode()
    assert "港 ひかり" in page.content.decode()
    answer = client.post(path)
    assert (answer.status_code, answer["Location"]) == (302, "/salon/")
    assert signed_in(client)


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_scanner_that_opens_the_link_changes_nothing(client, hikari, method):
    path = path_for(hikari)
    for _ in range(3):
        answer = getattr(client, method)(path)
        assert answer.status_code == 200
        assert "sessionid" not in answer.cookies
    hikari.refresh_from_db()
    assert hikari.last_login is None
    assert not Session.objects.exists()
    assert client.post(path).status_code == 302


def test_the_page_is_kept_nowhere_and_sends_its_address_nowhere(client, hikari):
    page = client.get(path_for(hikari))
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    # Only the origin is ever sent on; `no-referrer` would blank the Origin header of the form's own POST
    assert page["Referrer-Policy"] == "strict-origin"


def test_the_button_needs_the_token_of_its_page(hikari):
    assert Client(enforce_csrf_checks=True).post(path_for(hikari)).status_code == 403


def test_a_link_is_of_use_once(client, hikari):
    path = path_for(hikari)
    client.post(path)
    other = Client()
    for answer in (other.get(path), other.post(path)):
        assert answer.status_code == 410
        assert "もう使えません" in answer.content.decode()
        assert "/signin/" in answer.content.decode()
    assert not signed_in(other)


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_only_one_comes_in():
    person = PersonFactory()
    path = path_for(person)
    statuses = []
    at_once(*[lambda: statuses.append(Client().post(path).status_code)] * 4)
    assert sorted(statuses) == [302, 410, 410, 410]


def test_who_checked_before_another_used_it_comes_too_late(hikari):
    uid, token = path_for(hikari).split("/")[3:5]
    first, second = person_behind(uid, token), person_behind(uid, token)
    assert use_up(first)
    assert not use_up(second)


def test_any_sign_in_ends_older_links(client, hikari):
    older = path_for(hikari)
    client.post(path_for(hikari))
    assert Client().get(older).status_code == 410


def test_a_link_ends_with_its_time(client, hikari, settings):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        path = path_for(hikari)
    with time_machine.travel(now + timezone.timedelta(seconds=settings.SIGNIN_LINK_SECONDS - 5), tick=False):
        assert client.get(path).status_code == 200
    with time_machine.travel(now + timezone.timedelta(seconds=settings.SIGNIN_LINK_SECONDS + 5), tick=False):
        assert client.get(path).status_code == 410
        assert client.post(path).status_code == 410


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": "new@example.org"}])
def test_a_link_ends_with_what_it_was_made_for(client, hikari, change):
    path = path_for(hikari)
    Person.objects.filter(pk=hikari.pk).update(**change)
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410


@pytest.mark.parametrize("uid", ["MQ", "x", "9" * 5000, "Ln0", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "あ", "%00", "LTE"])
@pytest.mark.parametrize("token", ["x", "abc-" + "0" * 32, "9" * 5000, "あ-あ", "----"])
def test_a_link_that_nobody_made_is_answered_in_words(client, hikari, uid, token):
    for answer in (client.get(f"/signin/link/{uid}/{token}/"), client.post(f"/signin/link/{uid}/{token}/")):
        assert answer.status_code in (400, 410)
        assert "<h1>" in answer.content.decode()


def test_the_token_of_one_person_opens_no_other(client, hikari):
    other = PersonFactory()
    mine, theirs = path_for(hikari).split("/"), path_for(other).split("/")
    assert client.post("/".join([*mine[:3], theirs[3], mine[4], ""])).status_code == 410


def test_guessing_is_limited_and_using_is_not(client, hikari):
    for _ in range(25):
        assert Client().post(path_for(Person.objects.get())).status_code == 302
    statuses = [client.post("/signin/link/MQ/abc-def/").status_code for _ in range(21)]
    assert statuses == [410] * 20 + [429]


def test_the_way_on_is_kept(client, hikari):
    path = path_for(hikari, "/me/?a=1&b=2")
    assert client.get(path).context["next"] == "/me/?a=1&b=2"
    assert client.post(path)["Location"] == "/me/?a=1&b=2"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_way_on_never_leaves_the_site(client, hikari, evil):
    assert client.post(path_for(hikari, evil))["Location"] == "/salon/"
    assert Client().post(path_for(Person.objects.get()), {"next": evil})["Location"] == "/salon/"


def test_signed_in_as_somebody_else_the_page_says_so(client, hikari):
    other = PersonFactory(name="浜辺 つばさ")
    client.force_login(other)
    path = path_for(hikari)
    assert "浜辺 つばさ" in client.get(path).content.decode()
    client.post(path)
    assert client.session["_auth_user_id"] == str(hikari.pk)


def test_signing_in_makes_a_new_session(client, hikari):
    client.post("/signin/", {"email": hikari.email})
    before = client.session.session_key
    client.post(path_for(hikari))
    assert client.session.session_key != before


def test_support_prints_a_link_that_works(client, hikari, capsys):
    call_command("signin_link", " Hikari@example.org")
    (line,) = capsys.readouterr().out.splitlines()
    assert client.post(line.removeprefix("http://testserver")).status_code == 302


@pytest.mark.parametrize(
    ("address", "says"), [("nobody@example.org", "いません"), ("left@example.org", "利用できない")]
)
def test_support_is_told_why_there_is_no_link(db, address, says):
    PersonFactory(email="left@example.org", is_active=False)
    with pytest.raises(CommandError, match=says):
        call_command("signin_link", address)
