"""The page of one message and its forms: with links and forms alone, and nothing that one may not do is there."""

import pytest
from django.utils import timezone

from salon.models import Message, Reaction, Room
from salon.rooms import changing
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki, outsider, room, said, topic_in

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def place(client):
    here, one, two = kinki()
    message = said(topic_in(here, one), one, "はじめの考え")
    client.force_login(one)
    return message, one, two


def test_its_author_edits_it_and_the_earlier_text_stands_below(client, place):
    message, _, _ = place
    page = message.get_absolute_url()
    assert f'href="{page}edit/"' in client.get(page).text
    assert "はじめの考え" in client.get(f"{page}edit/").text
    answer = client.post(f"{page}edit/", {"body": "よく考えた文"})
    assert answer["Location"] == message.place_url
    assert "直しました" in client.get(answer["Location"]).text
    assert "はじめの考え" in client.get(page).text


@pytest.mark.parametrize("body", ["", " \n", "あ" * 5001, "a\x00b"])
def test_a_text_that_makes_no_sense_is_said_at_the_field_and_kept(client, place, body):
    message, _, _ = place
    answer = client.post(f"{message.get_absolute_url()}edit/", {"body": body})
    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.text
    message.refresh_from_db()
    assert message.text == "はじめの考え"
    if len(body) > 5000:
        assert body in answer.text


def test_what_others_may_not_do_is_not_there(client, place):
    message, _, two = place
    client.force_login(two)
    page = message.get_absolute_url()
    assert "取り下げる</button>" not in client.get(page).text
    assert client.get(f"{page}edit/").status_code == 404
    for step in ("edit", "withdraw", "hide", "show"):
        assert client.post(f"{page}{step}/", {"body": "文", "because": "理由"}).status_code == 404
    message.refresh_from_db()
    assert message.is_readable
    assert message.text == "はじめの考え"


def test_after_taking_it_back_nobody_finds_a_word_of_it(client, place):
    message, _, two = place
    client.post(f"{message.get_absolute_url()}withdraw/")
    for person in (two, FacilitatorFactory()):
        client.force_login(person)
        for address in (message.get_absolute_url(), message.place_url, f"/salon/rooms/{message.room.slug}/events/"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "はじめの考え" not in answer.text


def test_the_desk_hides_with_a_reason_and_reads_on(client, place):
    message, one, two = place
    page = message.get_absolute_url()
    desk = FacilitatorFactory()
    client.force_login(desk)
    assert client.post(f"{page}hide/", {"because": " "}).status_code == 422
    client.post(f"{page}hide/", {"because": "個人のお名前"})
    assert "はじめの考え" in client.get(page).text
    for person in (one, two):
        client.force_login(person)
        for address in (page, message.place_url):
            assert "はじめの考え" not in client.get(address).text
            assert "個人のお名前" in client.get(address).text
    client.force_login(desk)
    client.post(f"{page}show/")
    client.force_login(two)
    assert "はじめの考え" in client.get(page).text


def test_a_reason_that_is_missing_is_said_at_the_top_of_the_page(client, place):
    """The form stands far below, and without scripts nobody would see that nothing happened."""
    message = place[0]
    client.force_login(FacilitatorFactory())
    answer = client.post(f"{message.get_absolute_url()}hide/", {"because": ""})
    assert answer.status_code == 422
    assert "form-errors" in answer.text.partition("<h1>")[0].partition("<main")[2]


def test_earlier_texts_of_a_hidden_message_are_hidden_too(client, place):
    message, one, two = place
    changing.edit(one, message, "直した文")
    changing.hide(FacilitatorFactory(), message, "理由")
    client.force_login(two)
    assert "はじめの考え" not in client.get(message.get_absolute_url()).text


def test_a_reaction_by_form_is_turned_round_and_by_script_says_which_way(client, place):
    message, one, _ = place
    assert client.post(message.reaction_url, {"kind": "wish"})["Location"] == message.place_url
    assert message.reactions.filter(person=one, kind=Reaction.Kind.WISH).exists()
    client.post(message.reaction_url, {"kind": "wish"})
    assert not message.reactions.exists()
    for _time in range(2):
        assert client.post(message.reaction_url, {"kind": "wish", "on": "1"}, headers=JSON).status_code == 204
    assert message.reactions.count() == 1
    assert one.name in client.get(message.get_absolute_url()).text


@pytest.mark.parametrize("data", [{}, {"kind": "hate"}, {"kind": "thanks", "on": "2"}])
def test_a_reaction_that_is_none_is_refused_in_words(client, place, data):
    message, _, _ = place
    answer = client.post(message.reaction_url, data, headers=JSON)
    assert answer.status_code == 422
    assert "反応" in answer.json()["errors"]["__all__"][0]
    assert "反応" in client.post(message.reaction_url, data, follow=True).text


def test_an_answer_quotes_what_it_answers(client, place):
    message, _, two = place
    client.force_login(two)
    assert "はじめの考え" in client.get(message.answer_url).text
    topic = message.answer_url.partition("?")[0]
    client.post(topic, {"body": "賛成です", "reply_to": str(message.public_id)})
    reply = Message.objects.get(text="賛成です")
    assert reply.reply_to == message
    assert "quoted" in client.get(reply.place_url).text


def test_an_answer_to_what_was_taken_back_meanwhile_is_an_ordinary_message(client, place):
    message, one, two = place
    changing.withdraw(one, message)
    client.force_login(two)
    client.post(message.answer_url.partition("?")[0], {"body": "賛成です", "reply_to": str(message.public_id)})
    assert Message.objects.get(text="賛成です").reply_to is None


@pytest.mark.parametrize("name", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_an_answer_to_nothing_is_an_ordinary_message(client, place, name):
    message, _, _ = place
    topic = message.answer_url.partition("?")[0]
    assert client.get(f"{topic}?reply={name}").status_code == 200
    client.post(topic, {"body": "賛成です", "reply_to": name})
    assert Message.objects.get(text="賛成です").reply_to is None


def test_a_message_of_another_room_cannot_be_answered_here(client, place):
    stranger = outsider()
    foreign = said(topic_in(room("北海道・東北"), stranger), stranger, "よその文")
    here = place[0].answer_url.partition("?")[0]
    page = client.get(f"{here}?reply={foreign.public_id}")
    assert "よその文" not in page.text
    client.post(here, {"body": "賛成です", "reply_to": str(foreign.public_id)})
    assert Message.objects.get(text="賛成です").reply_to is None


def test_the_place_of_an_old_message_is_a_page_that_shows_it(client, place):
    message, _, two = place
    for number in range(60):
        said(message.topic, two, f"あとの文{number}")
    page = client.get(message.place_url).text
    assert f'id="m-{message.public_id}"' in page
    assert "新しい書きこみへ" in page


def test_in_a_closed_room_a_change_is_refused_in_words_and_what_was_typed_stays(client, place):
    message, _one, _two = place
    assert f"{message.get_absolute_url()}edit/" in client.get(message.get_absolute_url()).text
    Room.objects.update(closed_at=timezone.now())
    page = client.post(f"{message.get_absolute_url()}edit/", {"body": "終了後の文"})
    assert (page.status_code, "このルームは終了しました" in page.text, "終了後の文" in page.text) == (422, True, True)
    told = client.post(message.reaction_url, {"kind": "wish"}, headers=JSON)
    assert (told.status_code, "終了しました" in told.json()["errors"]["__all__"][0]) == (409, True)
    assert f"{message.get_absolute_url()}edit/" not in client.get(message.get_absolute_url()).text
    message.refresh_from_db()
    assert (message.text, message.reactions.count()) == ("はじめの考え", 0)
