"""Pages of the salon work with links and forms alone."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from salon.models import Message, Room, Topic
from salon.rooms import topics
from salon.rooms.views import rooms
from tests.factories.desk import introduction
from tests.factories.members import (
    AffiliationFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    member_of,
)
from tests.factories.salon import key, kinki, outsider, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    here, one, two = kinki()
    client.force_login(one)
    return here, one, two


def address(name, here, *args):
    return reverse(f"salon:{name}", args=[here.slug, *args])


def test_the_list_of_rooms_shows_what_is_unread(client, place):
    here, _, two = place
    topic_in(here, two)
    page = client.get("/salon/").content.decode()
    assert "近畿" in page
    assert "未読" in page
    assert "北海道・東北" not in page


def test_who_came_today_is_welcomed_and_who_comes_back_is_greeted(client, place):
    one = place[1]
    assert "ようこそ" in client.get("/salon/").text
    one.date_joined -= timedelta(days=2)
    one.save()
    assert "おかえりなさい" in client.get("/salon/").text


def test_a_newcomer_without_a_room_is_told_what_to_do(client):
    client.force_login(PersonFactory())
    assert "まだ、入れるルームがありません" in client.get("/salon/").content.decode()


@pytest.mark.parametrize("role", ["is_editor", "is_administrator"])
def test_who_has_work_but_no_room_is_shown_the_way_to_it(client, role):
    client.force_login(PersonFactory(**{role: True}))
    page = client.get("/salon/").text
    assert page.count('href="/admin/"') == 2
    assert "まだ、入れるルームがありません" not in page


def test_a_member_is_shown_no_way_into_the_admin(client, place):
    assert "/admin/" not in client.get("/salon/").text


def test_an_introduction_that_waits_for_an_answer_is_said_to_those_who_can_give_it(client):
    asked, elsewhere = OrganisationFactory(), OrganisationFactory()
    hikari, sora = member_of(asked), member_of(elsewhere)
    waiting = introduction(asked, elsewhere)
    hint = "お返事をお待ちしているおつなぎが、1件あります"
    for person, hears in ((hikari, True), (sora, True), (outsider(), False)):
        client.force_login(person)
        assert (hint in client.get("/salon/").text) is hears
    side = waiting.sides.get(organisation=asked)
    side.answer = side.Answer.YES
    side.save()
    client.force_login(hikari)
    assert hint not in client.get("/salon/").text


def test_opening_a_topic_and_answering_works_with_forms(client, place):
    here, _, _ = place
    answer = client.post(address("room", here), {"title": "雨の日", "body": "どうしていますか", "key": key()})
    topic = Topic.objects.get(title="雨の日")
    assert answer.status_code == 302
    assert answer["Location"].startswith(address("topic", here, topic.pk))
    client.post(address("topic", here, topic.pk), {"body": "一品ふやします", "key": key()})
    page = client.get(address("topic", here, topic.pk)).content.decode()
    assert page.index("どうしていますか") < page.index("一品ふやします")


def test_a_form_that_is_sent_twice_posts_once(client, place):
    here, one, _ = place
    topic = topic_in(here, one)
    for _ in range(2):
        client.post(address("topic", here, topic.pk), {"body": "二度おし", "key": "key-aaaaaaaa"})
    assert Message.objects.filter(text="二度おし").count() == 1


def test_a_used_key_with_another_text_is_said_in_words_and_the_text_is_kept(client, place):
    here, one, _ = place
    topic = topic_in(here, one)
    client.post(address("topic", here, topic.pk), {"body": "はじめ", "key": "key-aaaaaaaa"})
    answer = client.post(address("topic", here, topic.pk), {"body": "書き直した文", "key": "key-aaaaaaaa"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "別の内容でもう送られています" in page
    assert "書き直した文</textarea>" in page
    assert "key-aaaaaaaa" not in page
    assert not Message.objects.filter(text="書き直した文").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"body": ""}, "本文を書いてから"),
        ({"body": " \n　"}, "本文を書いてから"),
        ({"body": "あ" * 5001}, "5000文字まで"),
        ({"body": "ゼロ\x00文字"}, "文字"),
    ],
)
def test_a_bad_post_is_answered_at_its_field_and_keeps_what_was_typed(client, place, typed, words):
    here, one, _ = place
    topic = topic_in(here, one)
    answer = client.post(address("topic", here, topic.pk), {**typed, "key": key()})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    if typed["body"].strip():
        assert typed["body"][:3].replace("\x00", "") in page
    assert topic.messages.count() == 1


def test_a_topic_without_a_title_keeps_its_text(client, place):
    here, _, _ = place
    answer = client.post(address("room", here), {"title": "", "body": "長い文です", "key": key()})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "題名を入れてください" in page
    assert "長い文です</textarea>" in page


def test_a_script_gets_the_errors_as_data(client, place):
    here, one, _ = place
    topic = topic_in(here, one)
    where = address("topic", here, topic.pk)
    wrong = client.post(where, {"body": "", "key": key()}, headers={"accept": "application/json"})
    right = client.post(where, {"body": "文", "key": key()}, headers={"accept": "application/json"})
    assert wrong.json()["errors"]["body"] == ["本文を書いてから送ってください。"]
    assert (wrong.status_code, right.status_code) == (422, 201)
    assert right.json()["seq"] == 2


def test_markup_is_shown_as_it_was_typed(client, place):
    here, one, _ = place
    topic = topic_in(here, one, title="<b>題</b>", text="<script>alert(1)</script> https://example.org/x")
    page = client.get(address("topic", here, topic.pk)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "<b>題" not in page
    assert 'href="https://example.org/x"' in page


def test_events_since_a_number_are_what_a_client_missed(client, place):
    here, one, two = place
    topic = topic_in(here, one)
    said(topic, two, "のがした文")
    answer = client.get(address("events", here), {"after": 1}).json()
    assert [(item["seq"], item["kind"], item["topic"]) for item in answer["items"]] == [(2, "post", topic.pk)]
    assert "のがした文" in answer["items"][0]["html"]
    assert answer["more"] is False


@pytest.mark.parametrize("after", ["", "-1", "abc", "9" * 400, "１", "1.5"])
def test_a_number_that_is_none_asks_for_everything_or_nothing_but_never_fails(client, place, after):
    here, one, _ = place
    topic_in(here, one)
    assert client.get(address("events", here), {"after": after}).status_code == 200
    assert client.get(address("room", here), {"before": after}).status_code == 200


@pytest.mark.parametrize("number", ["9" * 30, "9223372036854775808", "0"])
def test_a_topic_that_cannot_be_is_not_found(client, place, number):
    here, _, _ = place
    assert client.get(f"/salon/rooms/{here.slug}/topics/{number}/").status_code == 404


def test_a_topic_is_not_found_through_another_room(client, place):
    here, one, _ = place
    topic = topic_in(here, one)
    assert client.get(f"/salon/rooms/small-talk/topics/{topic.pk}/").status_code == 404


def test_nobody_from_outside_reads_or_writes(client, place):
    here, one, _ = place
    topic = topic_in(here, one, title="近畿だけの題", text="近畿だけの文")
    client.force_login(outsider())
    doors = [("room",), ("topic", topic.pk), ("events",), ("people",)]
    for name, *args in doors:
        answer = client.get(address(name, here, *args))
        assert answer.status_code == 404
        assert "近畿だけ" not in answer.content.decode()
    for name, *args in [("room",), ("topic", topic.pk), ("read", topic.pk)]:
        assert client.post(address(name, here, *args), {"body": "x", "title": "x", "seq": 1}).status_code == 404
    assert topic.messages.count() == 1


def test_a_page_of_the_salon_is_kept_by_no_cache(client, place):
    here, _, _ = place
    for where in ("/salon/", address("room", here), address("events", here)):
        assert {"private", "no-store"} <= set(client.get(where)["Cache-Control"].split(", "))


def test_older_messages_are_a_link_away_and_reading_them_marks_nothing(client, place):
    here, _, two = place
    topic = topic_in(here, two, text="いちばん古い文")
    for number in range(55):
        said(topic, two, f"文{number}")
    page = client.get(address("topic", here, topic.pk)).content.decode()
    assert "いちばん古い文" not in page
    assert "?before=7" in page
    assert "いちばん古い文" in client.get(address("topic", here, topic.pk), {"before": 7}).content.decode()


def test_every_topic_of_a_room_is_reached_by_links_once_and_pinned_ones_first(client, place, monkeypatch):
    here, _one, two = place
    monkeypatch.setattr(rooms, "TOPICS_A_PAGE", 2)
    made = [topic_in(here, two, f"{number}番目の題") for number in range(5)]
    topics.set_state(FacilitatorFactory(), made[0], "pinned", True)
    where, shown = address("room", here), []
    for _page in range(3):
        page = client.get(where)
        shown.append([topic.pk for topic in page.context["topics"]])
        older = re.search(r'href="(\?before=\d+)"[^>]*>前の話題を見る', page.text)
        assert ("新しい話題へ" in page.text) is (len(shown) > 1)
        # Whoever looks at earlier topics is not asked for a new one
        assert ('id="new-topic"' in page.text) is (len(shown) == 1)
        if not older:
            break
        where = address("room", here) + older[1]
    assert shown == [[made[0].pk, made[4].pk, made[3].pk], [made[2].pk, made[1].pk]]
    assert "これより前の話題はありません" in client.get(address("room", here) + "?before=1").text


def test_a_room_with_as_many_topics_as_a_page_has_leads_nowhere(client, place, monkeypatch):
    here, _one, two = place
    monkeypatch.setattr(rooms, "TOPICS_A_PAGE", 2)
    topic_in(here, two)
    topic_in(here, two)
    assert "前の話題を見る" not in client.get(address("room", here)).text


def test_who_belongs_to_two_organisations_chooses_for_which_to_speak(client, place):
    here, one, _ = place
    second = OrganisationFactory(name="ふたつめの団体", prefecture="京都府")
    AffiliationFactory(person=one, organisation=second)
    topic = topic_in(here, one)
    where = address("topic", here, topic.pk)
    assert "ふたつめの団体" in client.get(where).content.decode()
    client.post(where, {"body": "京都から", "organisation": second.pk, "key": key()})
    assert Message.objects.get(text="京都から").organisation == second
    foreign = OrganisationFactory(name="ひとの団体")
    refused = client.post(where, {"body": "なりすまし", "organisation": foreign.pk, "key": key()})
    assert refused.status_code == 422
    assert not Message.objects.filter(text="なりすまし").exists()


def test_who_is_in_the_room_is_shown(client, place):
    here, _, _ = place
    FacilitatorFactory(name="事務局のひと")
    outsider()
    page = client.get(address("people", here)).content.decode()
    for name in ("大阪の団体", "大阪のひと", "兵庫のひと", "事務局のひと"):
        assert name in page
    assert "よそのひと" not in page


def test_opening_a_topic_costs_the_same_however_long_it_is(client, place, django_assert_max_num_queries):
    here, one, two = place
    topic = topic_in(here, one)
    for number in range(30):
        said(topic, two, f"文{number}")
    with django_assert_max_num_queries(30):
        client.get(address("topic", here, topic.pk))


def test_what_can_be_done_with_a_topic_is_one_line_until_somebody_unfolds_it(client):
    """For who looks after the rooms, too: on a phone five rows of tools stood before the first word of a topic."""
    here, one, two = kinki()
    topic = topic_in(here, one)
    Topic.objects.update(kind=Topic.Kind.QUESTION)
    tools = '<details class="topic-tools">'
    for person in (FacilitatorFactory(), two, one):
        client.force_login(person)
        page = client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/").text
        before, _, after = page.partition(tools)
        folded, _, below = after.partition("</details>")
        head = before.partition("<h1>")[2]
        # Who asked has the one thing they are waited for before their eyes
        assert head.count("<button") == (1 if person == one else 0)
        assert "/salon/notices/topics/" in folded
        assert below.partition("</header>")[0].count("<button") == 0
        assert ("/move/" in folded) == person.is_facilitator


def test_what_is_wrong_stands_in_the_form_to_which_the_address_leads(client):
    """The answer is opened at #composer: above it nobody without scripts would see why nothing was sent."""
    here, one, _ = kinki()
    topic = topic_in(here, one)
    client.force_login(one)
    page = client.post(f"/salon/rooms/{here.slug}/topics/{topic.pk}/", {"body": "", "key": key()}).text
    assert "form-errors" in page.partition('id="composer"')[2].partition("</form>")[0]
    page = client.post(f"/salon/rooms/{here.slug}/", {"title": "", "body": "", "key": key()}).text
    assert "form-errors" in page.partition('id="new-topic"')[2].partition("</section>")[0]


