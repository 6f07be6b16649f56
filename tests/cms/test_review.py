"""Cases go the way of their own workflow, in every installation."""

import pytest
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage

from cms import review, site
from cms.models import ApprovalTask, CaseIndexPage
from members.roles import GROUPS, set_up_groups
from tests.factories.cms import case

pytestmark = pytest.mark.django_db


def test_a_case_is_looked_at_by_the_secretariat_and_then_by_its_organisation(home):
    tasks = [task.specific for task in case().get_workflow().tasks]
    assert [type(task) for task in tasks] == [GroupApprovalTask, ApprovalTask]
    assert [group.name for group in tasks[0].groups.all()] == [GROUPS["is_editor"]]


def test_making_it_again_changes_nothing(home):
    set_up_groups()
    before = Workflow.objects.count()
    site.create()
    assert Workflow.objects.count() == before


def test_another_workflow_that_somebody_chose_stays(home):
    cases = CaseIndexPage.objects.get()
    other = Workflow.objects.create(name="ほかの道")
    WorkflowPage.objects.filter(page=cases).update(workflow=other)
    review.set_up(cases)
    assert case().get_workflow() == other
