"""The site in Wagtail's admin."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail import hooks, permissions
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.models import Enquiry


class AnswererPolicy(ModelPermissionPolicy):
    """Our roles are the truth, not permissions of a group. Nobody makes an enquiry here: they come from the site."""

    actions = frozenset({"view", "change", "delete"})

    def user_has_permission(self, user, action) -> bool:
        return action in self.actions and user.is_active and (user.is_facilitator or user.is_administrator)

    def users_with_any_permission(self, actions):
        if not self.actions.intersection(actions):
            return get_user_model().objects.none()
        return get_user_model().objects.filter(Q(is_facilitator=True) | Q(is_administrator=True), is_active=True)


permissions.register_permission_policy(Enquiry, AnswererPolicy(Enquiry))


class EnquiryViewSet(ModelViewSet):
    model = Enquiry
    name = url_prefix = "enquiries"
    icon = "mail"
    menu_label = _("お問い合わせ")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "name", "organisation", "state", "sent_at"]
    list_filter = ["state", "kind"]
    search_fields = ["name", "organisation", "email", "body"]
    search_backend_name = None
    copy_view_enabled = False
    inspect_view_enabled = False
    panels = [
        MultiFieldPanel([FieldPanel("state"), FieldPanel("memo")], heading=_("返事のようす")),
        MultiFieldPanel(
            [
                FieldPanel(name, read_only=True)
                for name in ("kind", "name", "organisation", "email", "phone", "body", "sent_at")
            ],
            heading=_("届いた内容"),
        ),
    ]


@hooks.register("register_admin_viewset")
def enquiries():
    return EnquiryViewSet()
