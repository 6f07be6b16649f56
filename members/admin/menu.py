"""会員: who is here. ことば stands in words.py."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from members.admin.invitations import InvitationViewSet
from members.admin.organisations import CohortViewSet, OrganisationViewSet, ParticipationViewSet
from members.admin.pauses import PauseViewSet
from members.admin.people import AffiliationViewSet, PersonViewSet


class MembersGroup(ModelViewSetGroup):
    items = (
        OrganisationViewSet,
        PersonViewSet,
        AffiliationViewSet,
        InvitationViewSet,
        ParticipationViewSet,
        CohortViewSet,
        PauseViewSet,
    )
    menu_label = _("会員")
    menu_icon = "group"
    menu_order = 120
