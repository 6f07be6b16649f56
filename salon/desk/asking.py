"""「この団体に聞いてみる」: a member wants to hear more about a page. It begins at the desk, as every introduction does."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from members.language import in_japanese
from members.models import Organisation, Person
from salon.desk import candidates, needs
from salon.models import Posting, organisations_of


def askers(person: Person, page: Any) -> QuerySet[Organisation]:
    """For which of one's organisations one may ask. None where nobody of the other one could answer."""
    if not candidates.proposable().filter(pk=page.organisation_id).exists():
        return Organisation.objects.none()
    return organisations_of(person).exclude(pk=page.organisation_id)


def address(person: Person, page: Any) -> str:
    """Where the person asks, or "" for whom there is no introduction."""
    return reverse("desk:ask", args=[page.pk]) if askers(person, page).exists() else ""


@in_japanese
def ask(*, person: Person, organisation: Organisation, page: Any, text: str) -> Posting:
    """Put it on the desk: a need that nobody in the network reads but one's own people. Pressed twice it is one."""
    title = Truncator(_("「%(title)s」のことを聞いてみたい") % {"title": page.title}).chars(80)
    return needs.post(
        person=person,
        organisation=organisation,
        kind=Posting.Kind.NEED,
        title=title,
        text=text,
        asked=page.organisation,
        about=page.page_ptr,
    )
