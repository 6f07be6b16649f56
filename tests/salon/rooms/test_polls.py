"""A poll counts everybody once, shows what may be seen, and ends by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Affiliation
from salon.models import Ballot, Message, Poll, RoomEvent
from salon.moderation import moving
from salon.rooms import changing, opening, polls, posting, topics
from salon.rooms.events import events_after
from salon.rooms.numbering import NotInRoom
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import key, kinki, outsider, poll_in, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, topic_in(here, one)


def counted(poll):
    poll.refresh_from_db()
    return poll.counts, poll.voters


def test_voting_twice_counts_once_and_voting_again_changes_it(place):
    _here, one, two, topic = place
    poll = poll_in(topic, one, named=True)
    polls.vote(one, poll, [0])
    events = RoomEvent.objects.count()
    polls.vote(one, poll, [0])
    assert RoomEvent.objects.count() == events
    polls.vote(two, poll, [0])
    assert counted(poll) == ([2, 0, 0], 2)
    polls.vote(one, poll, [2])
    assert counted(poll) == ([1, 0, 1], 2)


def test_an_organisation_has_one_vote_whoever_of_it_gives_it(place):
    _here, one, _two, topic = place
    colleague = member_of(one.organisations().get())
    poll = poll_in(topic, one, by_organisation=True, named=True)
    polls.vote(one, poll, [0])
    polls.vote(colleague, poll, [1])
    assert counted(poll) == ([0, 1, 0], 1)
    with pytest.raises(polls.NoVoice):
        polls.vote(FacilitatorFactory(), poll, [0])
    with pytest.raises(polls.NoVoice):
        polls.vote(one, poll, [0], outsider().organisations().get())


def test_nobody_votes_after_the_end_in_a_closed_topic_or_on_what_was_taken_back(place):
    _here, one, two, topic = place
    ended = poll_in(topic, one, closes_at=timezone.now())
    withdrawn = poll_in(topic, one)
    changing.withdraw(one, withdrawn.message)
    closed = poll_in(topic, one)
    topics.set_state(FacilitatorFactory(), topic, "closed", True)
    for poll in (ended, withdrawn, closed):
        with pytest.raises(polls.Ended):
            polls.vote(two, poll, [0])
    with pytest.raises(NotInRoom):
        polls.vote(outsider(), closed, [0])
    assert not Ballot.objects.exists()


def test_a_poll_rests_as_long_as_its_topic_is_closed_and_asks_for_no_answer(place, client):
    here, one, two, topic = place
    poll, desk = poll_in(topic, one), FacilitatorFactory()
    page = f"/salon/rooms/{here.slug}/polls/{poll.pk}/"
    client.force_login(two)
    topics.set_state(desk, topic, "closed", True)
    for answer in (client.get(page), client.get(page + "?part=1"), client.post(page, {"choices": ["0"]})):
        assert "いまは答えられません" in answer.content.decode()
        assert 'name="choices"' not in answer.content.decode()
    answer = client.post(page, {"choices": ["0"]}, headers={"accept": "application/json"})
    assert (answer.status_code, "話題が終了" in answer.content.decode()) == (422, True)
    topics.set_state(desk, topic, "closed", False)
    assert 'name="choices"' in client.get(page).content.decode()
    assert client.post(page, {"choices": ["0"]}).status_code == 302


def test_what_was_asked_goes_with_a_message_that_is_taken_back(place):
    _here, one, two, topic = place
    poll, other = poll_in(topic, one), poll_in(topic, one)
    polls.vote(two, poll, [0])
    changing.hide(FacilitatorFactory(), other.message, "理由")
    changing.withdraw(one, poll.message)
    assert list(Poll.objects.all()) == [other]
    assert not Ballot.objects.exists()


def test_the_message_tells_how_many_voted_and_no_result_before_the_end(place):
    here, one, two, topic = place
    poll = poll_in(topic, one, named=True)
    polls.vote(two, poll, [1])
    [item] = [item for item in events_after(here.pk, 0) if item["kind"] == "change"]
    assert "1人が答えました" in item["html"]
    assert "<strong>" not in item["html"]
    Poll.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert (polls.close_due(), polls.close_due()) == (1, 0)
    last = events_after(here.pk, 0)[-1]
    assert (last["kind"], last["message"]) == ("change", str(poll.message.public_id))
    assert "夏 <strong>1</strong>" in last["html"]


def test_results_are_seen_after_voting_or_at_the_end(place):
    _here, one, two, topic = place
    early, late = poll_in(topic, one), poll_in(topic, one, results="end")
    for poll, seen in ((early, True), (late, False)):
        assert not polls.may_see_results(poll, polls.ballots_of(two, poll))
        polls.vote(two, poll, [0])
        assert polls.may_see_results(poll, polls.ballots_of(two, poll)) == seen
    Poll.objects.update(closes_at=timezone.now())
    late.refresh_from_db()
    assert polls.may_see_results(late, [])


def test_names_are_told_only_where_that_was_said_before(place):
    _here, one, two, topic = place
    named, numbers = poll_in(topic, one, named=True), poll_in(topic, one)
    for poll in (named, numbers):
        polls.vote(two, poll, [0])
    assert polls.names(named) == [["兵庫のひと"], [], []]
    assert polls.names(numbers) == [[], [], []]


def test_without_names_no_single_vote_and_no_change_of_one_is_seen_by_others(place, client):
    here, one, two, topic = place
    third, fourth = (member_of(one.organisations().get()) for _ in range(2))
    poll = poll_in(topic, one)
    address = f"/salon/rooms/{here.slug}/polls/{poll.pk}/?part=1"
    last = RoomEvent.objects.count()

    def is_told(*votes):
        """Whether others could see that these came; nothing else changes either."""
        nonlocal last
        before, told = counted(poll), []
        for person, choice in votes:
            polls.vote(person, poll, [choice])
            told.append(counted(poll) != before)
            assert (RoomEvent.objects.count() > last) == told[-1]
            before, last = counted(poll), RoomEvent.objects.count()
        return told

    assert is_told((one, 0), (one, 1), (two, 0)) == [False, False, False]
    client.force_login(two)
    page = client.get(address).text
    assert "あなたの答え：<strong>春</strong>" in page
    assert "答えが3つ集まると見えます" in page
    assert is_told((third, 0), (two, 2), (fourth, 2)) == [True, False, False]
    assert counted(poll) == ([2, 1, 0], 3)
    page = client.get(address).text
    assert "あなたの答え：<strong>夏" not in page
    assert "あなたの答え：<strong>秋</strong>" in page
    assert "春</span> <strong>2</strong>（67%）" in page
    assert "3人以上が答えました" in events_after(here.pk, 0)[-1]["html"]
    Poll.objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert "秋</span> <strong>2</strong>（50%）" in client.get(address).text
    polls.close_due()
    assert counted(poll) == ([1, 1, 2], 4)
    assert "4人が答えました" in events_after(here.pk, 0)[-1]["html"]


def test_who_has_left_stays_counted(place):
    _here, one, two, topic = place
    poll = poll_in(topic, one, named=True)
    polls.vote(two, poll, [0])
    Affiliation.objects.filter(person=two).delete()
    polls.vote(one, poll, [0])
    assert counted(poll) == ([2, 0, 0], 2)


def form(**more):
    data = {"title": "日取り", "question": "いつ", "options": "春\n秋\n", "by_organisation": "0", "named": "0"}
    data |= {"results": "voted", "closes_on": str(timezone.localdate() + timedelta(days=2)), "key": key()}
    return data | more


def test_a_poll_is_asked_answered_and_read_with_forms_alone(place, client):
    here, one, two, _topic = place
    client.force_login(one)
    data = form(named="1")
    for _ in range(2):
        assert client.post(f"/salon/rooms/{here.slug}/polls/new/", data).status_code == 302
    poll = Poll.objects.get()
    address = f"/salon/rooms/{here.slug}/polls/{poll.pk}/"
    client.force_login(two)
    assert "%" not in client.get(address + "?part=1").content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"choices": "7"}).status_code == 422
    client.post(address, {"choices": "1"})
    page = client.get(address).content.decode()
    assert "（100%）" in page
    assert "checked" in page
    client.force_login(outsider())
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"options": "一つ"}, {"options": "同じ\n同じ"}, {"closes_on": "2020-01-01"}, {"closes_on": "x"}, {"named": "9"}],
)
def test_a_wrong_form_keeps_what_was_typed(place, client, wrong):
    here, one, _two, _topic = place
    client.force_login(one)
    before = Message.objects.count()
    answer = client.post(f"/salon/rooms/{here.slug}/polls/new/", form(title="のこる題") | wrong)
    assert answer.status_code == 422
    assert "のこる題" in answer.content.decode()
    assert Message.objects.count() == before


def test_a_key_that_was_used_for_another_poll_or_a_plain_post_asks_nothing_and_says_so(place):
    here, one, _two, topic = place
    facts = {"question": "いつがよいですか", "options": ["春", "秋"], "closes_at": timezone.now() + timedelta(days=1)}
    asked = {"person": one, "room": here, "topic": topic, "title": "", "text": "添えることば"}
    first = polls.ask(key="the-same-key", facts=facts, **asked)
    assert polls.ask(key="the-same-key", facts=facts, **asked) == first
    for change in ({"options": ["春", "夏", "秋"]}, {"question": "どこがよいですか"}, {"named": True}):
        with pytest.raises(posting.KeyConflict):
            polls.ask(key="the-same-key", facts=facts | change, **asked)
    posting.post(person=one, topic=topic, text="添えることば", key="of-a-message")
    with pytest.raises(posting.KeyConflict):
        polls.ask(key="of-a-message", facts=facts, **asked)
    assert Poll.objects.count() == 1
    changing.withdraw(one, first)
    assert polls.ask(key="the-same-key", facts=facts, **asked) == first


def test_nobody_votes_in_a_room_into_which_the_poll_went_a_moment_ago(place):
    _here, one, two, topic = place
    poll = poll_in(topic, one, named=True)
    there = opening.open_introduction_room([one.organisations().get(), outsider().organisations().get()], "二つの団体")
    moving.move_topic(FacilitatorFactory(), topic, there)
    with pytest.raises(NotInRoom):
        polls.vote(two, poll, [0])  # as a page has it that was opened before
    assert counted(poll)[1] == 0
    polls.vote(one, Poll.objects.get(), [0])
    assert counted(poll)[1] == 1


def test_a_poll_that_is_sent_again_to_the_address_of_a_merged_topic_is_asked_once(place, client):
    here, one, two, topic = place
    client.force_login(one)
    address, data = f"/salon/rooms/{here.slug}/topics/{topic.pk}/polls/new/", form()
    assert client.post(address, data).status_code == 302
    moving.merge(FacilitatorFactory(), topic, topic_in(here, two))
    assert client.post(address, data).status_code == 302
    assert Poll.objects.count() == 1
