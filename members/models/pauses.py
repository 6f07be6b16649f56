"""お休み: a person or an organisation steps back for a while, gets nothing and loses nothing."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.models.people import Affiliation, Person


class PauseQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, those of organisations whose profile one edits, and all for the secretariat."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        if person.is_facilitator or person.is_administrator:
            return self
        organisations = Organisation.objects.editable_by(person)
        return self.filter(Q(person=person) | Q(organisation__in=organisations.values("pk")))

    def on(self, day):
        """Those that hold on a day."""
        return self.standing(day).filter(since__lte=day)

    def standing(self, day):
        """Those that hold on a day, or will."""
        return self.filter(Q(until=None) | Q(until__gte=day))


class Pause(models.Model):
    """From a day to a day, both of them included; without an end until somebody says so."""

    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("人"), null=True, blank=True, related_name="pauses"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("団体"), null=True, blank=True, related_name="pauses"
    )
    since = models.DateField(_("いつから"), default=timezone.localdate)
    until = models.DateField(_("いつまで"), null=True, blank=True)
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = verbose_name_plural = _("お休み")
        constraints = [
            models.CheckConstraint(
                name="pause_one_of",
                condition=Q(person__isnull=False, organisation=None) | Q(person=None, organisation__isnull=False),
                violation_error_message=_("人か団体の、どちらかひとつを選んでください。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation}"

    def end(self) -> None:
        """Back from today on; what had not begun yet is taken off."""
        yesterday = timezone.localdate() - timedelta(days=1)
        if self.since > yesterday:
            self.delete()
        else:
            self.until = yesterday
            self.save(update_fields=["until"])

    def clean(self) -> None:
        if self.until and self.since and self.until < self.since:
            raise ValidationError({"until": _("「いつまで」は、「いつから」と同じ日か、後の日にしてください。")})


def organisations_paused_on(day) -> models.QuerySet[Organisation]:
    """Organisations that rest on a day, by a pause or by their status."""
    return Organisation.objects.filter(
        Q(status=Organisation.Status.PAUSED)
        | Q(pk__in=Pause.objects.on(day).exclude(organisation=None).values("organisation"))
    )


def people_paused_on(day) -> models.QuerySet[Person]:
    """People who rest on a day: by themselves, or because every organisation rests that they are here for.

    Facilitators are here for the network, whatever their organisation does.
    """
    own = Pause.objects.on(day).filter(person=OuterRef("pk"))
    here = Affiliation.objects.current().filter(
        person=OuterRef("pk"), organisation__in=Organisation.objects.active().values("pk")
    )
    paused = organisations_paused_on(day).values("pk")
    resting = Exists(here.filter(organisation__in=paused)) & ~Exists(here.exclude(organisation__in=paused))
    return Person.objects.filter(Exists(own) | (resting & Q(is_facilitator=False)))
