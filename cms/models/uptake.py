"""What became of a practice elsewhere: who takes it up, and the case it grew into.

It stands beside the page and in no revision of it: publishing an older draft undoes nothing of this.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models.cases import CasePage
from cms.models.practices import PracticePage
from members.models import Organisation, Person


class UptakeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What an organisation let be shown: everybody. The rest: its own people, and facilitators."""
        shown = Q(
            stage=Uptake.Stage.DOING,
            is_shown=True,
            organisation__in=Organisation.objects.active().values("pk"),
        )
        if not getattr(person, "is_authenticated", False) or not person.is_active:
            return self.filter(shown)
        if person.is_facilitator:
            return self
        return self.filter(shown | Q(organisation__in=person.organisations().values("pk")))

    def of(self, organisations):
        return self.filter(organisation__in=organisations.values("pk"))


class Uptake(models.Model):
    """One organisation says of the practice of another that it would like to do the same, or does."""

    class Stage(models.TextChoices):
        WISH = "wish", _("うちでもやってみたい")
        DOING = "doing", _("うちでもやっています")

    practice = models.ForeignKey(PracticePage, models.CASCADE, related_name="uptakes")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="uptakes")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    stage = models.CharField(max_length=5, choices=Stage.choices)
    is_shown = models.BooleanField(default=False, help_text="the organisation agreed to be named on the page")
    at = models.DateTimeField(default=timezone.now)

    objects = UptakeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["practice", "organisation"], name="uptake_once")]

    def __str__(self) -> str:
        return f"uptake {self.pk}"


class Growth(models.Model):
    """A practice grew into a case."""

    practice = models.OneToOneField(PracticePage, models.CASCADE, related_name="growth")
    case = models.OneToOneField(CasePage, models.CASCADE, related_name="growth")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"growth {self.pk}"
