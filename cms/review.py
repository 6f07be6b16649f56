"""The way of a case to its readers: the secretariat looks at it, then the organisation, then it is published."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from cms.models import ApprovalTask
from members.roles import GROUPS

WORKFLOW = "事例の確認"


def set_up(cases: Page) -> None:
    """Give the cases their workflow. Whoever has chosen another keeps it."""
    if WorkflowPage.objects.filter(page=cases).exists():
        return
    editors, _made = Group.objects.get_or_create(name=GROUPS["is_editor"])
    look = GroupApprovalTask.objects.create(name="事務局の確認")
    look.groups.add(editors)
    workflow = Workflow.objects.create(name=WORKFLOW)
    for order, task in enumerate((look, ApprovalTask.objects.create(name="団体の承認"))):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=cases)
