"""The facilitator's desk: for facilitators only, from the work list to the sent proposal."""

import pytest
from django.urls import reverse

from salon.desk import needs
from salon.models import Interest, Introduction, Posting
from tests.factories.desk import OfferFactory, PostingFactory, introduction
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


def page(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def facilitator(client):
    person = FacilitatorFactory()
    client.force_login(person)
    return person


@pytest.fixture
def need():
    owner = OrganisationFactory(name="困る会", target_groups=["高齢者"])
    member_of(owner)
    return PostingFactory(organisation=owner, title="車が足りません", kinds=["移動手段"])


@pytest.fixture
def helper():
    found = OrganisationFactory(name="助ける会", code="helper", target_groups=["高齢者"])
    member_of(found)
    OfferFactory(organisation=found, kinds=["移動手段"], title="車を出せます")
    return found


WORDS = {"words_to_owner": "お話を聞いてみませんか", "words_to_other": "困っている会があります"}


@pytest.mark.parametrize(
    "role",
    [
        PersonFactory,
        EditorFactory,
        AdministratorFactory,
        lambda: member_of(OrganisationFactory()),
        lambda: former_member_of(OrganisationFactory()),
    ],
)
def test_only_facilitators_open_the_desk(client, need, helper, role):
    proposed = introduction(need.organisation, helper)
    client.force_login(role())
    for address in (
        page("desk"),
        page("results"),
        page("fits", need.pk),
        page("choose", need.pk) + "?organisation=helper",
        page("propose", need.pk, "helper"),
    ):
        response = client.get(address)
        assert response.status_code == 403 and "車が足りません" not in response.content.decode()
    assert client.post(page("propose", need.pk, "helper"), {**WORDS, "step": "send"}).status_code == 403
    assert client.post(page("withdraw", proposed.pk)).status_code == 403
    proposed.refresh_from_db()
    assert proposed.is_waiting and Introduction.objects.count() == 1


def test_a_stranger_is_led_to_the_sign_in(client, need):
    for address in (page("desk"), page("results"), page("fits", need.pk), page("propose", need.pk, "x")):
        assert client.get(address).url.startswith("/signin/")


def test_the_work_list_leads_to_the_organisations_that_fit_with_the_reasons(client, facilitator, need, helper):
    assert page("fits", need.pk) in client.get(page("desk")).content.decode()
    text = client.get(page("fits", need.pk)).content.decode()
    assert "『車を出せます』" in text and "対象が同じです（高齢者）" in text
    assert page("propose", need.pk, "helper") in text


def test_a_look_before_sending_sends_nothing(client, facilitator, need, helper):
    response = client.post(page("propose", need.pk, "helper"), {**WORDS, "step": "preview"})
    assert "まだ送っていません" in response.content.decode()
    assert not Introduction.objects.exists()


def test_sending_stores_words_and_reasons_but_no_raised_hand_for_the_sides(client, facilitator, need, helper):
    needs.raise_hand(person=None, organisation=helper, posting=need, kind=Interest.Kind.HELP)
    client.post(page("propose", need.pk, "helper"), {**WORDS, "step": "send"})
    proposed = Introduction.objects.get()
    assert proposed.proposed_by == facilitator
    assert {side.organisation.name: side.words for side in proposed.sides.all()} == {
        "困る会": WORDS["words_to_owner"],
        "助ける会": WORDS["words_to_other"],
    }
    assert any("『車を出せます』" in reason for reason in proposed.reasons)
    assert not any("手を挙げ" in reason for reason in proposed.reasons)
    assert any("手を挙げ" in reason for reason in proposed.desk_reasons)
    client.post(page("propose", need.pk, "helper"), {**WORDS, "step": "send"})
    assert Introduction.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"words_to_owner": ""}, {"words_to_other": "長" * 1001}, {"words_to_owner": "03-1234-5678へ"}]
)
def test_words_that_cannot_be_sent_stay_in_the_form(client, facilitator, need, helper, wrong):
    response = client.post(page("propose", need.pk, "helper"), {**WORDS, **wrong, "step": "send"})
    assert response.status_code == 422
    assert next(value for name, value in {**WORDS, **wrong}.items() if name not in wrong) in response.content.decode()
    assert not Introduction.objects.exists()


def test_nobody_is_proposed_to_itself_or_to_who_is_not_there(client, facilitator, need):
    gone = OrganisationFactory(status="left")
    for code in (need.organisation.code, gone.code, "nobody"):
        assert client.get(page("propose", need.pk, code)).status_code == 404


def test_any_organisation_can_be_chosen_from_the_list(client, facilitator, need, helper):
    response = client.get(page("choose", need.pk), {"organisation": "helper"})
    assert response.url == page("propose", need.pk, "helper")
    assert client.get(page("choose", need.pk), {"organisation": "x" * 500}).url == page("fits", need.pk)


def test_what_has_ended_is_not_proposed(client, facilitator, need, helper):
    needs.end(need, Posting.State.CLOSED)
    client.post(page("propose", need.pk, "helper"), {**WORDS, "step": "send"})
    assert not Introduction.objects.exists()


def test_a_facilitator_withdraws_and_both_sides_read_it_gently(client, facilitator, need, helper):
    proposed = introduction(need.organisation, helper)
    client.post(page("withdraw", proposed.pk))
    client.force_login(helper.affiliations.first().person)
    assert "事務局の都合で取り下げました" in client.get(page("introduction", proposed.pk)).content.decode()


@pytest.mark.parametrize("number", [0, 10**18, 10**30])
def test_a_number_that_is_none_of_ours_is_not_found(client, facilitator, number):
    for address in (page("fits", number), page("choose", number), page("propose", number, "x")):
        assert client.get(address).status_code == 404
    assert client.post(page("withdraw", number)).status_code == 404


def test_the_list_of_results_takes_any_page_number(client, facilitator):
    for number in ("x", "-1", "9" * 40):
        assert client.get(page("results"), {"page": number}).status_code == 200
