"""Browsers that want to be told when no page is open."""

from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from members.models import Person


class PushSubscriptionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own: where somebody is signed in is nobody else's business."""
        return self.alive().filter(person=person) if getattr(person, "is_authenticated", False) else self.none()

    def alive(self):
        """Of people who may come in, and of sessions that go on."""
        return self.filter(session__expire_date__gt=timezone.now(), person__is_active=True)


class PushSubscription(models.Model):
    """What one browser gave of itself so that it can be reached. It ends with the session in which it was given."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100, help_text="the browser's public key")
    auth = models.CharField(max_length=40, help_text="the secret it shares with us")
    label = models.CharField(max_length=60, help_text="browser and device, to be recognised by its person")
    created_at = models.DateTimeField(default=timezone.now)
    succeeded_at = models.DateTimeField(null=True)

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"push subscription {self.pk}"
