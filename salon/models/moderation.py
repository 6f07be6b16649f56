"""What the secretariat says to a person, what people report to it, and the rules that everybody has accepted."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Person
from salon.models.exclusions import REASON_LENGTH
from salon.models.messages import Message


class AboutOneselfQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Facilitators all, everybody what is about oneself."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self if person.is_facilitator else self.filter(person=person)


class Caution(models.Model):
    """注意: a written word of the secretariat that a person reads and confirms before going on."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="cautions")
    reason = models.CharField(max_length=REASON_LENGTH)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = AboutOneselfQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"caution {self.pk}"


class ReportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Facilitators all, everybody one's own: who reported is shown to nobody else."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self if person.is_facilitator else self.filter(reporter=person)

    def waiting(self):
        return self.filter(outcome="")


class Report(models.Model):
    """知らせ: a reader tells the secretariat of a message. One of each reader for a message."""

    class Reason(models.TextChoices):
        PERSONAL = "personal", _("支えている方や、どなたかの個人のことが書かれている")
        HURTFUL = "hurtful", _("人を傷つける言い方がある")
        SELLING = "selling", _("宣伝や勧誘だと思う")
        WRONG_PLACE = "wrong_place", _("この話題やルームの話ではない")
        OTHER = "other", _("そのほか")

    class Outcome(models.TextChoices):
        HIDDEN = "hidden", _("表示を止めた")
        MOVED = "moved", _("ほかの場所に移した")
        SPOKEN = "spoken", _("書いた人に伝えた")
        NOTHING = "nothing", _("そのままにした")

    message = models.ForeignKey(Message, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    words = models.CharField(max_length=REASON_LENGTH, blank=True)
    at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.CharField(max_length=REASON_LENGTH, blank=True, help_text="what the reporter reads about it")
    looked_at = models.DateTimeField(null=True, editable=False)
    looked_by = models.ForeignKey(Person, models.SET_NULL, null=True, editable=False, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["message", "reporter"], name="report_once")]

    def __str__(self) -> str:
        return f"report {self.pk}"


class HouseRulesQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever has signed in."""
        return self if getattr(person, "is_authenticated", False) else self.none()


class HouseRules(models.Model):
    """サロンの約束: one version of them. A version is never changed; another text is another version."""

    text = models.TextField(max_length=5000)
    asks_again = models.BooleanField(
        default=True, help_text="False: whoever accepted the version before, accepted this"
    )
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = HouseRulesQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"house rules {self.pk}"


class Acceptance(models.Model):
    """Who accepted which version of the rules, and when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="acceptances")
    rules = models.ForeignKey(HouseRules, models.PROTECT, related_name="acceptances")
    at = models.DateTimeField(default=timezone.now)

    objects = AboutOneselfQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "rules"], name="acceptance_once")]

    def __str__(self) -> str:
        return f"acceptance {self.pk}"
