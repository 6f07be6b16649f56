"""Whose contact details whom are shown: written by the desk after both sides of an introduction said yes."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.models.people import Affiliation, Person


class ContactGrantQuerySet(models.QuerySet):
    def visible_to(self, person):
        """People of the organisation that received the grant, as long as who gave it speaks for theirs; and facilitators."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        if person.is_facilitator:
            return self
        if not person.is_member:
            return self.none()
        giver = Affiliation.objects.current().filter(person=OuterRef("person"), organisation=OuterRef("given_for"))
        return self.filter(Exists(giver), to_organisation__in=person.organisations())


class ContactGrant(models.Model):
    """People of `to_organisation` may see mail address and telephone of `person`."""

    to_organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_grants")
    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("人"), related_name="contact_grants")
    given_for = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    reason = models.CharField(_("理由"), max_length=120)
    granted_at = models.DateTimeField(auto_now_add=True)

    objects = ContactGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to_organisation", "person", "given_for"], name="contact_grant_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.to_organisation}"
