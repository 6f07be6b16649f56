"""Our roles are the truth; Wagtail's groups follow them, here and nowhere else."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

GROUPS = {"is_editor": "編集者", "is_facilitator": "ファシリテーター", "is_administrator": "管理者"}

# What a group may do on every page; who may do what with people, organisations and words stands in members/admin
PAGES = {"is_editor": ("add", "change", "publish", "lock", "unlock"), "is_facilitator": ("add",)}
FILES = {"is_editor": ("add", "change", "choose"), "is_facilitator": ("add", "choose")}
MODELS: dict[str, dict[str, tuple[str, ...]]] = {
    "is_editor": {
        "wagtailredirects.redirect": ("add", "change", "delete"),
        "wagtail_localize.translation": ("submit",),
    },
    "is_administrator": {"wagtailredirects.redirect": ("add", "change", "delete")},
}


def bring_groups_in_line(person) -> None:
    """Give and take Wagtail's groups so that they say what the roles of `person` say."""
    wanted = {name for field, name in GROUPS.items() if getattr(person, field) and person.is_active}
    has = set(person.groups.filter(name__in=GROUPS.values()).values_list("name", flat=True))
    if wanted - has:
        if Group.objects.filter(name__in=GROUPS.values()).count() < len(GROUPS):
            set_up_groups()
        person.groups.add(*Group.objects.filter(name__in=wanted - has))
    if has - wanted:
        person.groups.remove(*Group.objects.filter(name__in=has - wanted))


def somebody_else_administers(person) -> bool:
    """False when nobody would be left who could give a role. Asked inside the transaction that takes it.

    The administrators' rows are held to its end. Of two who take each other's role at the same instant the second
    waits here, and then finds that nobody else is left.
    """
    from members.models import Person

    held = Person.objects.filter(is_active=True, is_administrator=True).select_for_update().order_by("pk")
    return any(administrator.pk != person.pk for administrator in held)


@transaction.atomic
def set_up_groups() -> None:
    """Make our groups and say what each may do in Wagtail. Doing it again puts right what somebody changed."""
    for role, name in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        allowed = {("wagtailadmin", "access_admin")}
        for label, actions in MODELS.get(role, {}).items():
            app, model = label.split(".")
            allowed |= {(app, f"{action}_{model}") for action in actions}
        group.permissions.set(
            permission
            for permission in Permission.objects.select_related("content_type")
            if (permission.content_type.app_label, permission.codename) in allowed
        )
        _set_up_pages(group, PAGES.get(role, ()))
        _set_up_files(group, FILES.get(role, ()))
    _retire_wagtails_groups()


def _set_up_pages(group: Group, actions: tuple[str, ...]) -> None:
    from wagtail.models import GroupPagePermission, Page

    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    codenames = [f"{action}_page" for action in actions]
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _set_up_files(group: Group, actions: tuple[str, ...]) -> None:
    from wagtail.models import Collection, GroupCollectionPermission

    root = Collection.objects.filter(depth=1).first()
    if root is None:
        return
    codenames = [f"{action}_{model}" for action in actions for model in ("image", "document")]
    wanted = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
    )
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _retire_wagtails_groups() -> None:
    """Wagtail is delivered with two groups of its own and a workflow that asks one of them: it asks our editors."""
    from wagtail.models import GroupApprovalTask

    theirs = Group.objects.filter(name__in=("Editors", "Moderators"))
    for task in GroupApprovalTask.objects.filter(groups__in=theirs).distinct():
        task.groups.set(Group.objects.filter(name=GROUPS["is_editor"]))
        task.name = "編集者の確認"
        task.save()
        for step in task.workflow_tasks.select_related("workflow"):
            step.workflow.name = "編集者の確認"
            step.workflow.save()
    theirs.filter(user=None).delete()
