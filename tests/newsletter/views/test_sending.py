"""Only editors send, and only once."""

import smtplib

import pytest
from django.core.management import call_command

from members.mail import schedule
from members.models import Batch, Letter
from newsletter import issuing
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    member_of,
)
from tests.factories.newsletter import issue, mailing

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture(autouse=True)
def doors_of_the_admin():
    call_command("set_up_roles", verbosity=0)


@pytest.fixture
def editor(client):
    editor = EditorFactory(name="編集")
    client.force_login(editor)
    return client


@pytest.fixture
def member():
    return member_of(OrganisationFactory(), name="会員", email="kaiin@example.org")


@pytest.fixture
def page(member):
    return issue()


def address(page, more="send/"):
    return f"/admin/newsletter/{page.pk}/{more}"


def press_send(client, page, **more):
    return client.post(
        address(page, "send/confirm/"), {"revision": page.live_revision_id, "sure": "on", **more}, follow=True
    )


def test_an_editor_sees_what_goes_out_and_to_how_many(editor, page):
    text = editor.get(address(page)).content.decode()
    assert "【つながり】お便り 第1号：題1" in text
    assert "2人に送ります" in text
    assert "編集" in text
    confirmation = editor.get(address(page, "send/confirm/")).content.decode()
    assert "2人に送る" in confirmation
    assert not Batch.objects.exists()


def test_sending_goes_through_the_background_to_each_once(editor, page, mailoutbox):
    answer = press_send(editor, page)
    assert answer.redirect_chain[-1][0] == address(page, "progress/")
    assert mailoutbox == []
    schedule.tick()
    assert len(mailoutbox) == 2
    text = editor.get(address(page, "progress/")).content.decode()
    assert "終わりました：2人" in text
    assert "refresh" not in text


def test_pressing_again_says_so_and_sends_nothing(editor, page, mailoutbox):
    press_send(editor, page)
    answer = press_send(editor, page)
    assert "もう送り始めています" in answer.content.decode()
    schedule.tick()
    assert len(mailoutbox) == 2
    for more in ("send/", "send/confirm/"):
        assert editor.get(address(page, more)).headers["Location"] == address(page, "progress/")


def test_without_the_tick_nothing_is_sent(editor, page):
    answer = editor.post(address(page, "send/confirm/"), {"revision": page.live_revision_id})
    assert "ここに印をつけてください" in answer.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 40])
def test_a_revision_nobody_looked_at_is_not_sent(editor, page, revision):
    assert press_send(editor, page, revision=revision).status_code == 200
    assert not Batch.objects.exists()


def test_a_page_that_changed_after_the_look_is_shown_again(editor, page):
    seen = page.live_revision_id
    page.title = "だれかが直した"
    page.save_revision().publish()
    text = press_send(editor, page, revision=seen).content.decode()
    assert "もう一度内容を確かめてください" in text
    assert "だれかが直した" in text
    assert not Batch.objects.exists()


def test_a_draft_cannot_be_sent(editor, member):
    draft = issue(2, live=False)
    assert "先に公開してください" in editor.get(address(draft)).content.decode()
    press_send(editor, draft, revision="")
    assert not Batch.objects.exists()


PLACES = [
    ("get", "send/"), ("get", "mail/"), ("get", "send/confirm/"), ("get", "progress/"),
    ("post", "send/test/"), ("post", "send/confirm/"), ("post", "letters/1/"),
]  # fmt: skip


@pytest.mark.parametrize("who", [FacilitatorFactory, AdministratorFactory, PersonFactory, None, "member"])
def test_nobody_but_an_editor_comes_near(client, page, member, who, mailoutbox):
    if who is not None:
        client.force_login(member if who == "member" else who())
    for method, more in PLACES:
        answer = getattr(client, method)(address(page, more), {"revision": page.live_revision_id, "sure": "on"})
        assert answer.status_code in (302, 403, 404)
        assert page.title.encode() not in answer.content
    assert client.get("/admin/newsletter/").status_code in (302, 403, 404)
    assert not Batch.objects.exists()
    assert mailoutbox == []


