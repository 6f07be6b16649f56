"""No word of a room is public without the yes of who wrote it, and none stays after a no."""

import pytest
from django.urls import reverse

from members.models import Person
from salon.models import Quote
from salon.quoting import answering, asking, showing
from salon.rooms import changing
from tests.factories.cms import case, practice
from tests.factories.members import EditorFactory, FacilitatorFactory
from tests.factories.salon import kinki, topic_in

pytestmark = pytest.mark.django_db
WORDS = "公民館に頼みました"


@pytest.fixture(params=[case, practice])
def quote(request, db):
    here, one, _two = kinki()
    topic = topic_in(here, one, "会場さがし", WORDS)
    page = request.param("会場")
    [quote] = asking.ask(FacilitatorFactory(), page, [topic.messages.get()])
    quote.page = page
    return quote


@pytest.fixture
def is_shown(client, quote):
    def look():
        shown = WORDS in client.get(quote.page.url).text
        client.force_login(EditorFactory())
        draft = client.get(f"/admin/pages/{quote.page.pk}/view_draft/")
        assert draft.status_code == 200
        assert (WORDS in draft.text) == shown, "the draft shows what the page shows"
        client.logout()
        return shown

    return look


def author(quote) -> Person:
    return Person.objects.get(pk=quote.author_id)


def test_nothing_is_shown_before_the_yes_and_nothing_after_the_no(quote, is_shown):
    assert not is_shown()
    answering.say_yes(quote, "group")
    assert is_shown()
    answering.say_no(quote)
    assert not is_shown()


def test_what_is_taken_back_in_the_room_is_gone_from_the_page(quote, is_shown):
    answering.say_yes(quote, "group")
    changing.withdraw(author(quote), quote.message)
    assert not is_shown()
    assert not Quote.objects.exists()


def test_what_is_hidden_in_the_room_is_hidden_on_the_page(quote, is_shown):
    answering.say_yes(quote, "group")
    facilitator = FacilitatorFactory()
    changing.hide(facilitator, quote.message, "わけ")
    assert not is_shown()
    changing.show_again(facilitator, quote.message)
    assert is_shown()


def test_other_words_are_asked_about_again(quote, client):
    answering.say_yes(quote, "group")
    changing.edit(author(quote), quote.message, "神社に頼みました")
    assert "神社" not in client.get(quote.page.url).text
    assert asking.waiting(author(quote)) == 1
    answering.say_yes(quote, "group")
    assert "神社" in client.get(quote.page.url).text


def test_who_is_deleted_takes_the_yes_along(quote, is_shown):
    answering.say_yes(quote, "group")
    author(quote).delete()
    assert not is_shown()


@pytest.mark.parametrize(
    ("named", "seen", "unseen"),
    [("group", ["大阪の団体"], ["大阪のひと"]), ("person", ["大阪のひと", "大阪の団体"], []), ("nobody", [], ["大阪"])],
)
def test_its_author_is_named_as_agreed(quote, client, named, seen, unseen):
    answering.say_yes(quote, named)
    shown = client.get(quote.page.url).text
    assert all(name in shown for name in seen)
    assert not any(name in shown for name in unseen)


def test_words_of_others_inside_are_left_out():
    assert showing.own_words("> よその人のことば\n私のことば\n＞よその人") == "私のことば"


def test_a_telephone_number_does_not_leave_the_room(quote, client):
    changing.edit(author(quote), quote.message, "06-1234-5678にどうぞ")
    answering.say_yes(quote, "group")
    assert "1234-5678" not in client.get(quote.page.url).text


def test_its_author_answers_and_nobody_else_does(quote, client):
    address = reverse("quoting:answer", args=[quote.pk])
    for person in (FacilitatorFactory(), EditorFactory(), Person.objects.exclude(pk=quote.author_id).first()):
        client.force_login(person)
        assert client.post(address, {"answer": "yes"}).status_code == 404
    assert Quote.objects.get(pk=quote.pk).answer == "pending"
    client.force_login(author(quote))
    assert WORDS in client.get(reverse("quoting:mine")).text
    assert reverse("quoting:mine") in client.get("/salon/").text
    client.post(address, {"answer": "yes", "named": "nobody"})
    assert Quote.objects.get(pk=quote.pk).named == "nobody"
    client.post(address, {"answer": "no"})
    assert Quote.objects.get(pk=quote.pk).answer == "no"


def test_who_left_can_still_say_no(quote, client, is_shown):
    answering.say_yes(quote, "group")
    person = author(quote)
    person.affiliations.update(until="2020-01-01")
    client.force_login(person)
    client.post(reverse("quoting:answer", args=[quote.pk]), {"answer": "no"})
    client.logout()
    assert not is_shown()
