"""Signing in with the code from the mail."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from members.models import Person
from tests.factories.members import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hikari():
    return PersonFactory(email="hikari@example.org", name="港 ひかり")


def ask(client, address="hikari@example.org", **extra):
    return client.post("/signin/", {"email": address, **extra}, follow=True)


def code_in_mail() -> str:
    return re.search(r"^(\d{4}-\d{4})$", mail.outbox[-1].body, re.MULTILINE)[1]


def enter(client, code, **extra):
    return client.post("/signin/code/", {"code": code, **extra})


def signed_in(client) -> bool:
    return client.get("/signin/").status_code == 302


def test_a_code_by_mail_signs_in(client, hikari):
    page = ask(client)
    assert page.redirect_chain[-1][0] == "/signin/code/"
    answer = enter(client, code_in_mail())
    assert (answer.status_code, answer["Location"]) == (302, "/salon/")
    assert signed_in(client)


def test_the_mail_is_plain_japanese_with_code_and_link(client, hikari):
    ask(client)
    (letter,) = mail.outbox
    assert letter.to == ["hikari@example.org"]
    assert letter.subject.startswith("【つながり】")
    assert "港 ひかりさん" in letter.body
    assert "http://testserver/signin/link/" in letter.body


def test_the_mail_as_html_has_the_same_link_and_the_code_in_one_piece(client, hikari):
    ask(client)
    (letter,) = mail.outbox
    [[html, kind]] = letter.alternatives
    link = re.search(r"http://testserver/signin/link/\S+", letter.body)[0]
    assert kind == "text/html"
    assert f'href="{link}"' in html
    assert re.search(r"<p [^>]*user-select:all[^>]*>([^<]*)</p>", html)[1] == code_in_mail()
    # It can be neither stopped nor answered by a machine
    assert "/mail/stop/" not in html


@pytest.mark.parametrize(
    "typed",
    [
        "{a}{b}",
        " {a} {b} ",
        "{a}－{b}",
        "{a}ー{b}",
        "{wide}",
        "\u3000{wide}\u3000",
    ],
)
def test_the_code_may_be_typed_as_people_type(client, hikari, typed):
    ask(client)
    a, b = code_in_mail().split("-")
    wide = f"{a}-{b}".translate({ord("0") + n: ord("０") + n for n in range(10)} | {ord("-"): "－"})
    assert enter(client, typed.format(a=a, b=b, wide=wide)).status_code == 302
    assert signed_in(client)


@pytest.mark.parametrize(
    "typed", ["ＨＩＫＡＲＩ＠ｅｘａｍｐｌｅ．ｏｒｇ", " Hikari@Example.org ", "\u3000hikari@example.org"]
)
def test_the_address_may_be_typed_as_people_type(client, hikari, typed):
    ask(client, typed)
    assert mail.outbox[0].to == ["hikari@example.org"]


def test_a_wrong_code_is_said_at_the_field_and_kept(client, hikari):
    ask(client)
    page = enter(client, "0000-0001").content.decode()
    assert "コードが違います" in page
    assert 'value="0000-0001"' in page
    assert not signed_in(client)


def test_an_empty_or_endless_code_is_said_at_the_field(client, hikari):
    ask(client)
    assert "コードを入れてください" in enter(client, "").content.decode()
    assert "長すぎます" in enter(client, "1" * 10_000).content.decode()


@pytest.mark.parametrize(
    "typed", ["名前", "", "a@b", "x" * 10_000 + "@example.org", "a\x00@example.org", "a@b.jp, c@d.jp"]
)
def test_an_address_that_is_none_is_said_at_the_field(client, typed):
    page = client.post("/signin/", {"email": typed})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.content.decode()
    assert not mail.outbox


def test_nobody_learns_who_is_known(client, hikari):
    inactive = PersonFactory(email="inactive@example.org", is_active=False)
    pages = {}
    for address in ("hikari@example.org", "nobody@example.org", inactive.email):
        client.cookies.clear()
        page = ask(client, address)
        text = page.content.decode().replace(address, "…")
        pages[address] = (page.redirect_chain, re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", text))
        wrong = enter(client, "1111-1111")
        assert "コードが違います" in wrong.content.decode()
    assert len({repr(page) for page in pages.values()}) == 1
    assert [letter.to for letter in mail.outbox] == [["hikari@example.org"]]


def test_an_empty_code_never_fits_the_missing_one_of_an_unknown_address(client):
    ask(client, "nobody@example.org")
    for nothing in ("-", "----", " "):
        assert enter(client, nothing).status_code == 200
    assert not signed_in(client)


def test_after_five_wrong_codes_even_the_right_one_is_late(client, hikari):
    ask(client)
    right = code_in_mail()
    for _ in range(5):
        answer = enter(client, "0000-0001")
    assert answer["Location"] == "/signin/"
    assert "しばらく待ってから" in client.get("/signin/").content.decode()
    enter(client, right)
    assert not signed_in(client)


def test_a_code_is_of_use_once_and_only_in_the_browser_that_asked(client, hikari):
    ask(client)
    code = code_in_mail()
    other = client.__class__()
    assert enter(other, code)["Location"] == "/signin/"
    enter(client, code)
    client.post("/signout/")
    assert enter(client, code)["Location"] == "/signin/"
    assert not signed_in(client)


def test_a_code_that_comes_too_late_says_so_and_keeps_the_way(client, hikari, settings):
    ask(client, next="/me/")
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    answer = client.post("/signin/code/?next=/me/", {"code": code_in_mail()})
    assert answer["Location"] == "/signin/?next=%2Fme%2F"
    assert "時間がたった" in client.get(answer["Location"]).content.decode()


def test_who_mistyped_the_address_may_start_again(client, hikari):
    ask(client, "hikary@example.org")
    assert client.get("/signin/").status_code == 200


def test_a_code_under_way_dies_when_the_address_changes(client, hikari):
    ask(client)
    Person.objects.filter(pk=hikari.pk).update(email="new@example.org")
    enter(client, code_in_mail())
    assert not signed_in(client)


def test_somebody_deactivated_with_a_code_under_way_stays_outside(client, hikari):
    ask(client)
    Person.objects.filter(pk=hikari.pk).update(is_active=False)
    assert enter(client, code_in_mail())["Location"] == "/signin/inactive/"
    assert "事務局" in client.get("/signin/inactive/").content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize("wanted", ["/salon/rooms/kinki/", "/me/?a=1&b=2", "http://testserver/me/"])
def test_the_way_on_is_kept(client, hikari, wanted):
    page = client.get("/signin/", {"next": wanted})
    assert page.context["redirect_field_value"] == wanted
    step = client.post("/signin/", {"email": hikari.email, "next": wanted})
    answer = client.post(step["Location"], {"code": code_in_mail()})
    assert answer["Location"] == wanted


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://localhost/",
        "http://testserver@evil.example/",
        "/" + "a" * 3000,
        "\x09//evil.example",
    ],
)
def test_the_way_on_never_leaves_the_site(client, hikari, evil):
    step = client.post("/signin/", {"email": hikari.email, "next": evil})
    assert step["Location"] == "/signin/code/"
    assert "next=" not in mail.outbox[0].body
    answer = enter(client, code_in_mail(), next=evil)
    assert answer["Location"] == "/salon/"


def test_one_address_gets_few_mails(client, hikari):
    for _ in range(3):
        ask(client)
    page = client.post("/signin/", {"email": hikari.email})
    assert page.status_code == 429
    assert "しばらく待ってから" in page.content.decode()
    assert 'value="hikari@example.org"' in page.content.decode()
    assert len(mail.outbox) == 3


def test_the_limit_of_an_unknown_address_is_the_same(client):
    statuses = [client.post("/signin/", {"email": "nobody@example.org"}).status_code for _ in range(4)]
    assert statuses == [302, 302, 302, 429]


@pytest.fixture
def from_elsewhere(client, settings):
    """One more browser, each in a place of its own."""
    settings.ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP"

    def browser(number: int):
        return client.__class__(headers={"x-real-ip": f"192.0.2.{number}"})

    return browser


def test_nobody_uses_up_the_mails_of_somebody_elsewhere(hikari, from_elsewhere):
    for _ in range(20):
        last = from_elsewhere(1).post("/signin/", {"email": hikari.email})
    assert last.status_code == 429
    assert from_elsewhere(2).post("/signin/", {"email": hikari.email}).status_code == 302


def test_where_many_places_used_up_the_mails_of_an_address_a_link_still_signs_in(hikari, from_elsewhere):
    statuses = [from_elsewhere(n).post("/signin/", {"email": hikari.email}).status_code for n in range(11)]
    assert statuses == [302] * 10 + [429]
    page = from_elsewhere(50).post("/signin/", {"email": hikari.email})
    assert "その中のリンクから" in page.text
    links = {re.search(r"http://testserver(/signin/link/\S+)", letter.body)[1] for letter in mail.outbox}
    own = from_elsewhere(50)
    assert own.post(links.pop())["Location"] == "/salon/"
    assert signed_in(own)


def test_mails_are_counted_no_longer_than_a_link_lives(settings):
    *_, window = re.fullmatch(r"(\d+)/(\d+)s/key", settings.ACCOUNT_RATE_LIMITS["letter"]).groups()
    assert int(window) <= settings.SIGNIN_LINK_SECONDS


def test_codes_of_one_address_are_tried_from_all_places_together_only_so_often(hikari, from_elsewhere):
    for n in range(5):
        browser = from_elsewhere(n)
        ask(browser)
        for _ in range(4):
            assert enter(browser, "0000-0001").status_code == 200
    ask(own := from_elsewhere(50))
    answer = enter(own, code_in_mail())
    assert answer.status_code == 429
    assert "リンクからは、いつもどおり" in answer.text and f'value="{code_in_mail()}"' in answer.text
    assert not signed_in(own)
    own.post(re.search(r"http://testserver(/signin/link/\S+)", mail.outbox[-1].body)[1])
    assert signed_in(own)


def test_who_asks_for_a_thousand_others_gets_no_new_tries(client):
    for number in range(1000):
        cache.set(f"another-{number}", 1)
        if number == 500:
            for _ in range(3):
                client.post("/signin/", {"email": "hikari@example.org"})
    assert client.post("/signin/", {"email": "hikari@example.org"}).status_code == 429


def test_one_place_may_not_try_many_codes(client, hikari):
    for number in range(4):
        ask(client, f"person-x{number}@example.org")
        for _ in range(5):
            enter(client, "0000-0001")
    ask(client)
    answer = enter(client, code_in_mail())
    assert answer.status_code == 429
    assert "少し時間をおいて" in answer.content.decode()


def test_a_forwarded_address_is_believed_only_where_a_proxy_is_configured(client, hikari, settings):
    def twenty_and_one():
        for number in range(21):
            answer = client.post(
                "/signin/", {"email": f"p{number}@example.org"}, headers={"x-forwarded-for": f"10.0.0.{number}"}
            )
        return answer.status_code

    assert twenty_and_one() == 429
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert twenty_and_one() == 302


def test_a_proxy_that_says_nothing_breaks_nothing(client, hikari, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert client.post("/signin/", {"email": hikari.email}, headers={"x-forwarded-for": "10.0.0.1"}).status_code == 302
    settings.ALLAUTH_TRUSTED_CLIENT_IP_HEADER = "X-Real-IP"
    assert client.post("/signin/", {"email": hikari.email}).status_code == 302


def test_no_page_asks_for_a_password(client, hikari):
    ask(client)
    for path in ("/signin/", "/signin/code/", "/signout/"):
        assert 'type="password"' not in client.get(path, follow=True).content.decode()


def test_nobody_can_sign_in_with_a_password(client, hikari):
    Person.objects.filter(pk=hikari.pk).update(password="plain")
    assert not client.login(email=hikari.email, password="plain")
    hikari.set_password("a real one")
    hikari.save()
    assert not client.login(email=hikari.email, password="a real one")


def test_pages_of_the_door_are_never_cached_nor_indexed(client, hikari):
    ask(client)
    for path in ("/signin/", "/signin/code/"):
        page = client.get(path)
        assert "no-store" in page["Cache-Control"]
        assert 'content="noindex"' in page.content.decode()
