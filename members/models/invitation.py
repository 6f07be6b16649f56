"""招待: the secretariat invites an address; a person comes to be when the invitation is accepted."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.organisations import Organisation
from members.models.people import Person


class Invitation(models.Model):
    """Open until `accepted_at` or `withdrawn_at`; its link is signed and holds for `members.invitations.DAYS`."""

    address = models.EmailField(_("メールアドレス"))
    name = models.CharField(_("お名前"), max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("団体"), related_name="invitations"
    )
    title = models.CharField(_("役割"), max_length=60, blank=True)
    is_administrator = models.BooleanField(_("団体の管理者"), default=False)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-invited_at"]
        verbose_name = verbose_name_plural = _("招待")

    def __str__(self) -> str:
        return f"{self.address}（{self.organisation}）"
