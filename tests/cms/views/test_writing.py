"""A member writes on a phone what the organisation does."""

import pytest
from django.urls import reverse

from cms.models import PracticePage
from cms.practices import drafting
from tests.factories.cms import page_tree, practice
from tests.factories.members import EditorFactory, FacilitatorFactory, OrganisationFactory, PersonFactory, member_of

pytestmark = pytest.mark.django_db
TYPED = {"title": "土曜の台所", "summary": "作って食べます", "how": "公民館を借ります"}
NEW = "/me/practices/new/"


@pytest.fixture
def writer(db, client):
    page_tree()
    person = member_of(OrganisationFactory(code="minato", name="みなとの会"))
    client.force_login(person)
    return person


def test_what_is_sent_stands_in_the_list_until_it_is_public(writer, client):
    answer = client.post(NEW, TYPED, follow=True)
    assert "事務局に送りました" in answer.text
    assert "土曜の台所" in answer.text and "事務局が確認しています" in answer.text
    PracticePage.objects.get().get_latest_revision().publish()
    assert "載っています" in client.get("/me/practices/").text


def test_nothing_typed_is_lost_and_what_is_missing_is_said_there(writer, client):
    answer = client.post(NEW, {**TYPED, "summary": "", "how": "あ" * 601, "learnt": "皿は少なく"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"summary", "how"}
    assert "皿は少なく" in answer.text and "土曜の台所" in answer.text
    assert not PracticePage.objects.exists()


def test_no_personal_data_of_those_who_come(writer, client):
    for field in ("title", "summary", "how", "beginning", "learnt", "first_step"):
        answer = client.post(NEW, {**TYPED, field: "昭和23年4月5日生まれの方"})
        assert answer.status_code == 422, field
        assert answer.context["form"].errors.keys() == {field}
    phone = {**TYPED, "how": "06-1234-5678にどうぞ"}
    assert client.post(NEW, phone).status_code == 422
    assert client.post(NEW, phone).status_code == 302, "asked about once, and taken when it is sent again"


def test_only_its_own_people_write_for_an_organisation(writer, client):
    foreign = OrganisationFactory(code="foreign")
    theirs = practice("よその取組", organisation=foreign)
    assert client.get(reverse("cms:practice-edit", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("cms:practice-edit", args=[theirs.pk]), TYPED).status_code == 404
    client.post(NEW, {**TYPED, "organisation": "foreign"})
    assert PracticePage.objects.get(title="土曜の台所").organisation.code == "minato"
    client.force_login(PersonFactory())
    assert client.get(NEW).status_code == 404
    assert "招待を受けると" in client.get("/me/practices/").text


def test_who_left_the_organisation_writes_on_its_card_no_more(writer, client):
    page = practice("取組", organisation=writer.organisations().get(), owner=writer)
    writer.affiliations.update(until="2020-01-01")
    assert client.get(reverse("cms:practice-edit", args=[page.pk])).status_code == 404


@pytest.mark.parametrize("make", [EditorFactory, FacilitatorFactory])
def test_the_secretariat_writes_for_anybody(writer, client, make):
    OrganisationFactory(code="other")
    client.force_login(make())
    assert client.post(NEW, TYPED).context["form"].errors.keys() == {"organisation"}
    client.post(NEW, {**TYPED, "organisation": "minato"})
    assert PracticePage.objects.get().organisation.code == "minato"


def test_the_form_begins_with_what_was_sent_last(writer, client):
    page = practice("取組", organisation=writer.organisations().get())
    address = reverse("cms:practice-edit", args=[page.pk])
    client.post(address, {**TYPED, "how": "直したやり方"})
    assert "直したやり方" in client.get(address).text
    PracticePage.objects.filter(pk=page.pk).update(locked=True, locked_by=EditorFactory())
    refused = client.post(address, {**TYPED, "how": "もっと直した"})
    assert refused.status_code == 422
    assert "もっと直した" in refused.text
    assert drafting.latest(PracticePage.objects.get(pk=page.pk)).how == "直したやり方"


def test_the_telephone_of_what_stands_already_is_not_asked_about_again(writer, client):
    page = practice("取組", organisation=writer.organisations().get(), how="06-1234-5678にどうぞ")
    address = reverse("cms:practice-edit", args=[page.pk])
    assert client.post(address, {**TYPED, "how": "06-1234-5678にどうぞ。毎週です"}).status_code == 302
