"""あとで読む: pages that somebody keeps for later."""

from django.db import models
from django.utils import timezone
from wagtail.models import Page

from members.models import Person


class KeptQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Oneself only: what somebody wants to read says something about them."""
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.none()
        return self.filter(person=person.pk)


class Kept(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="kept_once")]

    def __str__(self) -> str:
        return f"kept {self.pk}"
