"""拠点: an organisation others of its block or theme can turn to. What it proposes, the facilitators decide."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Organisation, Person
from salon.models.desk import Posting, organisations_of


class HubProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The facilitators, and the hub that proposed it; neither of the two who would be introduced."""
        if getattr(person, "is_authenticated", False) and person.is_active and person.is_facilitator:
            return self
        return self.filter(hub__in=organisations_of(person).values("pk"))


class HubProposal(models.Model):
    """A hub thinks that the organisation of `posting` and `other` should meet."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="hub_proposals")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    hub = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("どうしてそう思いましたか"), max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    declined_at = models.DateTimeField(null=True, help_text="the facilitators do not follow it")

    objects = HubProposalQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["posting", "other", "hub"], name="hub_proposal_once")]
