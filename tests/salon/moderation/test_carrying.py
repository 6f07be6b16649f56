"""What hangs on a message or a topic is where it is now."""

import pytest

from cms.searching.folding import fold
from salon.models import Attachment, Following, Notice
from salon.moderation import moving
from salon.notices import making
from salon.rooms import hearing, polls, posting, summaries
from salon.rooms.events import events_after
from salon.searching import finding
from salon.searching.finding import Conditions
from tests.factories.members import OrganisationFactory, member_of
from tests.factories.salon import gathering_in, key, poll_in, said

pytestmark = pytest.mark.django_db


def test_both_summaries_stand_in_the_topic_that_is_left_and_every_version_is_kept(place, talk):
    a, b = talk
    here, _one, two, desk = place
    for topic, text in ((a, "甲のはじめのまとめ"), (b, "乙のまとめ"), (a, "甲のまとめ")):
        summaries.write(desk, topic, text)
    moving.merge(desk, a, b)
    stands = summaries.of(b).text
    assert stands.startswith("乙のまとめ")
    assert "「甲の題」のまとめ" in stands
    assert stands.endswith("甲のまとめ")
    kept = set(b.summaries.values_list("text", flat=True))
    assert kept == {"甲のはじめのまとめ", "甲のまとめ", "乙のまとめ", stands}
    told = [item for item in events_after(here.pk, 0) if item["kind"] == "topic" and item["topic"] == b.pk]
    assert "甲のまとめ" in told[-1]["summary"]
    assert [hit.topic for hit in finding.messages(two, Conditions(words=(fold("甲のまとめ"),)))] == [b]


def test_the_only_summary_of_two_topics_stays_whichever_had_it(place, talk):
    a, b = talk
    desk = place[3]
    summaries.write(desk, a, "甲のまとめ")
    moving.merge(desk, a, b)
    assert summaries.of(b).text == "甲のまとめ"


def test_a_summary_that_was_taken_away_does_not_come_back_by_a_merge(place, talk):
    a, b = talk
    desk = place[3]
    summaries.write(desk, b, "乙のまとめ")
    summaries.write(desk, a, "甲のまとめ")
    summaries.write(desk, a, "")
    moving.merge(desk, a, b)
    assert summaries.of(b).text == "乙のまとめ"


def test_poll_file_mute_and_notice_go_along_when_two_topics_become_one(place, talk):
    a, b = talk
    here, one, two, desk = place
    poll = poll_in(a, one)
    waits = Attachment.objects.create(room=here, topic=a, person=one, name="書類.pdf", size=1, digest="x")
    answer = posting.post(person=two, topic=a, text="返信", key=key(), reply_to=a.messages.first()).message
    sent = Attachment.objects.create(room=here, message=answer, person=two, name="済.pdf", size=1, digest="x")
    hearing.follow(one, a, followed=False)
    making.catch_up(mail=False)
    Following.objects.filter(person=one, topic=b).delete()
    moving.merge(desk, a, b)
    poll.refresh_from_db()
    assert poll.message.topic == b
    polls.vote(two, poll, [0])
    assert list(Attachment.objects.waiting_for(one, here, b)) == [waits]
    assert sent in Attachment.objects.visible_to(two)
    assert hearing.follows(one, b) is False
    assert Notice.objects.visible_to(one).waiting().filter(message=answer).exists()


def test_who_wrote_what_was_moved_hears_of_the_topic_where_it_stands_now(place, talk):
    """The page says that they follow it: so they have to be told."""
    a, _ = talk
    _here, one, two, desk = place
    third = member_of(OrganisationFactory(prefecture="京都府"), name="三人目")
    moved = [said(a, two, "別の話"), said(a, third, "その続き")]
    making.catch_up(mail=False)
    hearing.follow(third, a, followed=False)
    new = moving.move_message(desk, moved[0], title="別の話の題")
    moving.move_message(desk, moved[1], to=new)
    assert [hearing.follows(who, new) for who in (two, third, one)] == [True, False, None]
    said(new, one, "こたえ")
    making.catch_up(mail=False)
    told = Notice.objects.filter(message__text="こたえ").values_list("person__name", flat=True)
    assert list(told) == [two.name]


def test_a_gathering_leads_to_the_topic_in_which_its_own_ended(place, talk):
    a, _ = talk
    here, _one, _two, desk = place
    gathering = gathering_in(here, desk)
    moving.merge(desk, gathering.topic, a)
    gathering.refresh_from_db()
    assert gathering.topic == a
