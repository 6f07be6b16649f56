"""利用を止める: somebody may not enter a room, or any, until a day. It ends by itself by the calendar."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Person

REASON_LENGTH = 400


class ShutOut(Exception):
    """Who is excluded everywhere tells the network nothing by another way either. In words for people."""


class ExclusionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Facilitators all, everybody what is about oneself."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self if person.is_facilitator else self.filter(person=person)

    def on(self, day: date):
        return self.filter(until__gte=day, ended_at=None)

    def everywhere(self):
        """Today, from all rooms."""
        return self.on(timezone.localdate()).filter(room=None)


def why_silent(person: Person) -> str:
    """In words, why a person says nothing to the network today; nothing where they may."""
    if not Exclusion.objects.everywhere().filter(person=person.pk).exists():
        return ""
    return _("いまは、ほかの団体に向けてのせられません。いつまでかは、サロンの最初のページにあります。")


def let_speak(person: Person) -> None:
    """Asked before anything is stored that other organisations read outside of the rooms. Raises ShutOut."""
    if words := why_silent(person):
        raise ShutOut(words)


class Exclusion(models.Model):
    """Of one room, or without a room of all but the one of one's own organisation with the secretariat."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="exclusions")
    room = models.ForeignKey("salon.Room", models.CASCADE, null=True, related_name="exclusions")
    reason = models.CharField(max_length=REASON_LENGTH)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateField(help_text="the last day")
    ended_at = models.DateTimeField(null=True, editable=False, help_text="ended before that day")
    confirmed_at = models.DateTimeField(null=True, editable=False, help_text="the person has read it")

    objects = ExclusionQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"exclusion {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None or self.until < timezone.localdate()
