from members.profile.forms.oneself import Invite, Mail, NewAddress, Profile
from members.profile.forms.organisation import OrganisationProfile
from members.profile.forms.pause import PauseForm

__all__ = ["Invite", "Mail", "NewAddress", "OrganisationProfile", "PauseForm", "Profile"]
