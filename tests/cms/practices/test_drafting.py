"""What an organisation sends about its practice is a draft until the secretariat publishes it."""

import pytest

from cms.models import PracticePage
from cms.practices import drafting
from tests.factories.cms import page_tree, practice
from tests.factories.members import EditorFactory, OrganisationFactory, TargetGroupFactory, member_of

pytestmark = pytest.mark.django_db


def facts(**changes):
    texts = {"title": "土曜の台所", "summary": "一緒に作って食べます", "how": "公民館を借ります"}
    empty = dict.fromkeys(("beginning", "learnt", "first_step"), "")
    words = dict.fromkeys(("target_groups", "approaches", "themes", "prefectures"), ())
    return {**texts, **empty, **words, **changes}


@pytest.fixture
def writer(db):
    page_tree()
    return member_of(OrganisationFactory(code="minato", prefecture="大阪府"))


def test_what_is_sent_is_a_draft_of_the_organisation(writer, client):
    organisation = writer.organisations().get()
    sent = drafting.send(writer, organisation, **facts())
    stored = PracticePage.objects.get(pk=sent.pk)
    assert not stored.live
    assert stored.has_unpublished_changes
    assert stored.organisation == organisation
    assert stored.owner == writer
    assert drafting.latest(stored).how == "公民館を借ります"
    assert client.get(stored.url).status_code == 404


def test_words_that_nobody_chose_are_those_of_the_organisation(writer):
    organisation = writer.organisations().get()
    organisation.target_groups.add(TargetGroupFactory(name="高齢の方"))
    sent = drafting.send(writer, organisation, **facts())
    assert [group.name for group in sent.target_groups.all()] == ["高齢の方"]
    assert [place.name for place in sent.prefectures.all()] == ["大阪府"]
    other = TargetGroupFactory(name="若い方")
    chosen = drafting.send(writer, organisation, **facts(title="べつの取組", target_groups=[other]))
    assert list(chosen.target_groups.all()) == [other]


def test_pressed_twice_it_is_sent_once(writer):
    organisation = writer.organisations().get()
    first = drafting.send(writer, organisation, **facts())
    again = drafting.send(writer, organisation, **facts(how="言い直しました"))
    assert again.pk == first.pk
    assert PracticePage.objects.count() == 1
    assert drafting.latest(again).how == "言い直しました"


def test_a_change_of_what_is_public_waits_for_the_secretariat(writer, client):
    page = practice("台所", organisation=writer.organisations().get(), how="今のやり方")
    drafting.change(page, writer, **facts(how="直したやり方"))
    shown = client.get(page.url).content.decode()
    assert "今のやり方" in shown
    assert "直したやり方" not in shown
    stored = PracticePage.objects.get(pk=page.pk)
    assert stored.live
    assert stored.has_unpublished_changes
    stored.get_latest_revision().publish()
    assert "直したやり方" in client.get(page.url).content.decode()


def test_a_change_keeps_what_the_form_does_not_ask_for(writer):
    page = practice("台所", organisation=writer.organisations().get())
    page.seo_title = "事務局が付けた題"
    page.save_revision()
    drafting.change(page, writer, **facts())
    draft = drafting.latest(PracticePage.objects.get(pk=page.pk))
    assert draft.seo_title == "事務局が付けた題"
    assert draft.organisation == page.organisation


def test_what_the_secretariat_has_locked_is_not_written_over(writer):
    page = practice("台所", organisation=writer.organisations().get())
    PracticePage.objects.filter(pk=page.pk).update(locked=True, locked_by=EditorFactory())
    before = page.latest_revision_id
    with pytest.raises(drafting.Locked):
        drafting.change(PracticePage.objects.get(pk=page.pk), writer, **facts())
    assert PracticePage.objects.get(pk=page.pk).latest_revision_id == before
