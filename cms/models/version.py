"""One number that rises with every change of what the public reads."""

from django.db import models


class PublicVersion(models.Model):
    """A single row. The database raises it by itself: `cms.freshness`."""

    number = models.PositiveBigIntegerField(default=0)
