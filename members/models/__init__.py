"""People, organisations and the words that describe them."""

from members.models.access import AccessVersion
from members.models.contact import ContactGrant
from members.models.invitation import Invitation
from members.models.letters import Batch, Consent, Letter, Suppression
from members.models.organisations import Cohort, Organisation, Participation
from members.models.pauses import Pause
from members.models.people import AddressChange, Affiliation, Person
from members.models.vocabulary import Approach, ApproachClass, Block, OrganisationType, Prefecture, TargetGroup, Theme

__all__ = [
    "AccessVersion",
    "AddressChange",
    "Affiliation",
    "Approach",
    "ApproachClass",
    "Batch",
    "Block",
    "Cohort",
    "Consent",
    "ContactGrant",
    "Invitation",
    "Letter",
    "Organisation",
    "OrganisationType",
    "Participation",
    "Pause",
    "Person",
    "Prefecture",
    "Suppression",
    "TargetGroup",
    "Theme",
]
