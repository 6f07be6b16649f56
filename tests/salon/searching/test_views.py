"""The page of the search: what was found, marked, and with a way to its place."""

import logging

import pytest

from salon.gatherings import opening
from salon.models import Topic
from salon.rooms import summaries
from salon.searching import views
from tests.factories.desk import PostingFactory
from tests.factories.members import EditorFactory, FacilitatorFactory
from tests.factories.salon import gathering_in, kinki, outsider, poll_in, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(client):
    here, one, two = kinki()
    client.force_login(one)
    return topic_in(here, two, "夏の見守り", "はじめ"), one, two


def search(client, **asked):
    answer = client.get("/salon/search/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_words_are_marked_as_they_were_written_and_nothing_else_becomes_html(client, talk):
    topic, _one, two = talk
    message = said(topic, two, "<b>ﾎﾞﾗﾝﾃｨｱ</b>さん")
    page = search(client, q="ボランティア")
    assert "&lt;b&gt;<mark>ﾎﾞﾗﾝﾃｨｱ</mark>&lt;/b&gt;さん" in page
    assert f'href="{message.place_url}"' in page


def test_a_long_text_is_shown_where_the_word_stands(client, talk):
    topic, _one, two = talk
    said(topic, two, "あ" * 500 + "見つける言葉" + "い" * 500)
    page = search(client, q="見つける")
    assert "…ああ" in page
    assert "<mark>見つける</mark>言葉" in page
    assert "い" * 200 not in page


def test_nothing_found_says_what_to_do(client, talk):
    page = search(client, q="どこにもない 言葉", kind="question")
    assert "見つかりませんでした" in page
    assert "言葉を減らす" in page
    assert "「種類」の条件を外してさがす" in page


@pytest.mark.parametrize(
    "typed",
    [
        *['"', "*", "%", "_", "\\", "あ" * 3000, "' OR 1=1 --", "n1 AND n2", "NEAR(", "{1}", "-", "🎉", "１", "; DROP"],
        *[
            '") OR (',
            "n1 OR n2",
            "%%%",
            "__",
            "守%り",
            "夏_見",
            "゛",
            "\u3099",
            "´",
            "👨\u200d👩",
            "あ" * 500,
            "\u2028",
        ],
    ],
)
def test_no_input_is_an_error_and_finds_what_it_is_not(client, talk, typed):
    page = search(client, q=typed)
    assert "夏の見守り" not in page


@pytest.mark.parametrize("typed", ["", "   ", "\u3000\u3000"])
def test_who_presses_without_a_word_is_told_to_type_one(client, talk, typed):
    words = "さがす言葉を入れてから"
    assert words in search(client, q=typed)
    assert words not in search(client)
    assert words not in search(client, q=typed, kind="question")


def test_a_condition_that_is_none_is_said_and_left_out(client, talk):
    page = search(client, q="見守り", room="nowhere", kind="x", period="99", organisation="none", before="x")
    assert page.count("この条件は外して、さがしています。") == 4
    assert "夏の<mark>見守り</mark>" in page


def test_a_room_that_is_not_ones_own_is_no_condition_and_is_not_offered(client, talk):
    far = outsider()
    client.force_login(far)
    page = search(client, q="見守り", room="kinki")
    assert page.count("この条件は外して、さがしています。") == 1
    assert "夏の" not in page
    assert "近畿" not in page


def test_people_organisations_and_needs_are_found_beside_the_messages(client, talk):
    _topic, _one, two = talk
    need = PostingFactory(organisation=two.organisations().get())
    from salon.searching import index

    need.title = "兵庫で車を貸してほしい"
    index.posting(need)
    page = search(client, q="ひょうご")
    assert "人・団体" not in page
    page = search(client, q="兵庫")
    assert "兵庫の団体" in page
    assert "兵庫のひと" in page
    assert f"/salon/needs/{need.pk}/" in page
    assert "話題と書きこみ" not in page


def test_only_needs_are_shown_when_only_they_are_asked_for(client, talk):
    need = PostingFactory(organisation=talk[2].organisations().get(), title="見守りのこと")
    from salon.searching import index

    index.posting(need)
    page = search(client, q="見守り", kind="need")
    assert "<mark>見守り</mark>のこと" in page
    assert "夏の" not in page


def test_more_is_shown_page_by_page(client, talk, monkeypatch):
    topic, _one, two = talk
    monkeypatch.setattr(views.finding, "ON_A_PAGE", 2)
    for number in range(3):
        last = said(topic, two, f"電話{number}")
    assert last
    first = search(client, q="電話")
    assert "電話</mark>2" in first
    assert "電話</mark>0" not in first
    before = first.partition("before=")[2].partition('"')[0].partition("&")[0]
    assert "電話</mark>0" in search(client, q="電話", before=before)


def test_the_number_of_questions_to_the_database_does_not_grow_with_what_is_found(
    client, talk, django_assert_max_num_queries
):
    topic, _one, two = talk
    for number in range(4):
        said(topic_in(topic.room, two, f"題{number}", "電話"), two, "電話をかけた")
    with django_assert_max_num_queries(20):
        page = search(client, q="電話")
    assert page.count("<mark>電話</mark>") == 8


def test_who_has_no_room_is_told_so_and_finds_nobody(client, talk):
    client.force_login(EditorFactory())
    page = search(client, q="兵庫")
    assert "まだ、入れるルームがありません" in page
    assert "兵庫の" not in page


def test_what_is_searched_stands_in_no_log(client, talk, caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    search(client, q="ひみつの言葉")
    client.get("/salon/search/nowhere/", {"q": "ひみつの言葉"})
    assert "ひみつ" not in caplog.text
    assert Topic.objects.exists()


def test_what_a_poll_or_a_summary_says_is_shown_where_it_was_found_and_leads_to_the_topic(client, talk):
    topic, _one, two = talk
    summaries.write(two, topic, "回覧板がよく効いた")
    poll = poll_in(topic, two, "集まる日はいつですか", options=["土曜の昼", "日曜の夜"])
    page = search(client, q="回覧板")
    assert "<mark>回覧板</mark>がよく効いた" in page
    assert f"/topics/{topic.pk}/" in page
    page = search(client, q="日曜")
    assert "土曜の昼 <mark>日曜</mark>の夜" in page
    assert f'href="{poll.message.place_url}"' in page


def test_a_gathering_stands_beside_the_messages_with_its_day_and_place_and_its_state(client, talk):
    topic, _one, _two = talk
    facilitator = FacilitatorFactory()
    gathering = gathering_in(topic.room, facilitator, title="見守りの集い", place="見守り会館")
    page = search(client, q="見守り")
    assert f'href="{gathering.get_absolute_url()}"' in page
    assert gathering.when in page
    assert "<mark>見守り</mark>会館・近畿" in page
    assert "夏の<mark>見守り</mark>" in page
    opening.cancel(facilitator, gathering, "台風が来ます")
    page = search(client, q="台風", kind="gathering")
    assert "中止" in page
    assert "<mark>台風</mark>が来ます" in page
    assert f'href="{gathering.get_absolute_url()}"' not in search(client, q="見守り", kind="question")
    assert f'href="{gathering.get_absolute_url()}"' not in search(client, q="見守り", files="on")
    assert f'href="{gathering.get_absolute_url()}"' in search(client, q="見守り", room=topic.room.slug)


def test_gatherings_alone_are_shown_page_by_page_when_only_they_are_asked_for(client, talk, monkeypatch):
    topic, _one, _two = talk
    monkeypatch.setattr(views.finding, "ON_A_PAGE", 2)
    for number in range(3):
        gathering_in(topic.room, FacilitatorFactory(), title=f"見守りの集い{number}")
    first, second = (search(client, q="見守り", kind="gathering", before=before) for before in (0, 2))
    assert (first.count("の集い"), second.count("の集い")) == (2, 1)
    assert "夏の" not in first + second


def test_a_text_is_shown_as_one_reads_it_and_with_the_words_marked(client, talk):
    topic, _one, two = talk
    said(topic, two, "> 前の人の文\n- **いつ** 土曜の**電**話\n- **どこ** 会場 <b>2**3</b>")
    page = search(client, q="電話")
    assert "前の人の文 ・いつ 土曜の<mark>電話</mark> ・どこ 会場 &lt;b&gt;2**3&lt;/b&gt;" in page
