"""What is found: exactly the words, only where one may read, newest first, page by page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from members.models import Person
from salon.models import Attachment, Message, Topic
from salon.searching import engines, finding
from salon.searching.finding import Conditions
from tests.factories.members import EditorFactory, FacilitatorFactory, former_member_of
from tests.factories.salon import excluded, kinki, outsider, room, said, topic_in
from tests.salon.searching.test_index import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    here, one, two = kinki()
    return topic_in(here, one, "題", "はじめ"), one, two


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("子ども食堂をひらきました", "食堂"),
        ("居場所のこと", "居"),
        ("ﾎﾞﾗﾝﾃｨｱを募集", "ボランティア"),
        ("ＬＩＮＥで連絡", "line"),
        ("100%です", "100%"),
        ("a_b", "a_b"),
        ("5 * 3 = 15", "*"),
        ("最後の字は終", "終"),
        ("とても\n長い文", "とても 長い"),
    ],
)
def test_a_word_is_found_wherever_it_stands_in_a_text(talk, text, word):
    topic, one, two = talk
    said(topic, two, "ほかの文。axb 100人")
    said(topic, two, text)
    assert found(one, word) == [text]


def test_pairs_that_stand_apart_are_no_word(talk):
    topic, one, two = talk
    said(topic, two, "見守。守り")
    assert found(one, "見守り") == []


def test_every_word_must_be_there(talk):
    topic, one, two = talk
    said(topic, two, "電話で見守り")
    said(topic, two, "電話だけ")
    assert found(one, "電話", "見守り") == ["電話で見守り"]


def test_nobody_finds_a_word_of_a_room_that_is_not_theirs(talk):
    topic, one, two = talk
    said(topic, two, "ひみつの相談")
    organisation = two.organisations().get()
    shut_out = former_member_of(organisation)
    for person in (outsider(), shut_out, EditorFactory(), Person()):
        assert found(person, "ひみつ") == []
        assert found(person, "ひみつ", room=topic.room) == []
        assert found(person, organisation=organisation) == []
    assert found(one, "ひみつ") == found(FacilitatorFactory(), "ひみつ") == ["ひみつの相談"]


def test_who_was_excluded_finds_nothing_more_in_the_room(talk):
    topic, one, two = talk
    said(topic, two, "ひみつの相談")
    excluded(one, topic.room)
    assert found(one, "ひみつ") == []


def test_the_room_counts_in_which_a_message_stands_now_whatever_the_index_says(talk):
    topic, one, two = talk
    message = said(topic, two, "ひみつの相談")
    far = outsider()
    elsewhere = topic_in(room("北海道・東北"), far, "遠い題", "遠い文")
    Message.objects.filter(pk=message.pk).update(room=elsewhere.room, seq=999, topic=elsewhere)
    assert found(one, "ひみつ") == []


def test_conditions_narrow_it_down(talk):
    topic, one, two = talk
    question = topic_in(topic.room, two, "たずねる題", "電話の質問")
    Topic.objects.filter(pk=question.pk).update(kind=Topic.Kind.QUESTION)
    message = said(topic, one, "電話の話")
    assert found(one, "電話", kind="question") == ["電話の質問"]
    assert found(one, "電話", organisation=one.organisations().get()) == ["電話の話"]
    long_ago = timezone.now() - timedelta(days=400)
    Message.objects.filter(pk=message.pk).update(created_at=long_ago)
    assert found(one, "電話", since=timezone.now() - timedelta(days=30)) == ["電話の質問"]
    assert found(one, "電話", until=timezone.now() - timedelta(days=30)) == ["電話の話"]
    assert found(one, kind="question") == ["電話の質問"]


def test_the_newest_come_first_and_the_next_page_goes_on_from_there(talk):
    topic, one, two = talk
    for number in range(5):
        said(topic, two, f"電話{number}")
    wanted = Conditions(words=("電話",))
    first = finding.messages(one, wanted, limit=3)
    rest = finding.messages(one, wanted, before=first[-1].pk, limit=3)
    assert [message.text for message in first + rest] == [f"電話{number}" for number in (4, 3, 2, 1, 0)]


def test_what_is_of_a_time_is_found_also_where_keys_and_times_do_not_go_together(talk):
    topic, one, two = talk
    now = timezone.now()
    for number, days in enumerate([1, 400, 2, 500, 450]):
        message = said(topic, two, f"電話{number}")
        Message.objects.filter(pk=message.pk).update(created_at=now - timedelta(days=days))
    a_year_ago, longer_ago = (now - timedelta(days=days) for days in (365, 460))
    assert found(one, "電話", until=a_year_ago) == ["電話4", "電話3", "電話1"]
    assert found(one, "電話", since=longer_ago, until=a_year_ago) == ["電話4", "電話1"]
    assert found(one, "電話", since=a_year_ago) == ["電話2", "電話0"]
    assert found(one, "電話", until=now - timedelta(days=4000)) == []


def test_the_rule_is_asked_once_more_when_the_messages_are_read(talk, monkeypatch):
    topic, one, two = talk
    message = said(topic, two, "ひみつの相談")
    search = engines.SQLite if connection.vendor == "sqlite" else engines.PostgreSQL
    ask = search.newest

    def moved_meanwhile(self, *args):
        keys = ask(self, *args)
        excluded(one, topic.room)
        return keys

    monkeypatch.setattr(search, "newest", moved_meanwhile)
    assert found(one, "ひみつ") == []
    assert found(two, "ひみつ") == [message.text]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ｶﾞｲﾄﾞさんを募集", "ガイド"),
        ("か\u3099いと\u3099", "ガイド"),
        ("ラ〜メンの日", "ラーメン"),
        ("２０２６年の計画", "2026"),
        ("🎉おめでとう👨‍👩‍👧", "🎉"),
        ("家族👨‍👩‍👧で", "👨‍👩‍👧"),
        ("見守\r\nりの電話", "見守り"),
        ("- **居場**所の話", "居場所"),
        ("担当は山田 太郎です", "山田太郎"),
        ('彼は言った"AND"', '"and"'),
        ("a\\b%c_d'e", "a\\b%c_d'e"),
    ],
)
def test_what_nobody_thought_of_is_found_and_nothing_else(talk, text, word):
    topic, one, two = talk
    said(topic, two, "ほかの文です")
    said(topic, two, text)
    assert [one.replace("\r\n", "\n") for one in found(one, word)] == [text.replace("\r\n", "\n")]


def test_only_what_carries_a_file_is_found_when_that_is_asked(talk):
    topic, one, two = talk
    plain, carrying, emptied = (said(topic, two, f"見守りの表 {number}") for number in (1, 2, 3))
    fields = {"content_type": "application/pdf", "size": 1, "digest": "0" * 64, "name": "表.pdf"}
    Attachment.objects.create(message=carrying, **fields)
    Attachment.objects.create(message=emptied, dropped_at=timezone.now(), **fields)
    assert found(one, "見守り", with_files=True) == [carrying.text]
    assert found(one, "見守り")[-1] == plain.text
    assert found(outsider(), "見守り", with_files=True) == []
