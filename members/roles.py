"""Our roles are the truth; Wagtail's groups follow them, here and nowhere else."""

from django.contrib.auth.models import Group

GROUPS = {"is_editor": "編集者", "is_facilitator": "ファシリテーター", "is_administrator": "管理者"}


def bring_groups_in_line(person) -> None:
    """Give and take Wagtail's groups so that they say what the roles of `person` say."""
    wanted = {name for field, name in GROUPS.items() if getattr(person, field) and person.is_active}
    has = set(person.groups.filter(name__in=GROUPS.values()).values_list("name", flat=True))
    for name in wanted - has:
        person.groups.add(Group.objects.get_or_create(name=name)[0])
    if has - wanted:
        person.groups.remove(*Group.objects.filter(name__in=has - wanted))
