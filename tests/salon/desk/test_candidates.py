"""The facts behind the ranking: right, and few queries however large the network is."""

import pytest
from django.utils import timezone

from members.models import Organisation, Pause
from salon.desk import candidates, needs
from salon.models import Interest
from tests.factories.desk import OfferFactory, PostingFactory, introduction
from tests.factories.members import ApproachFactory, OrganisationFactory, ThemeFactory, member_of

pytestmark = pytest.mark.django_db


def names(posting):
    return [fit.facts.name for fit in candidates.for_posting(posting)]


def test_group_block_theme_offer_and_experience_all_count():
    ThemeFactory(name="高齢者支援", target_groups=["高齢者"])
    trying = ApproachFactory(name="移動手段の提供")
    owner = OrganisationFactory(prefecture="大阪府", target_groups=["高齢者"], about_to_try=[trying])
    helper = OrganisationFactory(name="送る会", prefecture="兵庫県", target_groups=["高齢者"], experienced_in=[trying])
    OfferFactory(organisation=helper, kinds=["移動手段"], title="車を出せます")
    OrganisationFactory(name="遠い会", prefecture="北海道")
    [fit] = candidates.for_posting(PostingFactory(organisation=owner, kinds=["移動手段"]))
    told = " ".join(fit.for_sides())
    for words in (
        "『車を出せます』",
        "対象が同じです（高齢者）",
        "テーマが同じです（高齢者支援）",
        "同じブロックです（近畿）",
        "「移動手段の提供」の経験",
    ):
        assert words in told


def test_what_the_posting_says_goes_before_what_its_organisation_is():
    owner = OrganisationFactory(target_groups=["高齢者"])
    OrganisationFactory(name="高齢者の会", target_groups=["高齢者"])
    OrganisationFactory(name="学生の会", target_groups=["学生"])
    assert names(PostingFactory(organisation=owner)) == ["高齢者の会"]
    assert names(PostingFactory(organisation=owner, target_groups=["学生"])) == ["学生の会"]


def test_nobody_is_proposed_who_left_rests_is_a_guest_or_is_the_secretariat():
    owner = OrganisationFactory(target_groups=["高齢者"])
    for fields in (
        {"status": Organisation.Status.LEFT},
        {"status": Organisation.Status.PAUSED},
        {"membership": Organisation.Membership.GUEST},
        {"is_secretariat": True},
    ):
        OrganisationFactory(target_groups=["高齢者"], **fields)
    assert names(PostingFactory(organisation=owner)) == []


def test_samples_are_marked():
    owner = OrganisationFactory(target_groups=["高齢者"])
    OrganisationFactory(target_groups=["高齢者"], is_sample=True)
    [fit] = candidates.for_posting(PostingFactory(organisation=owner))
    assert fit.facts.is_sample


def test_an_ended_offer_no_longer_meets_anything():
    OfferFactory(kinds=["場所"], state="closed")
    assert names(PostingFactory(kinds=["場所"])) == []


def test_three_open_introductions_are_enough():
    helper = OrganisationFactory(target_groups=["高齢者"])
    member_of(helper)
    for _ in range(3):
        asking = OrganisationFactory()
        member_of(asking)
        introduction(asking, helper)
    [fit] = candidates.for_posting(PostingFactory(organisation=OrganisationFactory(target_groups=["高齢者"])))
    assert fit.facts.load == 3 and fit.is_overloaded


def test_a_raised_hand_brings_an_organisation_that_has_nothing_else_in_common():
    hand = OrganisationFactory(name="手を挙げた会")
    posting = PostingFactory()
    needs.raise_hand(person=member_of(hand), organisation=hand, posting=posting, kind=Interest.Kind.HELP)
    assert names(posting) == ["手を挙げた会"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"size": "tiny"}, True),
        ({"office": "none"}, True),
        ({"founded_year": timezone.localdate().year}, True),
        ({"size": "large", "office": "dedicated", "founded_year": 1998}, False),
        ({}, False),
    ],
)
def test_small_or_new_is_only_what_somebody_filled_in(facts, expected):
    assert candidates.is_small_or_new(OrganisationFactory(**facts)) is expected


def test_a_hundred_organisations_take_no_more_queries_than_one(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    posting = PostingFactory(
        kinds=["場所"], organisation=OrganisationFactory(prefecture="大阪府", target_groups=["高齢者"])
    )

    def grow(count):
        for _ in range(count):
            found = OrganisationFactory(
                prefecture="大阪府", target_groups=["高齢者"], experienced_in=["送迎"], extra_themes=["テーマ"]
            )
            OfferFactory(organisation=found, kinds=["場所"])

    grow(2)
    with CaptureQueriesContext(connection) as few:
        candidates.for_posting(posting)
    grow(20)
    with django_assert_num_queries(len(few)):
        assert len(candidates.for_posting(posting)) == 22
    assert len(few) < 30


def test_an_organisation_rests_with_all_its_people():
    owner = OrganisationFactory(target_groups=["高齢者"])
    alone, two = OrganisationFactory(name="ひとりの会"), OrganisationFactory(name="ふたりの会")
    OrganisationFactory(name="だれもいない会", target_groups=["高齢者"])
    for organisation in (alone, two):
        organisation.target_groups.set(owner.target_groups.all())
    one, resting, _awake = member_of(alone), member_of(two), member_of(two)
    before = {"ひとりの会", "ふたりの会", "だれもいない会"}
    assert set(names(PostingFactory(organisation=owner))) == before
    for person in (one, resting):
        Pause.objects.create(person=person)
    assert set(names(PostingFactory(organisation=owner))) == before - {"ひとりの会"}
