"""What of the site waits for the secretariat, and its usual work there."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from cms.models import CaseIndexPage, CasePage, Enquiry, PracticePage
from members.admin.start import Waiting, Work
from members.models import Person


def waiting(person: Person) -> Iterator[Waiting]:
    unanswered = Enquiry.objects.visible_to(person).filter(state=Enquiry.State.OPEN)
    for kind, text in (
        (Enquiry.Kind.CONTACT, _("お問い合わせが、返事を待っています")),
        (Enquiry.Kind.JOIN, _("参加についてのご連絡が、返事を待っています")),
    ):
        address = f"{reverse('enquiries:index')}?state={Enquiry.State.OPEN}&kind={kind}"
        yield Waiting(text, unanswered.filter(kind=kind).count(), address)
    if person.is_editor:
        yield Waiting(
            _("下書きが、確認を待っています"),
            TaskState.objects.reviewable_by(person).count(),
            reverse("wagtailadmin_reports:workflow_tasks") + "?status=in_progress",
        )
        yield Waiting(
            _("「直してほしい」というお返事のある事例があります"),
            WorkflowState.objects.filter(
                content_type=ContentType.objects.get_for_model(CasePage), status=WorkflowState.STATUS_NEEDS_CHANGES
            ).count(),
            reverse("wagtailadmin_reports:workflow") + f"?status={WorkflowState.STATUS_NEEDS_CHANGES}",
        )
        drafts = CasePage.objects.originals().filter(has_unpublished_changes=True)
        yield Waiting(_("公開していない事例の下書きがあります"), drafts.count(), reverse("cases:index"))
        sent = PracticePage.objects.originals().filter(has_unpublished_changes=True)
        yield Waiting(_("取組カードが、公開を待っています"), sent.count(), reverse("practices:index"))


def work(person: Person) -> Iterator[Work]:
    cases = CaseIndexPage.objects.originals().first()
    if cases and cases.permissions_for_user(person).can_add_subpage():
        yield Work(_("事例を書く"), reverse("wagtailadmin_pages:add", args=["cms", "casepage", cases.pk]), "edit")
