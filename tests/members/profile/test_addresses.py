"""A change of mail address: nothing happens until both mailboxes have said yes."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from members.models import AddressChange, Person
from members.profile import addresses
from members.signin.links import link_for
from tests.factories.members import PersonFactory


@pytest.fixture
def hikari(db):
    return PersonFactory(email="old@example.org", name="港 ひかり")


@pytest.fixture
def ask(client, hikari, django_capture_on_commit_callbacks):
    client.force_login(hikari)

    def asked(address="new@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/me/address/", {"address": address}, follow=True)

    return asked


@pytest.fixture
def press(django_capture_on_commit_callbacks):
    def pressed(path, client=None, **data):
        with django_capture_on_commit_callbacks(execute=True):
            return (client or Client()).post(path, data)

    return pressed


def links() -> dict[str, str]:
    """The newest link for each recipient."""
    found = {}
    for letter in mail.outbox:
        if match := re.search(r"http://testserver(/me/address/confirm/\S+)", letter.body):
            found[letter.to[0]] = match[1]
    return found


def address_of(person) -> str:
    return Person.objects.get(pk=person.pk).email


def test_both_are_asked_and_then_it_changes(client, hikari, ask, press):
    page = ask("ＮＥＷ@Example.org").content.decode()
    assert "new@example.org" in page
    assert [letter.to for letter in mail.outbox] == [["old@example.org"], ["new@example.org"]]
    paths = links()
    assert "あと片方" in press(paths["new@example.org"]).content.decode()
    assert address_of(hikari) == "old@example.org"
    assert "変わりました" in press(paths["old@example.org"]).content.decode()
    assert address_of(hikari) == "new@example.org"
    assert list(EmailAddress.objects.filter(user=hikari).values_list("email", "verified", "primary")) == [
        ("new@example.org", True, True)
    ]
    told = mail.outbox[2:]
    assert [letter.to[0] for letter in told] == ["old@example.org", "new@example.org"]
    assert all("変わりました" in letter.subject for letter in told)


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_one_alone_pressed_again_and_again_changes_nothing(hikari, ask, press, order):
    ask()
    paths = links()
    for _ in range(3):
        press(paths[f"{order[0]}@example.org"])
    assert address_of(hikari) == "old@example.org"
    press(paths[f"{order[1]}@example.org"])
    assert address_of(hikari) == "new@example.org"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_scanner_that_opens_both_links_changes_nothing(hikari, ask, method):
    ask()
    for path in links().values():
        answer = getattr(Client(), method)(path)
        assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "no-store" in answer["Cache-Control"]
    change = AddressChange.objects.get()
    assert (change.old_confirmed_at, change.new_confirmed_at) == (None, None)


def test_with_the_change_everything_outstanding_ends(client, hikari, ask, press):
    other, old_link = Client(), link_for(hikari).removeprefix("http://testserver")
    other.force_login(hikari)
    ask()
    paths = links()
    press(paths["old@example.org"])
    press(paths["new@example.org"], client)
    assert client.get("/me/").status_code == 200  # the one that pressed the button
    assert other.get("/me/").status_code == 302
    assert Client().get(old_link).status_code == 410
    for path in paths.values():
        assert Client().get(path).status_code == 410
        assert Client().post(path).status_code == 410


def test_after_the_change_only_the_new_address_gets_in(client, hikari, ask, press):
    ask()
    for path in links().values():
        press(path)
    mail.outbox.clear()
    for address in ("old@example.org", "new@example.org"):
        Client().post("/signin/", {"email": address})
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


def test_a_taken_address_gets_the_same_answer_and_only_its_owner_learns_of_it(hikari, ask):
    PersonFactory(email="taken@example.org")
    free = ask("new@example.org")
    taken = ask("taken@example.org")

    def plain(page):
        return re.sub(r'value="\w{64}"|new@|taken@', "", page.content.decode())

    assert plain(free) == plain(taken)
    assert mail.outbox[-2].to == ["old@example.org"]
    assert mail.outbox[-1].to == ["taken@example.org"]
    assert "もう登録されています" in mail.outbox[-1].subject
    assert "港" not in mail.outbox[-1].body
    assert "confirm" not in mail.outbox[-1].body


def test_an_address_taken_in_the_meantime_changes_nothing(hikari, ask, press):
    ask()
    PersonFactory(email="new@example.org")
    paths = links()
    press(paths["old@example.org"])
    answer = press(paths["new@example.org"])
    assert answer.status_code == 409
    assert "変えられません" in answer.content.decode()
    assert address_of(hikari) == "old@example.org"


def test_asking_again_replaces_what_was_asked(hikari, ask, press):
    ask("first@example.org")
    before = links()
    ask("second@example.org")
    for path in before.values():
        assert Client().get(path).status_code == 410
        assert press(path).status_code == 410
    after = links()
    press(after["old@example.org"])
    press(after["second@example.org"])
    assert address_of(hikari) == "second@example.org"


def test_it_can_be_cancelled_by_its_person_and_by_the_old_mailbox(client, hikari, ask, press):
    ask()
    paths = links()
    client.post("/me/address/cancel/")
    assert press(paths["old@example.org"]).status_code == 410
    ask()
    paths = links()
    assert "取りやめました" in press(paths["old@example.org"], cancel="1").content.decode()
    assert press(paths["new@example.org"]).status_code == 410
    assert not AddressChange.objects.exists()


def test_a_day_later_it_is_too_late(hikari, ask, press):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask()
    paths = links()
    with time_machine.travel(now + timezone.timedelta(hours=addresses.HOURS, seconds=5), tick=False):
        assert Client().get(paths["old@example.org"]).status_code == 410
        assert press(paths["new@example.org"]).status_code == 410


def test_who_checked_before_a_new_wish_comes_too_late(hikari, ask):
    ask("first@example.org")
    change, side = addresses.behind(links()["old@example.org"].split("/")[4])
    ask("second@example.org")
    assert addresses.confirm(change, side) == addresses.Outcome.GONE


def test_somebody_deactivated_changes_nothing(hikari, ask, press):
    ask()
    Person.objects.filter(pk=hikari.pk).update(is_active=False)
    for path in links().values():
        assert press(path).status_code == 410


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "入れてください"),
        ("OLD@example.org", "今と同じ"),
        ("なまえ", "形になっていません"),
        ("a@b.jp,c@d.jp", "形になっていません"),
        ("x" * 10_000 + "@example.org", "長すぎます"),
        ("a\x00@example.org", "読みとれない"),
    ],
)
def test_what_is_no_address_is_said_at_the_field(hikari, ask, typed, says):
    page = ask(typed)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert not mail.outbox


@pytest.mark.parametrize("token", ["x", "9" * 3000, "a:b:c", "あ"])
def test_a_link_that_nobody_made(client, db, token):
    assert client.get(f"/me/address/confirm/{token}/").status_code == 410
    assert client.post(f"/me/address/confirm/{token}/").status_code == 410


def test_nobody_writes_to_endless_addresses(client, hikari, ask):
    for number in range(5):
        assert ask(f"p{number}@example.org").status_code == 200
    assert ask("one-more@example.org").status_code == 429
