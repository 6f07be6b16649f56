"""まとめ: what a person wrote about a topic so far. It stands at its top; earlier ones can be read, too."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from salon.models.messages import TEXT_LENGTH, Topic
from salon.models.rooms import Room


class SummaryQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever may read the room."""
        return self.filter(topic__room__in=Room.objects.visible_to(person).values("pk"))


class Summary(models.Model):
    """One version; the newest is the summary of its topic, and an empty one says that there is none."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="summaries")
    text = models.TextField(_("まとめ"), max_length=TEXT_LENGTH, blank=True)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"summary {self.pk}"
