"""The desk's mails say that something waits and where. No name, no contact, no word of anybody stands in them."""

import pytest
from django.conf import settings
from django.utils import translation

from members.mail.consent import decide
from members.models import Letter
from salon.desk import introducing
from salon.models import IntroductionSide
from tests.factories.desk import introduction
from tests.factories.members import OrganisationFactory, former_member_of, member_of

pytestmark = pytest.mark.django_db

YES, NO = IntroductionSide.Answer.YES, IntroductionSide.Answer.NO


@pytest.fixture
def two():
    owner, other = OrganisationFactory(name="困る会"), OrganisationFactory(name="助ける会")
    return member_of(owner, phone="090-1111-2222"), member_of(other)


def start(two):
    return introduction(*(person.organisations().get() for person in two))


def letters():
    return [(letter.person, letter.batch.subject) for letter in Letter.objects.order_by("pk")]


def answer(proposed, person, given, words=""):
    introducing.answer(proposed.sides.get(organisation=person.organisations().get()), person, given, words)


def test_both_sides_hear_of_a_proposal_and_nobody_else(two):
    former_member_of(two[0].organisations().get()), member_of(OrganisationFactory())
    start(two)
    assert {person for person, _ in letters()} == set(two)


def test_they_are_japanese_whoever_works_in_which_language_and_say_from_whom(two):
    with translation.override("en"):
        proposed = start(two)
        answer(proposed, two[0], YES)
        answer(proposed, two[1], NO)
        assert translation.get_language() == "en"
    for letter in Letter.objects.select_related("batch"):
        assert letter.batch.subject.startswith("【つながり】おつなぎ")
        assert letter.batch.text.startswith(f"{letter.person.name}さま")
        assert "このようなお知らせを止めるには" in letter.batch.text
        assert "introduc" not in letter.batch.text.replace(settings.SITE_URL + "/salon/introductions/", "")


def test_no_mail_holds_a_contact_a_name_of_the_other_or_a_word_of_anybody(two):
    proposed = start(two)
    answer(proposed, two[0], YES, "ないしょのひとこと")
    answer(proposed, two[1], YES)
    for letter in Letter.objects.select_related("batch"):
        text = letter.batch.subject + letter.batch.text + letter.batch.html
        for secret in (
            "困る会",
            "助ける会",
            proposed.posting.title,
            "ひとこと",
            "ことば",
            "090-",
            "person-",
            "otsunagi",
        ):
            assert secret not in text
        assert f"/salon/introductions/{proposed.pk}/" in text


def test_when_both_agreed_both_hear_it_once(two):
    proposed = start(two)
    Letter.objects.all().delete()
    answer(proposed, two[0], YES)
    assert letters() == []
    answer(proposed, two[1], YES)
    answer(proposed, two[1], YES)
    assert {person for person, _ in letters()} == set(two) and len(letters()) == 2


def test_a_no_is_told_to_the_other_side_once_and_without_reason(two):
    proposed = start(two)
    Letter.objects.all().delete()
    for _ in range(2):
        answer(proposed, two[0], NO, "いまは手いっぱいです")
    [letter] = Letter.objects.all()
    assert letter.person == two[1]
    assert "手いっぱい" not in letter.batch.text and "困る会" not in letter.batch.text


def test_who_stopped_notices_gets_none(two):
    decide(two[0], "notice", False, "mail")
    start(two)
    assert [person for person, _ in letters()] == [two[1]]
