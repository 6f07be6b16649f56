"""Questions for somebody like us: unanswered, in my rooms, the fitting ones first, and why is said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from salon.home import questions
from salon.models import Topic
from salon.rooms import changing, posting
from salon.rooms.posting import Voice
from salon.rooms.topics import set_state
from tests.factories.members import FacilitatorFactory, OrganisationFactory, TargetGroupFactory, member_of
from tests.factories.salon import key, kinki, outsider, room, said

pytestmark = pytest.mark.django_db


def ask(person, where, title="たずねる題", days=0):
    topic = posting.open_topic(
        person=person, room=where, title=title, text="教えてください", key=key(), kind=Topic.Kind.QUESTION
    ).message.topic
    topic.messages.update(created_at=timezone.now() - timedelta(days=days))
    return topic


def titles(person):
    return [question.topic.title for question in questions.waiting_for(person)]


def test_a_question_waits_until_somebody_else_answers():
    here, one, two = kinki()
    topic = ask(two, here)
    said(topic, two, "つけたします")
    assert titles(one) == ["たずねる題"]
    answer = said(topic, one, "こうしています")
    assert titles(one) == []
    changing.withdraw(one, answer)
    assert titles(one) == ["たずねる題"]
    set_state(two, topic, "answered", True)
    assert titles(one) == []


def test_ones_own_question_and_that_of_a_colleague_wait_for_others():
    here, one, two = kinki()
    ask(two, here)
    colleague = member_of(two.organisations().get())
    assert (titles(two), titles(colleague), titles(one)) == ([], [], ["たずねる題"])


def test_who_is_like_the_one_who_asks_comes_first_and_hears_why():
    place = room("雑談")
    group = TargetGroupFactory(name="若い親")
    like, unlike, asker = (OrganisationFactory(prefecture="大阪府") for _ in range(3))
    far = OrganisationFactory(prefecture="北海道")
    like.target_groups.add(group)
    asker.target_groups.add(group)
    ask(member_of(far), place, "遠くの質問", days=1)
    ask(member_of(asker), place, "近くの質問")
    me = member_of(like)
    first, second = questions.waiting_for(me)
    assert first.topic.title == "近くの質問"
    assert "対象が同じです（若い親）。" in first.reasons
    assert second.reasons == ["1日、返事を待っています。"]
    assert unlike


def test_a_question_without_a_name_says_nothing_of_who_asks():
    here, one, _two = kinki()
    posting.publish(room=here, topic=None, title="名のない質問", text="文", name="事務局", kind=Topic.Kind.QUESTION)
    [question] = questions.waiting_for(one)
    assert question.reasons == ["「近畿」のルームの質問です。", "きょうの質問です。"]


def test_nobody_hears_of_a_question_in_a_room_that_is_not_theirs():
    here, _one, two = kinki()
    ask(two, here)
    assert titles(outsider()) == []
    assert titles(FacilitatorFactory()) == ["たずねる題"]


def test_what_an_organisation_answers_on_the_telephone_is_an_answer():
    here, one, two = kinki()
    topic = ask(two, here)
    voice = Voice(None, "大阪の団体", one.organisations().get())
    posting.post(person=FacilitatorFactory(), topic=topic, text="電話のこたえ", key=key(), voice=voice)
    assert titles(one) == []