def test_an_editor_who_was_deactivated_sends_nothing(client, page):
    former = EditorFactory()
    client.force_login(former)
    former.is_active = False
    former.save()
    press_send(client, page)
    assert not Batch.objects.exists()


def test_looking_sends_nothing(editor, page, mailoutbox):
    for more in ("send/", "send/confirm/", "mail/", "progress/"):
        editor.get(address(page, more))
    for more in ("send/test/", "letters/1/"):
        assert editor.get(address(page, more)).status_code == 405
    assert not Batch.objects.exists()
    assert mailoutbox == []


def test_a_trial_goes_to_the_editor(editor, page, mailoutbox):
    editor.post(address(page, "send/test/"))
    assert [mail.to for mail in mailoutbox] == [[issuing.Person.objects.get(name="編集").email]]


def test_a_mail_server_that_is_away_is_said_in_words(editor, page, monkeypatch):
    def fail(*args):
        raise smtplib.SMTPConnectError(421, b"away")

    monkeypatch.setattr(issuing, "send_to_myself", fail)
    assert "試し送りができませんでした" in editor.post(address(page, "send/test/"), follow=True).content.decode()


def test_progress_names_who_was_not_reached_and_asks_about_the_uncertain(editor, page):
    press_send(editor, page)
    failed, uncertain = Letter.objects.order_by("pk")
    Letter.objects.filter(pk=failed.pk).update(state=State.FAILED, error="550 no such user")
    Letter.objects.filter(pk=uncertain.pk).update(state=State.UNCERTAIN)
    text = editor.get(address(page, "progress/")).content.decode()
    assert "550 no such user" in text
    assert "もう一度送る" in text
    editor.post(address(page, f"letters/{uncertain.pk}/"), {"choice": "again"})
    uncertain.refresh_from_db()
    assert uncertain.state == State.QUEUED
    editor.post(address(page, f"letters/{failed.pk}/"), {"choice": "again"})
    failed.refresh_from_db()
    assert failed.state == State.FAILED


@pytest.mark.parametrize("choice", ["", "x", "AGAIN"])
def test_a_choice_nobody_offered_changes_nothing(editor, page, choice):
    press_send(editor, page)
    letter = Letter.objects.first()
    Letter.objects.update(state=State.UNCERTAIN)
    assert editor.post(address(page, f"letters/{letter.pk}/"), {"choice": choice}).status_code == 302
    assert set(Letter.objects.values_list("state", flat=True)) == {State.UNCERTAIN}


def test_a_letter_of_another_mailing_is_not_found_under_this_issue(editor, page, member):
    press_send(editor, page)
    other = mailing([member], key="other").letters.get()
    Letter.objects.filter(pk=other.pk).update(state=State.UNCERTAIN)
    assert editor.post(address(page, f"letters/{other.pk}/"), {"choice": "sent"}).status_code == 404


def test_an_issue_that_does_not_exist_is_not_found(editor):
    for pk in (99999, 10**30):
        for more in ("send/", "mail/", "progress/", "send/confirm/"):
            assert editor.get(f"/admin/newsletter/{pk}/{more}").status_code == 404


def test_the_list_says_what_became_of_each_issue(editor, page):
    issue(2, live=False)
    issue(3)
    press_send(editor, page)
    schedule.tick()
    text = editor.get("/admin/newsletter/").content.decode()
    for words in ("下書き", "まだ送っていません", "2人に送りました", "会員に送る", "ようすを見る"):
        assert words in text


def test_the_way_to_sending_stands_on_the_page_that_is_edited(client, page):
    client.force_login(EditorFactory())
    answer = client.get(f"/admin/pages/{page.pk}/edit/")
    assert answer.status_code == 200
    assert address(page) in answer.content.decode()


def test_the_frozen_mail_is_shown_as_it_was(editor, page):
    press_send(editor, page)
    page.title = "あとで直した題"
    page.save_revision().publish()
    assert "あとで直した題" not in editor.get(address(page, "mail/")).content.decode()
    assert "送ったあとで、ページが新しくなりました" in editor.get(address(page, "progress/")).content.decode()
