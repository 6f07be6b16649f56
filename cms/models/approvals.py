"""団体の承認: before a case is published, the organisation it tells of says yes, through a link and without an account."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState


class ApprovalStateQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for an answer."""
        return self.filter(status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS)


class ApprovalState(TaskState):
    """One draft, shown to one address. A draft that is changed, or shown to somebody else, is another state.

    `version` is when the draft was stored: saving by itself, Wagtail stores again into the same revision.
    """

    address = models.EmailField(blank=True)
    version = models.DateTimeField(null=True)
    # When the mail is due; `asked_at` when it has left
    due_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)

    objects = ApprovalStateQuerySet.as_manager()

    @property
    def is_of_latest_draft(self) -> bool:
        """Read from the database: False as soon as somebody has changed anything."""
        page = self.workflow_state.content_object
        latest = page.latest_revision
        return latest is not None and (latest.pk, latest.created_at) == (self.revision_id, self.version)


class ApprovalTask(Task):
    """Waits for the organisation. Editors can ask once more, and note a yes that was said by telephone."""

    task_state_class = ApprovalState

    class Meta:
        verbose_name = _("団体の承認")

    @transaction.atomic
    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """A page about no organisation has nobody to ask and goes on."""
        state = super().start(workflow_state, user=user)
        draft = state.revision.as_object()
        state.address, state.version = getattr(draft, "approver_address", ""), state.revision.created_at
        if not state.address and getattr(draft, "organisation", None) is None:
            state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
        state.save()
        return state

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        if action_name == "ask":
            task_state.cancel(user=user, resume=True)
        else:
            super().on_action(task_state, user, action_name, **kwargs)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not user.is_editor:
            return []
        return [
            ("ask", _("この下書きの確認を、団体にもう一度お願いする"), False),
            ("approve", _("電話などで受けた承認の記録"), True),
            ("reject", _("電話などで受けた、直すお願いの記録"), True),
        ]

    @classmethod
    def get_description(cls) -> str:
        return _("団体の方に、アカウントなしで開けるリンクを送り、お返事を待ちます。")
