"""ことば: the vocabularies the secretariat describes organisations with."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from members.admin.base import ViewSet
from members.models import Approach, ApproachClass, Block, OrganisationType, Prefecture, TargetGroup, Theme


class WordForm(WagtailAdminModelForm):
    """The slug stands in addresses that people have kept: it is chosen once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True


class WordViewSet(ViewSet):
    list_display = ["name", "slug", "order"]
    search_fields = ["name", "slug"]
    inspect_view_fields = ["name", "slug", "order"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = WordForm
        return handler


class BlockViewSet(WordViewSet):
    model = Block
    name = url_prefix = "blocks"
    icon = "site"


class PrefectureViewSet(ViewSet):
    model = Prefecture
    name = url_prefix = "prefectures"
    icon = "site"
    list_display = ["name", "block"]
    list_filter = ["block"]
    search_fields = ["name"]
    inspect_view_fields = ["code", "name", "block"]
    panels = [
        HelpPanel(_("ブロックを変えると、この都道府県で活動する団体は、すぐに新しいブロックのルームへ移ります。")),
        FieldPanel("name", read_only=True),
        FieldPanel("block"),
    ]


class ThemeViewSet(WordViewSet):
    model = Theme
    name = url_prefix = "themes"
    icon = "group"
    inspect_view_fields = ["name", "slug", "description", "target_groups", "order"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("target_groups", widget=CheckboxSelectMultiple),
        FieldPanel("order"),
    ]


class TargetGroupViewSet(WordViewSet):
    model = TargetGroup
    name = url_prefix = "target-groups"
    icon = "user"


class ApproachClassViewSet(WordViewSet):
    model = ApproachClass
    name = url_prefix = "approach-classes"
    icon = "folder"


class ApproachViewSet(WordViewSet):
    model = Approach
    name = url_prefix = "approaches"
    icon = "clipboard-list"
    list_display = ["name", "approach_class", "slug", "order"]
    list_filter = ["approach_class"]
    inspect_view_fields = ["name", "slug", "approach_class", "order"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("approach_class"), FieldPanel("order")]


class OrganisationTypeViewSet(WordViewSet):
    model = OrganisationType
    name = url_prefix = "organisation-types"
    icon = "tag"


class WordsGroup(ModelViewSetGroup):
    items = (
        BlockViewSet,
        PrefectureViewSet,
        ThemeViewSet,
        TargetGroupViewSet,
        ApproachClassViewSet,
        ApproachViewSet,
        OrganisationTypeViewSet,
    )
    menu_label = _("ことば")
    menu_icon = "tag"
    menu_order = 130
