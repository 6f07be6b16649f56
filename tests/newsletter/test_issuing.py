"""Who gets an issue, and that it goes out once."""

import pytest
from wagtail.models import PageViewRestriction

from members.mail import schedule
from members.mail.consent import decide
from members.models import Organisation, Suppression
from members.models.letters import Kind
from newsletter import issuing
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    former_member_of,
    member_of,
)
from tests.factories.newsletter import issue

pytestmark = pytest.mark.django_db


def send(page):
    return issuing.send_to_members(page.pk, page.live_revision_id)


def recipients(batch):
    return set(batch.letters.values_list("person__name", flat=True))


def test_members_of_active_organisations_and_the_secretariat_get_it():
    member_of(OrganisationFactory(), name="会員")
    member_of(OrganisationFactory(status=Organisation.Status.PAUSED), name="お休み")
    member_of(OrganisationFactory(status=Organisation.Status.LEFT), name="退会")
    member_of(OrganisationFactory(membership=Organisation.Membership.GUEST), name="行政")
    former_member_of(OrganisationFactory(), name="もと会員")
    PersonFactory(name="どこにもいない人")
    member_of(OrganisationFactory(), name="使えない人", is_active=False)
    for role, name in ((EditorFactory, "編集"), (FacilitatorFactory, "進行"), (AdministratorFactory, "管理")):
        role(name=name)
    EditorFactory(name="やめた編集", is_active=False)
    batch, _ = send(issue())
    assert recipients(batch) == {"会員", "編集", "進行", "管理"}


def test_who_belongs_to_a_paused_and_an_active_organisation_gets_one():
    person = member_of(OrganisationFactory(status=Organisation.Status.PAUSED), name="ふたつ")
    OrganisationFactory()
    person.affiliations.create(organisation=OrganisationFactory())
    person.affiliations.create(organisation=OrganisationFactory())
    batch, _ = send(issue())
    assert list(batch.letters.values_list("person", flat=True)) == [person.pk]


def test_the_number_shown_before_is_the_number_frozen():
    organisation = OrganisationFactory()
    stopped, suppressed, both, *_rest = [member_of(organisation) for _ in range(6)]
    for person in (stopped, both):
        decide(person, Kind.NEWSLETTER, False, "mail")
    for person in (suppressed, both):
        Suppression.objects.create(address=person.email, reason="戻ってきました")
    assert issuing.reach() == issuing.Reach(receiving=3, stopped=2, suppressed=1)
    batch, _ = send(issue())
    assert batch.letters.count() == 3


def test_the_second_press_finds_the_first():
    page = issue()
    member_of(OrganisationFactory(), name="はじめ")
    batch, is_new = send(page)
    assert is_new
    member_of(OrganisationFactory(), name="あとから")
    assert send(page) == (batch, False)
    assert recipients(batch) == {"はじめ"}


def test_publishing_anew_sends_nothing_anew(mailoutbox):
    page = issue(title="はじめの題")
    member_of(OrganisationFactory())
    batch, _ = send(page)
    page.title = "直した題"
    page.save_revision().publish()
    page.refresh_from_db()
    assert send(page) == (batch, False)
    schedule.tick()
    assert [mail.subject for mail in mailoutbox] == ["【つながり】お便り 第1号：はじめの題"]


def test_what_is_sent_is_what_was_looked_at():
    page = issue()
    seen = page.live_revision_id
    page.title = "だれかが直した"
    page.save_revision().publish()
    with pytest.raises(issuing.Changed):
        issuing.send_to_members(page.pk, seen)
    assert issuing.batch_of(page) is None


def test_what_is_not_public_is_not_sent():
    draft, locked, under_lock = issue(1, live=False), issue(2), issue(3)
    PageViewRestriction.objects.create(page=locked, restriction_type=PageViewRestriction.PASSWORD, password="x")
    with pytest.raises(issuing.NotPublic):
        send(draft)
    with pytest.raises(issuing.NotPublic):
        send(locked)
    PageViewRestriction.objects.create(page=under_lock.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    with pytest.raises(issuing.NotPublic):
        send(under_lock)
    with pytest.raises(issuing.NotPublic):
        issuing.send_to_members(99999, None)


def test_a_draft_on_top_of_a_published_issue_is_not_sent():
    page = issue(title="公開した題")
    page.title = "まだ下書きの題"
    page.save_revision()
    page.refresh_from_db()
    batch, _ = send(page)
    assert "公開した題" in batch.subject
    assert "まだ下書きの題" not in batch.text + batch.html


def test_a_trial_goes_to_oneself_only_and_freezes_nothing(mailoutbox):
    editor = EditorFactory()
    member_of(OrganisationFactory())
    page = issue()
    issuing.send_to_myself(page, editor)
    (mail,) = mailoutbox
    assert mail.to == [editor.email]
    assert mail.subject.startswith("【つながり】試し送り：お便り")
    assert "00000000" not in mail.body
    assert issuing.batch_of(page) is None
