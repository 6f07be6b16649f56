"""Wagtail's groups follow our roles, and each may do what it is for."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Collection, GroupApprovalTask, Page

from members.roles import GROUPS, set_up_groups, somebody_else_administers
from tests.factories.members import (
    AdministratorFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    PersonFactory,
    member_of,
)

pytestmark = pytest.mark.django_db


def groups(person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def test_who_gets_a_role_where_no_group_is_there_yet_makes_them_all():
    Group.objects.all().delete()
    assert groups(EditorFactory()) == {GROUPS["is_editor"]}
    assert Group.objects.count() == len(GROUPS)
    assert page_rights(EditorFactory()) >= {"publish_page"}


@pytest.mark.parametrize("role", GROUPS)
def test_a_role_gives_its_group_and_taking_it_takes_the_group(role):
    person = PersonFactory(**{role: True})
    assert groups(person) == {GROUPS[role]}
    setattr(person, role, False)
    person.save()
    assert groups(person) == set()


def test_who_is_deactivated_loses_every_group():
    person = PersonFactory(is_editor=True, is_administrator=True)
    person.is_active = False
    person.save()
    assert groups(person) == set()


def test_a_group_that_is_not_ours_is_left_alone():
    other = Group.objects.create(name="ほか")
    person = EditorFactory()
    person.groups.add(other)
    person.is_editor = False
    person.save()
    assert groups(person) == {"ほか"}


@pytest.mark.parametrize("factory", [EditorFactory, FacilitatorFactory, AdministratorFactory])
def test_every_role_enters_the_admin(factory):
    assert factory().has_perm("wagtailadmin.access_admin")


def test_a_member_does_not_enter_the_admin():
    assert not member_of(OrganisationFactory(), administrator=True).has_perm("wagtailadmin.access_admin")


def test_nobody_is_a_superuser():
    assert not AdministratorFactory().is_superuser


def page_rights(person) -> set[str]:
    return set(person.groups.values_list("page_permissions__permission__codename", flat=True)) - {None}


def test_editors_publish_facilitators_draft_administrators_neither():
    assert page_rights(EditorFactory()) == {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
    assert page_rights(FacilitatorFactory()) == {"add_page"}
    assert page_rights(AdministratorFactory()) == set()


@pytest.mark.parametrize("factory", [EditorFactory, FacilitatorFactory, AdministratorFactory])
def test_no_role_edits_users_or_groups(factory):
    person = factory()
    for permission in ("auth.change_group", "auth.add_group", "members.add_person", "members.change_person"):
        assert not person.has_perm(permission)


def test_doing_it_again_changes_nothing_and_puts_right_what_was_changed():
    set_up_groups()
    group = Group.objects.get(name=GROUPS["is_facilitator"])
    before = group.page_permissions.count(), group.collection_permissions.count(), group.permissions.count()
    group.permissions.clear()
    group.page_permissions.create(page=Page.objects.get(depth=1), permission_type="publish")
    set_up_groups()
    assert before == (group.page_permissions.count(), group.collection_permissions.count(), group.permissions.count())
    assert Collection.objects.filter(depth=1).exists()


def test_wagtails_own_groups_are_gone_and_our_editors_approve():
    moderators = Group.objects.create(name="Moderators")
    Group.objects.create(name="Editors")
    task = GroupApprovalTask.objects.create(name="確認")
    task.groups.set([moderators])
    set_up_groups()
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS.values())
    assert task.groups.get().name == GROUPS["is_editor"]


def test_the_command_brings_everybody_in_line(capsys):
    editor = EditorFactory()
    editor.groups.clear()
    former = PersonFactory()
    former.groups.add(Group.objects.get(name=GROUPS["is_administrator"]))
    call_command("set_up_roles")
    assert groups(editor) == {GROUPS["is_editor"]}
    assert groups(former) == set()


def test_the_last_administrator_is_the_one_nobody_else_stands_beside():
    person = AdministratorFactory()
    assert not somebody_else_administers(person)
    AdministratorFactory(is_active=False)
    assert not somebody_else_administers(person)
    AdministratorFactory()
    assert somebody_else_administers(person)