def test_a_room_with_topics_leads_to_the_form_for_a_new_one(client):
    """It stands beneath up to a hundred topics."""
    here, one, _ = kinki()
    client.force_login(one)
    assert 'href="#new-topic"' not in client.get(f"/salon/rooms/{here.slug}/").text
    topic_in(here, one)
    assert 'href="#new-topic"' in client.get(f"/salon/rooms/{here.slug}/").text
    here.closed_at = timezone.now()
    here.save()
    assert 'href="#new-topic"' not in client.get(f"/salon/rooms/{here.slug}/").text


AS_DATA = {"Accept": "application/json"}


def test_what_was_taken_is_answered_as_the_first_time_whatever_the_guard_asks_by_then(client, place):
    here, one, two = place
    where = address("topic", here, topic_in(here, two).pk)
    typed = {"body": "団体の電話は 06-1234-5678 です", "key": key()}
    assert client.post(where, typed, headers=AS_DATA).status_code == 422
    first = client.post(where, typed, headers=AS_DATA)
    assert first.status_code == 201
    other = Client()  # where nothing was asked yet
    other.force_login(one)
    again = other.post(where, typed, headers=AS_DATA)
    assert (again.status_code, again.json()) == (201, first.json())
    assert other.post(where, typed).status_code == 302
    # Other words with that key are no post that was taken
    assert other.post(where, typed | {"body": "電話は 06-8765-4321 です"}, headers=AS_DATA).status_code == 422


def test_who_left_one_of_three_organisations_meanwhile_has_sent_it_all_the_same(client, place):
    here, one, _ = place
    for _ in range(2):
        AffiliationFactory(person=one, organisation=OrganisationFactory(prefecture="大阪府"))
    third = one.organisations().last()
    typed = {"title": "題", "kind": "question", "body": "文", "key": key(), "organisation": third.pk}
    first = client.post(address("room", here), typed, headers=AS_DATA)
    one.affiliations.filter(organisation=third).delete()
    again = client.post(address("room", here), typed, headers=AS_DATA)
    assert (again.status_code, again.json()) == (201, first.json())
    assert client.post(address("room", here), typed | {"key": key()}, headers=AS_DATA).status_code == 422


def test_a_topic_of_a_closed_room_offers_nothing_that_is_refused(client, place):
    here, one, _two = place
    topic = topic_in(here, one)
    ways = [address(name, here, topic.pk) for name in ("summary", "topic-edit")]
    assert all(way in client.get(address("topic", here, topic.pk)).text for way in ways)
    Room.objects.update(closed_at=timezone.now())
    assert not any(way in client.get(address("topic", here, topic.pk)).text for way in ways)
