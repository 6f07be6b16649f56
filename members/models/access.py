"""One number that rises with every change of who may read what. Live processes compare it twice a second."""

from django.db import models


class AccessVersion(models.Model):
    """A single row; `members.access` is the only place that touches it."""

    number = models.PositiveBigIntegerField(default=1)
