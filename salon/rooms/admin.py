"""ルーム in Wagtail's admin: what a room is called and is for. What is said in it is not there, for nobody.

Rooms come and go with blocks and themes, so none is added or deleted here. Rooms of introductions say by
their very name who was introduced to whom: they are the facilitators' business, not the administrators'.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.permissions import register_permission_policy

from members.admin.base import ViewSet
from members.admin.policies import SecretariatPolicy
from salon.models import DerivedRoom


class RoomViewSet(ViewSet):
    model = DerivedRoom
    name = url_prefix = "rooms"
    icon = "comment"
    menu_label = _("ルーム")
    menu_order = 125
    add_to_admin_menu = True
    list_display = ["name", "kind", "purpose", "order"]
    list_filter = ["kind"]
    search_fields = ["name", "purpose"]
    inspect_view_fields = ["name", "kind", "purpose", "block", "theme"]
    panels = [
        HelpPanel(_("ブロックとテーマのルームの名前は、「ことば」で変えると、ここでも変わります。")),
        FieldPanel("name"),
        FieldPanel("purpose"),
        FieldPanel("order"),
    ]


def register() -> None:
    register_permission_policy(DerivedRoom, SecretariatPolicy(DerivedRoom, frozenset({"change", "view"})))
    hooks.register("register_admin_viewset", RoomViewSet)
