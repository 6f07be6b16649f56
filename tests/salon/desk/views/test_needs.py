"""Pages of needs and offers: who opens them, and that bad input is answered in words."""

import pytest
from django.urls import reverse

from salon.desk import needs
from salon.models import Interest, Posting
from salon.moderation import reading_first, standing
from tests.factories.desk import NeedKindFactory, OfferFactory, PostingFactory
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    former_member_of,
    member_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    person = member_of(OrganisationFactory(name="うちの会"))
    client.force_login(person)
    return person


@pytest.fixture
def sent():
    """What a member types for a need that is fine."""
    NeedKindFactory(name="移動手段", slug="transport-of-tests")
    return {
        "title": "車が足りません",
        "text": "送り迎えの車です",
        "kinds": [Posting.kinds.field.related_model.objects.get(name="移動手段").slug],
    }


def page(name, *args):
    return reverse(f"desk:{name}", args=args)


def test_who_is_excluded_everywhere_puts_up_nothing_and_loses_no_word(client, member, sent):
    own = needs.post(person=member, organisation=member.organisations().get(), kind="offer", title="場所", text="広間")
    needs.end(own, Posting.State.CLOSED)
    exclusion = standing.exclude(FacilitatorFactory(), member, None, 7, "理由")
    reading_first.confirm(member, None, [], [exclusion.pk])
    for address in (page("new", "need"), page("edit", own.pk)):
        answer = client.post(address, sent)
        assert (answer.status_code, "のせられません" in answer.text, "送り迎えの車です" in answer.text) == (
            422,
            True,
            True,
        )
    assert "のせられません" in client.post(page("end", own.pk), {"state": "open"}, follow=True).text
    assert [(one.title, one.state) for one in Posting.objects.all()] == [("場所", "closed")]
    # It is the network that hears nothing; the secretariat does
    other = PostingFactory()
    assert client.post(page("hand", other.pk), {"hand": Interest.Kind.HELP}).status_code == 302
    assert other.interests.exists()
    standing.end(exclusion.by, exclusion)
    assert client.post(page("new", "need"), sent).status_code == 302


def test_a_stranger_is_led_to_the_sign_in(client):
    posting = PostingFactory()
    for address in (page("needs"), page("new", "need"), page("posting", posting.pk), page("edit", posting.pk)):
        response = client.get(address)
        assert response.status_code == 302 and response.url.startswith("/signin/")


@pytest.mark.parametrize(
    "role", [PersonFactory, EditorFactory, AdministratorFactory, lambda: former_member_of(OrganisationFactory())]
)
def test_who_is_no_member_and_no_facilitator_opens_none_of_it(client, role):
    posting = PostingFactory(title="ひみつの困りごと")
    client.force_login(role())
    for address in (page("needs"), page("new", "need"), page("posting", posting.pk), page("edit", posting.pk)):
        response = client.get(address)
        assert response.status_code == 403 and "ひみつの困りごと" not in response.content.decode()
    for name in ("end", "hand", "lower"):
        assert client.post(page(name, posting.pk)).status_code == 403


def test_a_member_finds_others_and_own_and_reads_one(client, member):
    theirs, own = PostingFactory(), OfferFactory(organisation=member.organisations().get())
    text = client.get(page("needs")).content.decode()
    assert theirs.title in text and own.title in text
    assert theirs.text in client.get(page("posting", theirs.pk)).content.decode()


def test_what_others_have_ended_is_not_there(client, member):
    ended = PostingFactory(state="closed")
    assert ended.title not in client.get(page("needs")).content.decode()
    assert client.get(page("posting", ended.pk)).status_code == 404


def test_posting_a_need(client, member, sent):
    response = client.post(page("new", "need"), sent)
    posting = Posting.objects.get()
    assert response.url == page("posting", posting.pk)
    assert (posting.organisation, posting.posted_by, posting.kind) == (member.organisations().get(), member, "need")


def test_who_has_two_organisations_says_for_which(client, member, sent):
    second, foreign = OrganisationFactory(), OrganisationFactory()
    member.affiliations.create(organisation=second)
    assert client.post(page("new", "need"), sent).status_code == 422
    assert client.post(page("new", "need"), {**sent, "organisation": foreign.code}).status_code == 422
    assert not Posting.objects.exists()
    client.post(page("new", "need"), {**sent, "organisation": second.code})
    assert Posting.objects.get().organisation == second


