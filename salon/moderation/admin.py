"""What of it stands on the first page of the admin: what waits, and where the rules are written."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from members.admin import start
from members.admin.start import Waiting, Work
from members.models import Person
from salon.models import Report


def waiting(person: Person) -> Iterator[Waiting]:
    if person.is_facilitator:
        told = Report.objects.waiting().values("message").distinct().count()
        yield Waiting(_("気になる書きこみの知らせがあります"), told, reverse("moderation:reports"))


def work(person: Person) -> Iterator[Work]:
    if person.is_editor or person.is_administrator:
        yield Work(_("サロンの約束を直す"), reverse("moderation:edit-rules"), "form")
    if person.is_administrator:
        yield Work(_("ルームで事務局がしたことの記録"), reverse("moderation:log"), "list-ul")


def register() -> None:
    start.register(waiting, work)
