"""An organisation says yes to a case about itself: through a link, without an account, to exactly one draft."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from cms import approving, waiting
from cms.models import ApprovalState, CasePage
from members.models import Suppression
from tests.factories.cms import case
from tests.factories.members import EditorFactory, FacilitatorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
ADDRESS = "hisho@example.org"


@pytest.fixture
def editor(home):
    return EditorFactory()


def draft(**fields):
    fields = {"organisation": OrganisationFactory(), "approver_address": ADDRESS, "approver_name": "浜 なつ"} | fields
    page = case("縁側の話", live=False, body=[("need", {"text": "困りごと"})], **fields)
    page.save_revision()
    return page


def submitted(editor, **fields):
    """A draft that the secretariat has looked at."""
    page = draft(**fields)
    page.get_workflow().start(page, editor)
    page.current_workflow_task_state.approve(user=editor)
    return fresh(page)


def fresh(page):
    return CasePage.objects.get(pk=page.pk)


def changed(page, minutes=0, **fields):
    """Stored again, so many minutes ago."""
    page = fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision()
    long_ago = timezone.now() - timedelta(minutes=minutes)
    type(revision).objects.filter(pk=revision.pk).update(created_at=long_ago)
    return fresh(page)


def state_of(page):
    return ApprovalState.objects.open().get(workflow_state__object_id=str(page.pk))


def letters():
    return [letter for letter in mail.outbox if letter.to == [ADDRESS]]


def path_in(letter):
    return re.search(r"http://testserver(/approvals/\S+/)", letter.body)[1]


def asked(editor, **fields):
    page = submitted(editor, **fields)
    approving.ask_due()
    return page, path_in(letters()[-1])


def test_first_the_secretariat_looks_then_the_organisation(editor):
    page = draft()
    page.get_workflow().start(page, editor)
    approving.ask_due()
    assert page.current_workflow_task.name == "事務局の確認"
    assert letters() == []
    page.current_workflow_task_state.approve(user=editor)
    approving.ask_due()
    assert fresh(page).current_workflow_task.name == "団体の承認"
    assert len(letters()) == 1


def test_the_mail_goes_to_the_address_that_the_editor_named_once(editor):
    page, _path = asked(editor)
    approving.ask_due()
    [letter] = letters()
    assert "浜 なつさま" in letter.body and "縁側の話" in letter.subject
    assert state_of(page).asked_at
    assert "/admin/" not in letter.body


def test_yes_publishes_that_draft_and_is_written_down(client, editor):
    page, path = asked(editor)
    response = client.post(path, {"name": "浜 なつ", "answer": "yes", "comment": ""})
    assert response.status_code == 302
    assert "ありがとうございます" in client.get(path).text
    assert fresh(page).live
    assert client.get(page.url).status_code == 200
    entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.workflow.approve", user=None)
    assert "浜 なつさん" in entry.data["comment"]


def test_no_needs_a_word_and_goes_back_to_the_editor_with_it(client, editor):
    page, path = asked(editor)
    response = client.post(path, {"name": "浜 なつ", "answer": "no", "comment": " "})
    assert response.status_code == 422
    assert "どこをどう直すとよいか" in response.text and 'value="浜 なつ"' in response.text
    client.post(path, {"name": "浜 なつ", "answer": "no", "comment": "数がちがいます"})
    state = WorkflowState.objects.get(object_id=str(page.pk))
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "数がちがいます" in state.current_task_state.comment
    waits = {one.text: one.number for one in waiting.waiting(editor)}
    assert waits["「直してほしい」というお返事のある事例があります"] == 1
    assert not fresh(page).live
    assert "「直してほしい」と受け取りました" in client.get(path).text


def test_after_a_no_the_corrected_draft_is_asked_about_anew(client, editor):
    page, path = asked(editor)
    client.post(path, {"name": "浜", "answer": "no", "comment": "直して"})
    page = changed(page, summary="直した文")
    page.current_workflow_state.resume(user=editor)
    approving.ask_due()
    assert len(letters()) == 2
    assert "直した文" in client.get(path_in(letters()[-1])).text


def test_opening_the_link_shows_the_draft_as_it_would_look_and_changes_nothing(client, editor):
    page, path = asked(editor)
    for _ in range(2):
        response = client.get(path)
        assert response.status_code == 200
        assert "困りごと" in response.text and "まだ公開していない" in response.text
    assert not fresh(page).live
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "strict-origin"


def test_nothing_of_the_admin_and_no_address_stands_in_it(client, editor):
    _page, path = asked(editor)
    text = client.get(path).text
    for word in ("/admin/", ADDRESS, editor.email, editor.name, "wagtail", "application/ld+json", "canonical"):
        assert word not in text, word


def test_a_draft_that_changed_is_not_shown_and_cannot_be_answered_by_the_old_link(client, editor):
    page, path = asked(editor)
    page = changed(page, summary="ひみつの新しい文")
    for answer in (client.get(path), client.post(path, {"name": "浜", "answer": "yes"})):
        assert answer.status_code == 410
        assert "変わりました" in answer.text and "ひみつの新しい文" not in answer.text
    assert not fresh(page).live


def test_also_when_it_was_stored_into_the_same_revision(client, editor):
    page, path = asked(editor)
    page = fresh(page).get_latest_revision_as_object()
    page.summary = "上書きした文"
    page.save_revision(overwrite_revision=page.latest_revision)
    assert client.get(path).status_code == 410
    assert client.post(path, {"name": "浜", "answer": "yes"}).status_code == 410


def test_a_newer_draft_asks_again_when_nobody_writes_at_it_any_more(client, editor):
    page, path = asked(editor)
    page = changed(page, minutes=5, summary="書いている途中")
    approving.ask_due()
    assert len(letters()) == 1
    changed(page, minutes=11, summary="書き終えた文")
    approving.ask_due()
    approving.ask_due()
    assert len(letters()) == 2
    assert "書き終えた文" in client.get(path_in(letters()[-1])).text
    assert client.get(path).status_code == 410


def test_an_editor_can_ask_at_once(client, editor):
    page, _path = asked(editor)
    page = changed(page, summary="新しい文")
    page.current_workflow_task.on_action(page.current_workflow_task_state, editor, "ask")
    approving.ask_due()
    assert "新しい文" in client.get(path_in(letters()[-1])).text


def test_a_corrected_address_takes_the_key_from_the_wrong_one(client, editor):
    page, path = asked(editor)
    page = changed(page, approver_address="right@example.org")
    assert client.get(path).status_code == 410
    page.current_workflow_task.on_action(page.current_workflow_task_state, editor, "ask")
    approving.ask_due()
    assert mail.outbox[-1].to == ["right@example.org"]
    assert client.get(path).status_code == 410


def test_an_answer_is_taken_once(client, editor):
    page, path = asked(editor)
    client.post(path, {"name": "浜", "answer": "yes"})
    response = client.post(path, {"name": "ほかの人", "answer": "no", "comment": "だめ"})
    assert "「これでよいです」と受け取りました" in response.text
    assert fresh(page).live
    assert not PageLogEntry.objects.filter(page=page.pk, action="wagtail.workflow.reject").exists()


def test_a_link_is_good_for_two_weeks(client, editor, time_machine):
    _page, path = asked(editor)
    time_machine.move_to(timezone.now() + timedelta(days=13))
    assert client.get(path).status_code == 200
    time_machine.move_to(timezone.now() + timedelta(days=2))
    response = client.get(path)
    assert response.status_code == 410
    assert "もう使えません" in response.text


def test_a_wrong_link_says_what_to_do(client, editor):
    _page, path = asked(editor)
    for wrong in (path[:-3] + "/", "/approvals/x/", "/approvals/" + "a" * 3000 + "/"):
        response = client.get(wrong)
        assert response.status_code == 410
        assert "困りごと" not in response.text


def test_a_workflow_that_was_cancelled_takes_the_link_along(client, editor):
    page, path = asked(editor)
    page.current_workflow_state.cancel(user=editor)
    assert client.get(path).status_code == 410


def test_a_yes_to_a_scheduled_page_waits_for_its_day(client, editor):
    page, path = asked(editor, go_live_at=timezone.now() + timedelta(days=3))
    client.post(path, {"name": "浜", "answer": "yes"})
    assert not fresh(page).live
    assert fresh(page).scheduled_revision is not None


def test_a_case_about_no_organisation_needs_nobody(editor):
    page = submitted(editor, organisation=None, approver_address="")
    assert page.live
    assert letters() == []


def test_without_an_address_it_waits_and_an_editor_can_note_what_was_said_by_telephone(editor):
    page = submitted(editor, approver_address="")
    approving.ask_due()
    assert letters() == []
    assert not page.live
    page.current_workflow_task.on_action(page.current_workflow_task_state, editor, "approve", comment="電話で")
    assert fresh(page).live


def test_who_is_no_editor_answers_for_nobody(editor):
    page = submitted(editor)
    assert page.current_workflow_task.get_actions(page, FacilitatorFactory()) == []


def test_an_address_that_takes_no_mail_gets_none(editor):
    Suppression.objects.create(address=ADDRESS, reason="届かない")
    submitted(editor)
    approving.ask_due()
    assert letters() == []


def test_a_draft_that_lacks_what_a_page_must_have_is_not_sent(editor):
    page = changed(submitted(editor), minutes=11)
    page = page.get_latest_revision_as_object()
    page.summary = ""
    revision = page.save_revision(clean=False)
    type(revision).objects.filter(pk=revision.pk).update(created_at=timezone.now() - timedelta(minutes=11))
    approving.ask_due()
    approving.ask_due()
    assert letters() == []


def test_a_mail_server_that_is_away_is_tried_again_later(editor, monkeypatch):
    page = submitted(editor)

    def away(message, fail_silently=False):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", away)
        approving.ask_due()
    approving.ask_due()
    assert letters() == []
    ApprovalState.objects.filter(pk=state_of(page).pk).update(due_at=timezone.now())
    approving.ask_due()
    assert len(letters()) == 1
