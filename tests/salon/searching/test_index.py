"""What can be found is what can be read, from the moment of the change."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from cms.searching.folding import fold
from salon.desk import needs
from salon.models import Attachment, Message, Posting, Topic
from salon.moderation import moving
from salon.rooms import changing, summaries, topics
from salon.searching import beside, finding, index
from salon.searching.engines import engine
from salon.searching.finding import Conditions
from tests.factories.desk import PostingFactory
from tests.factories.members import FacilitatorFactory, PersonFactory
from tests.factories.salon import kinki, outsider, poll_in, room, said, topic_in

pytestmark = pytest.mark.django_db


def found(person, *words, **conditions):
    wanted = Conditions(words=tuple(map(fold, words)), **conditions)
    return [message.text for message in finding.messages(person, wanted)]


@pytest.fixture
def talk():
    here, one, two = kinki()
    topic = topic_in(here, one, "夏の見守り", "はじめの文です")
    return topic, said(topic, two, "電話をかけました"), one, two


def test_a_message_is_found_by_its_words_and_the_first_one_by_the_title_too(talk):
    _topic, message, one, _two = talk
    assert found(one, "電話") == [message.text]
    assert found(one, "見守り") == ["はじめの文です"]
    assert found(one, "見守り", "はじめ") == ["はじめの文です"]


def test_a_message_is_found_by_the_names_of_its_files(talk):
    _topic, message, one, two = talk
    Attachment.objects.create(
        message=message, room=message.room, person=two, name="収支予算書.xlsx", size=1, digest="x"
    )
    index.messages([message])
    assert found(one, "予算書") == [message.text]


def test_a_poll_is_found_by_its_question_and_its_choices_by_whoever_may_read_it(talk):
    topic, _message, one, two = talk
    poll = poll_in(topic, two, "集まる日はいつですか", options=["土曜の昼", "日曜の夜"])
    for words in ("集まる日", "日曜の夜"):
        assert found(one, words) == [poll.message.text]
        assert found(outsider(), words) == []
    changing.withdraw(two, poll.message)
    assert found(one, "日曜の夜") == []


def test_a_topic_is_found_by_the_summary_that_stands_there_now(talk):
    topic, _message, one, _two = talk
    summaries.write(one, topic, "回覧板がよく効いた")
    assert found(one, "回覧板") == ["はじめの文です"]
    assert found(outsider(), "回覧板") == []
    summaries.write(one, topic, "声をかけるのがよい")
    assert (found(one, "回覧板"), found(one, "声をかける")) == ([], ["はじめの文です"])
    call_command("rebuild_search")
    assert found(one, "声をかける") == ["はじめの文です"]
    summaries.write(one, topic, "")
    assert found(one, "声をかける") == []


def test_a_summary_that_was_not_stored_is_not_found(talk):
    topic, _message, one, _two = talk
    with pytest.raises(RuntimeError), transaction.atomic():
        summaries.write(one, topic, "回覧板がよく効いた")
        raise RuntimeError
    assert found(one, "回覧板") == []


def test_what_was_edited_away_is_not_found_and_what_stands_there_now_is(talk):
    _topic, message, one, two = talk
    changing.edit(two, message, "手紙を書きました")
    assert (found(one, "電話"), found(one, "手紙")) == ([], ["手紙を書きました"])


def test_what_was_taken_back_is_not_found(talk):
    _topic, message, one, two = talk
    changing.withdraw(two, message)
    assert found(one, "電話") == []


def test_what_is_hidden_is_not_found_by_anybody_until_it_is_shown_again(talk):
    _topic, message, one, _two = talk
    facilitator = FacilitatorFactory()
    changing.hide(facilitator, message, "理由")
    assert (found(one, "電話"), found(facilitator, "電話")) == ([], [])
    changing.show_again(facilitator, message)
    assert found(one, "電話") == [message.text]


def test_a_topic_is_found_by_its_title_as_it_is_now_also_when_its_first_message_is_gone(talk):
    topic, _message, one, _two = talk
    topics.name(one, topic, "冬のしたく", "talk")
    assert (found(one, "夏"), found(one, "したく")) == ([], ["はじめの文です"])
    changing.withdraw(one, topic.messages.first())
    assert (found(one, "はじめ"), found(one, "したく")) == ([], [""])


def test_a_topic_that_went_to_another_room_is_found_there_with_all_that_was_said(talk):
    topic, message, one, _two = talk
    here, there, far = topic.room, room("雑談"), outsider()
    assert found(far, "電話") == []
    moving.move_topic(FacilitatorFactory(), topic, there)
    assert found(one, "電話", room=there) == found(far, "電話") == [message.text]
    assert found(one, "見守り", room=there) == ["はじめの文です"]
    assert found(one, "電話", room=here) == []


def test_a_title_is_found_with_whatever_message_stands_first_beneath_it(talk):
    topic, message, one, _two = talk
    moving.move_message(FacilitatorFactory(), topic.messages.first(), title="べつの話題")
    assert found(one, "夏の") == [message.text]
    assert found(one, "べつの") == ["はじめの文です"]
    moving.merge(FacilitatorFactory(), topic, Topic.objects.get(title="べつの話題"))
    assert found(one, "夏の") == []
    assert found(one, "電話") == [message.text]


def test_what_did_not_come_to_be_is_not_found(talk):
    topic, _message, one, _two = talk
    with pytest.raises(RuntimeError), transaction.atomic():
        said(topic, one, "とちゅうで止まる文")
        raise RuntimeError
    assert found(one, "とちゅう") == []


def test_a_need_is_found_as_it_was_last_written():
    _room, one, two = kinki()
    posting = PostingFactory(organisation=two.organisations().get())
    needs.change(PersonFactory(), posting, title="車を貸してほしい", text="月に一度です")
    search = lambda word: list(beside.postings(one, Conditions(words=(fold(word),))))  # noqa: E731
    assert search("貸して") == [posting]
    needs.change(PersonFactory(), posting, title="机をさがしています")
    assert (search("貸して"), search("ツクエ"), search("机")) == ([], [], [posting])
    needs.end(posting, Posting.State.CLOSED)
    assert search("机") == []


def test_the_index_is_made_anew_from_what_is_there(talk, capsys):
    _topic, message, one, _two = talk
    Message.objects.filter(pk=message.pk).update(text="あとから入れた文")
    with connection.cursor() as cursor:
        for statement in engine().empty:
            cursor.execute(statement)
    assert found(one, "はじめ") == []
    call_command("rebuild_search")
    assert (found(one, "あとから"), found(one, "電話"), found(one, "見守り")) == (
        ["あとから入れた文"],
        [],
        ["はじめの文です"],
    )


def test_a_reaction_writes_nothing_to_the_index(talk, django_assert_num_queries):
    _topic, message, _one, _two = talk
    with django_assert_num_queries(4):
        index.messages([message])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite leaves nothing to be sorted in")
def test_what_was_posted_is_sorted_in_by_the_clock_and_not_by_a_later_post(talk):
    topic, _message, one, _two = talk
    said(topic, one, "見守りの手紙")
    index.sort_in()
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('salon_searched_numbers')")
        assert cursor.fetchall() == [(0,)]
