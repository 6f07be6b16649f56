"""お休み in the admin: the secretariat sets what somebody has told it, by telephone perhaps."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.views import generic

from members.admin.base import ViewSet
from members.models import Pause


class PauseCreate(generic.CreateView):
    def get_initial(self):
        """Whom it is about is chosen already where one comes from a page about them."""
        asked = {name: self.request.GET.get(name, "") for name in ("person", "organisation")}
        known = {name: one for name, one in asked.items() if one.isascii() and one.isdigit() and len(one) < 10}
        return super().get_initial() | known

    def save_instance(self):
        self.form.instance.set_by = self.request.user
        return super().save_instance()


class PauseViewSet(ViewSet):
    model = Pause
    name = url_prefix = "pauses"
    icon = "pause"
    add_view_class = PauseCreate
    list_display = ["__str__", "since", "until", "set_by"]
    list_filter = ["since", "until"]
    search_fields = ["person__name", "organisation__name"]
    inspect_view_fields = ["person", "organisation", "since", "until", "set_by"]
    panels = [
        HelpPanel(
            _(
                "人か団体の、どちらかひとつを選びます。お休みのあいだはメールもお知らせも届かず、もどったときにまとめて届きます。"
            )
        ),
        FieldPanel("person"),
        FieldPanel("organisation"),
        FieldPanel("since"),
        FieldPanel("until"),
    ]
