from members.profile.forms.oneself import Invite, Mail, NewAddress, Profile
from members.profile.forms.organisation import OrganisationProfile

__all__ = ["Invite", "Mail", "NewAddress", "OrganisationProfile", "Profile"]