def test_personal_data_is_asked_to_be_taken_out_and_what_was_typed_stays(client, member, sent):
    response = client.post(page("new", "need"), {**sent, "text": "山の上の方です。090-1234-5678"})
    text = response.content.decode()
    assert response.status_code == 422 and not Posting.objects.exists()
    assert "電話番号のようなものが入っています" in text and "山の上の方です。090-1234-5678" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "長" * 81},
        {"text": "長" * 10_000},
        {"text": "a\x00b"},
        {"kinds": []},
        {"kinds": ["no-such-kind"]},
        {"kinds": ["9" * 400]},
        {"kinds": ["a\x00"]},
        {"where": "99999999999999999999"},
        {"target_groups": ["'; drop"]},
        {"approaches": ["\x00"]},
    ],
)
def test_what_makes_no_sense_gets_a_sentence_and_is_not_stored(client, member, sent, wrong):
    response = client.post(page("new", "need"), {**sent, **wrong})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Posting.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "x"},
        {"about": "no-such"},
        {"group": "9" * 400},
        {"block": "近畿"},
        {"q": "長" * 101},
        {"page": "9" * 30},
        {"page": "x"},
        {"kind": ["need", "offer"]},
        {"about": ["a", "b"], "q": ["a", "b"]},
        {"q": "%_\\'\""},
    ],
)
def test_a_filter_that_makes_no_sense_breaks_nothing(client, member, query):
    assert client.get(page("needs"), query).status_code == 200


@pytest.mark.parametrize("kind", ["x", "NEED"])
def test_there_are_needs_and_offers_and_nothing_else(client, member, kind):
    assert client.get(page("new", kind)).status_code == 404


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_a_number_that_is_none_of_ours_is_not_found(client, member, number):
    for name in ("posting", "edit"):
        assert client.get(page(name, number)).status_code == 404
    for name in ("end", "hand", "lower"):
        assert client.post(page(name, number)).status_code == 404


def test_a_foreign_posting_is_neither_edited_nor_ended(client, member, sent):
    theirs = PostingFactory()
    assert client.get(page("edit", theirs.pk)).status_code == 404
    assert client.post(page("edit", theirs.pk), sent).status_code == 404
    assert client.post(page("end", theirs.pk), {"state": "closed"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.is_open and theirs.title != sent["title"]


def test_ones_own_is_edited_ended_and_put_up_again(client, member, sent):
    own = PostingFactory(organisation=member.organisations().get(), kinds=["移動手段"])
    assert own.text in client.get(page("edit", own.pk)).content.decode()
    client.post(page("edit", own.pk), {**sent, "where": "anywhere"})
    own.refresh_from_db()
    assert own.title == sent["title"] and own.anywhere
    for state in ("answered", "open", "closed"):
        client.post(page("end", own.pk), {"state": state})
        own.refresh_from_db()
        assert own.state == state
    client.post(page("end", own.pk), {"state": "nonsense"})
    own.refresh_from_db()
    assert own.state == "closed"


def test_a_facilitator_takes_away_what_must_not_stand_there_and_changes_no_word(client, sent):
    posting = PostingFactory()
    client.force_login(FacilitatorFactory())
    assert client.get(page("edit", posting.pk)).status_code == 404
    client.post(page("end", posting.pk), {"state": "closed"})
    posting.refresh_from_db()
    assert posting.state == "closed"


def test_a_raised_hand_is_not_shown_to_anybody_else(client, member):
    theirs = PostingFactory()
    client.post(page("hand", theirs.pk), {"hand": "help"})
    assert "「うちが手伝えそう」と伝えました" in client.get(page("posting", theirs.pk)).content.decode()
    for other in (member_of(theirs.organisation), member_of(OrganisationFactory())):
        client.force_login(other)
        assert "うちの会" not in client.get(page("posting", theirs.pk)).content.decode()


def test_nobody_raises_a_hand_for_oneself_for_others_or_for_what_has_ended(client, member):
    own, ended, theirs = (
        PostingFactory(organisation=member.organisations().get()),
        PostingFactory(state="closed"),
        PostingFactory(),
    )
    assert client.post(page("hand", own.pk), {"hand": "help"}).status_code == 404
    assert client.post(page("hand", ended.pk), {"hand": "help"}).status_code == 404
    client.post(page("hand", theirs.pk), {"hand": "help", "organisation": OrganisationFactory().code})
    client.post(page("hand", theirs.pk), {"hand": "wish"})
    assert not Interest.objects.exists()


def test_a_hand_is_lowered_by_who_raised_it_only(client, member):
    theirs, other = PostingFactory(), OrganisationFactory()
    hand = Interest.objects.create(posting=theirs, organisation=other, kind="help")
    assert client.post(page("lower", theirs.pk), {"organisation": other.code}).status_code == 404
    assert Interest.objects.filter(pk=hand.pk).exists()
    client.post(page("hand", theirs.pk), {"hand": "help"})
    client.post(page("lower", theirs.pk), {"organisation": member.organisations().get().code})
    assert list(Interest.objects.all()) == [hand]
