"""What of the desk waits for a facilitator, on the first page of the admin. The list itself stands at the desk."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from members.admin.start import Waiting, Work
from members.models import Person
from salon.desk import consulting, worklist


def waiting(person: Person) -> Iterator[Waiting]:
    if person.is_facilitator:
        desk = reverse("desk:desk")
        consultations = reverse("desk:desk-consultations")
        yield Waiting(_("名前を出さない相談が届いています"), consulting.waiting(), consultations)
        yield Waiting(_("困りごとが、つなぎ先を待っています"), len(worklist.unanswered_needs()), desk)
        yield Waiting(_("手を挙げている団体があります"), len(worklist.raised_hands()), desk)
        yield Waiting(_("おつなぎが、お返事を待っています"), worklist.waiting().count(), desk)
        yield Waiting(_("おつなぎの結果が、まだ分かりません"), worklist.without_result().count(), desk)


def work(person: Person) -> Iterator[Work]:
    if person.is_facilitator:
        yield Work(_("事務局の机へ"), reverse("desk:desk"), "clipboard-list")
