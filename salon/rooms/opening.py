"""Rooms come to be by themselves: for each block, theme and organisation, for small talk, the desk, an introduction."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.models import Block, Organisation, Person, Theme
from salon.models import Room, RoomMember


@in_japanese
def open_rooms() -> None:
    """Make the rooms that are missing, and name them as block or theme are named today."""
    for block in Block.objects.all():
        open_block_room(block)
    for theme in Theme.objects.all():
        open_theme_room(theme)
    Room.objects.get_or_create(
        kind=Room.Kind.SMALL_TALK,
        defaults={
            "slug": "small-talk",
            "name": _("雑談"),
            "purpose": _("仕事のあとに、ひと息つく場所です。どの地域の人もいます。"),
            "order": 900,
        },
    )
    open_desk_room()


def open_rooms_of(person: Person) -> None:
    """Those that are always there for this person, made when they are first looked for."""
    open_own_rooms(person.organisations())
    if person.is_facilitator:
        open_desk_room()


@in_japanese
def open_desk_room() -> None:
    """The secretariat's own. Editors and administrators who are no facilitators read no room, not this one either."""
    Room.objects.get_or_create(
        kind=Room.Kind.DESK,
        defaults={
            "slug": "desk",
            "name": _("事務局のルーム"),
            "purpose": _("ファシリテーターだけのルームです。"),
            "order": 30,
        },
    )


@in_japanese
def open_own_rooms(organisations: QuerySet[Organisation]) -> None:
    """The room of each organisation with the secretariat, where it is missing, named as the organisation is today.

    Asked when somebody wants to see the room, not when an organisation is stored: an import stores without signals.
    """
    entering = Organisation.objects.opening_rooms().filter(pk__in=organisations.values("pk"))
    for organisation in entering.select_related("own_room"):
        name = _("%(name)sと事務局") % {"name": organisation.name[:70]}
        room = getattr(organisation, "own_room", None)
        if room is None:
            Room.objects.get_or_create(
                kind=Room.Kind.OWN,
                organisation=organisation,
                defaults={
                    "slug": f"own-{organisation.code}",
                    "name": name,
                    "purpose": _("この団体の方と事務局だけのルームです。困ったこと、迷っていることを気軽にどうぞ。"),
                    "order": 50,
                },
            )
        elif room.name != name:
            room.name = name
            room.save(update_fields=["name"])


@in_japanese
def open_block_room(block: Block) -> None:
    Room.objects.update_or_create(
        kind=Room.Kind.BLOCK,
        block=block,
        defaults={"name": block.name, "order": 100 + block.order},
        create_defaults={
            "slug": block.slug,
            "name": block.name,
            "order": 100 + block.order,
            "purpose": _("%(name)sの団体が集まるルームです。") % {"name": block.name},
        },
    )


@in_japanese
def open_theme_room(theme: Theme) -> None:
    Room.objects.update_or_create(
        kind=Room.Kind.THEME,
        theme=theme,
        defaults={"name": theme.name, "order": 500 + theme.order},
        create_defaults={
            # A block and a theme may have the same word in their address
            "slug": f"theme-{theme.slug}",
            "name": theme.name,
            "order": 500 + theme.order,
            "purpose": theme.description or _("%(name)sについて、地域をこえて話すルームです。") % {"name": theme.name},
        },
    )


@in_japanese
def open_introduction_room(organisations: Iterable[Organisation], name: str) -> Room:
    """The room of the two sides of an introduction; the facilitators are in it as in every room."""
    with transaction.atomic():
        room = Room.objects.create(
            kind=Room.Kind.INTRODUCTION,
            slug=f"otsunagi-{get_random_string(10).lower()}",
            name=name[:80],
            purpose=_("おつなぎした団体と事務局だけのルームです。"),
            order=800,
        )
        RoomMember.objects.bulk_create(RoomMember(room=room, organisation=one) for one in organisations)
        return room


def watch() -> None:
    """A block or theme that the secretariat adds in the admin has its room at once.

    A signal, because `members` knows nothing of rooms.
    """
    post_save.connect(lambda instance, **_: open_block_room(instance), Block, weak=False, dispatch_uid="room-of-block")
    post_save.connect(lambda instance, **_: open_theme_room(instance), Theme, weak=False, dispatch_uid="room-of-theme")
