"""From a draft to a yes of the organisation: asked by a mailed link, answered without an account.

The link is a key to one version of one draft. Whoever holds it can read that version and answer for the organisation,
so it says nothing once the draft has changed, once it was answered, and after `DAYS`.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import ApprovalState, CasePage
from members.language import in_japanese
from members.mail import sheet
from members.mail.composing import NoAddress, compose
from members.models import Suppression

SALT = "cms.approving"
DAYS = 14
# A draft that somebody is still writing at is not sent out with every word
REST = timedelta(minutes=10)
AGAIN_AFTER = timedelta(minutes=10)

logger = logging.getLogger("tsunagari.approving")


def link_for(state: ApprovalState) -> str:
    return settings.SITE_URL + reverse("cms:approval", args=[signing.dumps(state.pk, salt=SALT)])


def behind(token: str) -> ApprovalState | None:
    """What this link asks about, answered or not; None when it is wrong or too old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=timedelta(days=DAYS))
    except signing.BadSignature:
        return None
    return ApprovalState.objects.filter(pk=pk).select_related("revision", "workflow_state").first()


def is_open(state: ApprovalState) -> bool:
    return ApprovalState.objects.open().filter(pk=state.pk).exists() and state.is_of_latest_draft


def draft_of(state: ApprovalState) -> CasePage:
    return state.revision.as_object()


def ask_due() -> None:
    """By the clock: send the mails that are due, and ask anew about drafts that changed and have come to rest."""
    for state in ApprovalState.objects.open().select_related("workflow_state", "revision", "task"):
        try:
            if not state.is_of_latest_draft:
                _ask_anew(state)
            elif state.asked_at is None and state.address and state.due_at <= timezone.now():
                _ask(state)
        except Exception:  # a draft that cannot be shown holds up neither the others nor the clock
            logger.exception("approval %s", state.pk)


def _ask_anew(state: ApprovalState) -> None:
    with transaction.atomic():
        page = Page.objects.select_for_update().get(pk=state.workflow_state.object_id)
        rested = page.latest_revision.created_at < timezone.now() - REST
        # Of two processes the second finds it done
        if rested and ApprovalState.objects.open().filter(pk=state.pk).exists():
            state.cancel(resume=True)


def _ask(state: ApprovalState) -> None:
    """Claimed first, so that of two processes one writes; what did not leave is tried again later."""
    now = timezone.now()
    mine = ApprovalState.objects.filter(pk=state.pk, asked_at=None, due_at__lte=now)
    if not mine.update(due_at=now + AGAIN_AFTER):
        return
    draft = draft_of(state)
    if Suppression.objects.filter(address=state.address).exists() or not _is_whole(draft):
        return
    try:
        write(state, draft)
    except (OSError, SMTPException, NoAddress) as error:
        logger.warning("approval %s: %s", state.pk, type(error).__name__)
        return
    ApprovalState.objects.filter(pk=state.pk).update(asked_at=timezone.now())


def _is_whole(draft: CasePage) -> bool:
    """A draft may lack what a published page must have."""
    try:
        draft.full_clean()
    except ValidationError:
        return False
    return True


@in_japanese
def write(state: ApprovalState, draft: CasePage) -> None:
    context = {"title": draft.title, "name": draft.approver_name, "link": link_for(state), "days": DAYS}
    subject, _blank, text = render_to_string("cms/letters/approval.txt", context).strip().partition("\n")
    html = sheet.html_of(subject, sheet.letter(text))
    compose(state.address, subject, sheet.signed(text), html, {"Auto-Submitted": "auto-generated"}).send()


@in_japanese
def answer(state: ApprovalState, name: str, agrees: bool, comment: str = "") -> bool:
    """Take the answer to exactly the draft that was shown. False when it is too late for that.

    The page's row is held: who saves a draft in the same moment comes after, and is not published.
    """
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=state.workflow_state.object_id)
        held = ApprovalState.objects.open().select_for_update(of=("self",)).filter(pk=state.pk).first()
        if held is None or not held.is_of_latest_draft:
            return False
        said = _("%(name)sさんのお返事") % {"name": name}
        said = f"{said}：{comment}" if comment else said
        if agrees:
            held.approve(comment=said)
        else:
            held.reject(comment=said)
    return True
