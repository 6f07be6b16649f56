"""Raise the access version in the transaction of every change that alters who may read what.

Signals are not how this house is built. Here they are the right tool: people, affiliations and vocabularies
change through Wagtail's forms, imports, the shell and deletions by cascade, and a revocation that one of these
doors forgets would keep a socket open. `QuerySet.update()` sends no signal: who uses it calls `raise_version()`.
"""

from django.db import transaction
from django.db.models import F, Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from members.models.access import AccessVersion

_watched: list[type[Model]] = []


def version() -> int:
    """The number now; 0 before anything was ever raised."""
    return AccessVersion.objects.values_list("number", flat=True).filter(pk=1).first() or 0


def raise_version(**signal) -> None:
    """Called inside the transaction that makes the change, so that both are seen together."""
    if signal.get("update_fields") == frozenset({"last_login"}):
        return  # signing in changes nothing about who may read what
    with transaction.atomic():
        if not AccessVersion.objects.filter(pk=1).update(number=F("number") + 1):
            AccessVersion.objects.update_or_create(pk=1, defaults={"number": 1})


def watch_model(model: type[Model], *many_to_many: str) -> None:
    """Every save, deletion and change of the named many-to-many fields of `model` raises the version."""
    name = model._meta.label
    post_save.connect(raise_version, sender=model, dispatch_uid=f"access-save-{name}")
    post_delete.connect(raise_version, sender=model, dispatch_uid=f"access-delete-{name}")
    for field in many_to_many:
        through = getattr(model, field).through
        m2m_changed.connect(raise_version, sender=through, dispatch_uid=f"access-{name}-{field}")


def watch() -> None:
    """What in `members` decides who is in which room."""
    from members.models import Affiliation, Block, Organisation, Participation, Person, Prefecture, TargetGroup, Theme

    watch_model(Person)
    watch_model(Affiliation)
    watch_model(Organisation, "prefectures", "extra_blocks", "target_groups", "extra_themes")
    watch_model(Participation)
    watch_model(Prefecture)
    watch_model(Block)
    # Its deletion empties lists of organisations and themes without a signal of their own
    watch_model(TargetGroup)
    watch_model(Theme, "target_groups")
