"""Narrowing the list: all conditions together, and an organisation's own facts where a posting names none."""

import pytest

from salon.desk import browsing
from salon.models import Posting
from tests.factories.desk import NeedKindFactory, OfferFactory, PostingFactory
from tests.factories.members import BlockFactory, OrganisationFactory, TargetGroupFactory, member_of, prefecture

pytestmark = pytest.mark.django_db


def found(**conditions):
    return set(browsing.narrow(Posting.objects.all(), **conditions))


def test_by_kind_and_by_what_it_is_about():
    need, offer = PostingFactory(kinds=["場所"]), OfferFactory(kinds=["場所"])
    OfferFactory(kinds=["資金"])
    assert found(kind="need") == {need}
    assert found(about=NeedKindFactory(name="場所")) == {need, offer}
    assert found(kind="offer", about=NeedKindFactory(name="場所")) == {offer}


def test_a_group_that_the_posting_names_goes_before_that_of_its_organisation():
    elderly = TargetGroupFactory(name="高齢者")
    organisation = OrganisationFactory(target_groups=["高齢者"])
    unsaid = PostingFactory(organisation=organisation)
    PostingFactory(organisation=organisation, target_groups=["学生"])
    said = PostingFactory(target_groups=["高齢者"])
    assert found(group=elderly) == {unsaid, said}


def test_a_block_holds_its_places_its_organisations_and_what_is_possible_anywhere():
    kinki = BlockFactory(name="近畿")
    in_kinki = PostingFactory(organisation=OrganisationFactory(prefecture="大阪府"))
    there = PostingFactory(prefecture=prefecture("兵庫県"))
    anywhere = PostingFactory(anywhere=True, organisation=OrganisationFactory(prefecture="北海道"))
    joined = PostingFactory(organisation=OrganisationFactory(extra_blocks=["近畿"]))
    PostingFactory(organisation=OrganisationFactory(prefecture="大阪府"), prefecture=prefecture("北海道"))
    PostingFactory(organisation=OrganisationFactory(prefecture="北海道"))
    assert found(block=kinki) == {in_kinki, there, anywhere, joined}


def test_words_are_looked_for_in_title_text_and_name_and_all_must_be_there():
    by_title = PostingFactory(title="野菜が足りません", text="月に2回")
    by_name = PostingFactory(organisation=OrganisationFactory(name="野菜の会"), text="月に2回")
    PostingFactory(title="野菜が余ります", text="毎日")
    assert found(q="野菜\u3000月に") == {by_title, by_name}
    assert found(q="%") == found(q="_") == set()


def test_ones_own_stand_in_their_own_list_with_what_has_ended():
    own = OrganisationFactory()
    mine, ended, theirs = (
        PostingFactory(organisation=own),
        PostingFactory(organisation=own, state="closed"),
        PostingFactory(),
    )
    person = member_of(own)
    assert list(browsing.own(person)) == [mine, ended]
    assert list(browsing.in_network(person)) == [theirs]
