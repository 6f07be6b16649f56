"""Whose mail address and telephone somebody may see: one rule."""

from django.db.models import Q, QuerySet

from members.models import ContactGrant, Person


def contact_visible_to(viewer: Person) -> QuerySet[Person]:
    """Oneself; everybody for the secretariat; otherwise those who agreed to it through an introduction."""
    seen = Person.objects.visible_to(viewer)
    if viewer.is_administrator or viewer.is_facilitator:
        return seen
    granted = ContactGrant.objects.visible_to(viewer)
    return seen.filter(Q(pk=viewer.pk) | Q(pk__in=granted.values("person")))
