"""Who comes to a gathering without being a member: a name, an address, and nothing more."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone

from salon.models.gatherings import Gathering

NAME_LENGTH = 60


class Guest(models.Model):
    """`key` is mailed to the address and to nobody else. Until `confirmed_at` nobody knows whose address it is."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=NAME_LENGTH)
    address = models.EmailField()
    asked_at = models.DateTimeField(default=timezone.now)
    times_asked = models.PositiveSmallIntegerField(default=1)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "address"], name="guest_once")]

    def __str__(self) -> str:
        return f"guest {self.pk}"  # neither name nor address in a log

    def get_absolute_url(self) -> str:
        return reverse("guests:guest", args=[self.key])
