"""What of people and mail waits for an administrator, and their usual work."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from members.admin.mail import may_decide
from members.admin.start import Waiting, Work
from members.mail import troubles
from members.models import Invitation, Organisation, Person


def _may(person: Person, model, action: str) -> bool:
    return policy_registry.get_by_type(model).user_has_permission(person, action)


def waiting(person: Person) -> Iterator[Waiting]:
    if may_decide(person):
        address = reverse("letters:index")
        yield Waiting(_("届いたか分からないメールがあります"), troubles.uncertain().count(), address)
        yield Waiting(_("届けられなかったメールがあります"), troubles.failed().count(), address)


def work(person: Person) -> Iterator[Work]:
    if _may(person, Invitation, "add"):
        yield Work(_("人を招待する"), reverse("invitations:add"), "mail")
    if _may(person, Organisation, "add"):
        yield Work(_("団体の一覧を読み込む"), reverse("import_organisations"), "upload")
    if _may(person, Organisation, "view"):
        yield Work(_("団体をさがす"), reverse("organisations:index"), "home")
