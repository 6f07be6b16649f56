"""招待: the secretariat invites an address; a person comes to be when the invitation is accepted."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.models.people import Person, normal_address

DAYS = 14


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those whose link still works."""
        return self.filter(
            accepted_at=None,
            withdrawn_at=None,
            invited_at__gt=timezone.now() - timedelta(days=DAYS),
            organisation__in=Organisation.objects.active(),
        )

    def visible_to(self, person):
        """Those into organisations that `person` may edit."""
        return self.filter(organisation__in=Organisation.objects.editable_by(person))


class Invitation(models.Model):
    """Open until `accepted_at` or `withdrawn_at`; its link is signed and holds for `DAYS`."""

    address = models.EmailField(_("メールアドレス"))
    name = models.CharField(_("お名前"), max_length=60, blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, verbose_name=_("団体"), related_name="invitations")
    title = models.CharField(_("役割"), max_length=60, blank=True)
    is_administrator = models.BooleanField(_("団体の管理者"), default=False)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        verbose_name = verbose_name_plural = _("招待")

    def __str__(self) -> str:
        return f"{self.address}（{self.organisation}）"

    def clean(self) -> None:
        self.address = normal_address(self.address or "")
        if not self.organisation_id:
            return
        if not Organisation.objects.active().filter(pk=self.organisation_id).exists():
            raise ValidationError(_("この団体は退会または辞退しているため、招待できません。"))
        if Person.objects.filter(
            email=self.address, is_active=True, affiliations__in=self.organisation.affiliations.current()
        ).exists():
            raise ValidationError({"address": _("この方は、もうこの団体に参加しています。")})
