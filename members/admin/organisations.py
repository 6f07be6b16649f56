"""団体, 採択 and 年度 in the admin."""

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.widgets.button import HeaderButton

from members.admin.base import ViewSet
from members.admin.exporting import ExportingIndex, field, listed
from members.importing.columns import COLUMNS
from members.importing.exporting import row
from members.models import Block, Cohort, Organisation, Participation, TargetGroup
from members.text import fold


class OrganisationForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Addresses and imports hold on to the code
            self.fields["code"].disabled = True

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("hub_since"), cleaned.get("hub_until")
        if since and until and until < since:
            self.add_error("hub_until", _("終わりの日は、始まりの日よりあとにしてください。"))
        return cleaned

    def clean_membership(self):
        membership = self.cleaned_data["membership"]
        if self.instance.is_secretariat and membership != Organisation.Membership.GUEST:
            text = _("事務局の区分は変えられません。編集者や管理者にルームが開いてしまうためです。")
            raise ValidationError(text)
        return membership


class OrganisationFilters(WagtailFilterSet):
    block = django_filters.ModelChoiceFilter(label=_("ブロック"), queryset=Block.objects.all(), method="in_block")
    target_groups = django_filters.ModelChoiceFilter(label=_("対象"), queryset=TargetGroup.objects.all())
    cohort = django_filters.ModelChoiceFilter(
        label=_("年度"), queryset=Cohort.objects.all(), field_name="participations__cohort"
    )
    withdrawn = django_filters.BooleanFilter(label=_("辞退がある"), method="has_withdrawn")

    class Meta:
        model = Organisation
        fields = ["status", "membership", "type", "nationwide", "is_sample"]

    def in_block(self, queryset, name, block):
        found = Organisation.objects.filter(Q(prefectures__block=block) | Q(extra_blocks=block))
        return queryset.filter(pk__in=found.values("pk"))

    def has_withdrawn(self, queryset, name, value):
        found = Participation.objects.filter(withdrawn=True).values("organisation")
        return queryset.filter(pk__in=found) if value else queryset.exclude(pk__in=found)


def _blocks(organisation) -> str:
    """As `Organisation.blocks()`, from what the list has fetched already."""
    blocks = {p.block for p in organisation.prefectures.all()} | set(organisation.extra_blocks.all())
    return listed(sorted(blocks, key=lambda block: block.order))


EXPORT = {
    **{name: field(Organisation, name) for name in ("code", "corporate_number", "name", "legal_form", "type")},
    **{name: field(Organisation, name) for name in ("membership", "status", "is_sample")},
    "blocks": (_("ブロック"), _blocks),
    "prefectures": (_("都道府県"), lambda organisation: listed(organisation.prefectures.all())),
    **{name: field(Organisation, name) for name in ("area", "nationwide")},
    "target_groups": (_("対象"), lambda organisation: listed(organisation.target_groups.all())),
    "projects": (_("事業名"), lambda o: listed(part.project_title for part in o.participations.all())),
    **{name: field(Organisation, name) for name in ("website", "founded_year", "size", "office", "local_ties")},
}


class OrganisationIndex(ExportingIndex):
    export_columns = EXPORT

    def search_queryset(self, queryset):
        """Also ワンズ finds わんず."""
        if not self.is_searching:
            return queryset
        words = self.search_query
        projects = Participation.objects.filter(project_title__icontains=words).values("organisation")
        return queryset.filter(
            Q(folded_name__contains=fold(words))
            | Q(code__icontains=words)
            | Q(corporate_number__icontains=words)
            | Q(area__icontains=words)
            | Q(pk__in=projects)
        )

    def get_base_queryset(self):
        words = ("prefectures__block", "extra_blocks", "target_groups", "participations__cohort")
        return super().get_base_queryset().select_related("type", "home_prefecture").prefetch_related(*words)

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if self.user_has_permission("add"):
            url = reverse("import_organisations")
            buttons.append(HeaderButton(_("一覧を読み込む"), url=url, icon_name="upload"))
        return buttons


def _checkboxes(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name, widget=CheckboxSelectMultiple) for name in names]


class OrganisationViewSet(ViewSet):
    model = Organisation
    name = url_prefix = "organisations"
    icon = "home"
    index_view_class = OrganisationIndex
    list_display = ["name", "code", "home_prefecture", "type", "membership", "status"]
    filterset_class = OrganisationFilters
    search_fields = ["name"]
    export_filename = "organisations"
    list_export = list(EXPORT)
    inspect_view_fields = [
        "code", "corporate_number", "name", "legal_form", "type", "membership", "status", "area", "nationwide",
        "prefectures", "extra_blocks", "target_groups", "extra_themes", "approaches", "summary", "website",
        "founded_year", "size", "office", "local_ties", "experienced_in", "about_to_try", "about_to_reach",
        "hub_blocks", "hub_themes", "hub_since", "hub_until",
    ]  # fmt: skip
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("code"),
                    MultiFieldPanel(
                        [FieldPanel("legal_form"), FieldPanel("corporate_number"), FieldPanel("type")],
                        heading=_("団体のかたち"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("membership"), FieldPanel("status"), FieldPanel("is_sample")], heading=_("会員")
                    ),
                ],
                heading=_("基本"),
            ),
            ObjectList(
                [
                    FieldPanel("area"),
                    FieldPanel("nationwide"),
                    FieldPanel("home_prefecture"),
                    *_checkboxes("prefectures", "extra_blocks"),
                ],
                heading=_("活動する場所"),
            ),
            ObjectList(_checkboxes("target_groups", "extra_themes", "approaches"), heading=_("対象と取組")),
            ObjectList(
                [
                    FieldPanel("summary"),
                    FieldPanel("website"),
                    FieldPanel("founded_year"),
                    FieldPanel("size"),
                    FieldPanel("office"),
                    FieldPanel("local_ties"),
                    *_checkboxes("experienced_in", "about_to_try", "about_to_reach"),
                ],
                heading=_("プロフィール"),
            ),
            ObjectList(
                [
                    HelpPanel(
                        _("拠点の団体は、そのブロックやテーマのルームで、話題のまとめを書き、おつなぎを提案できます。")
                    ),
                    *_checkboxes("hub_blocks", "hub_themes"),
                    FieldPanel("hub_since"),
                    FieldPanel("hub_until"),
                ],
                heading=_("拠点"),
            ),
        ],
        base_form_class=OrganisationForm,
    )


class ParticipationIndex(ExportingIndex):
    """Exports what `import_organisations` reads."""

    export_columns = {column.key: (column.label, None) for column in COLUMNS}

    def to_row_dict(self, item):
        return row(item)

    def get_base_queryset(self):
        words = ("organisation__prefectures__block", "organisation__extra_blocks", "target_groups")
        return super().get_base_queryset().select_related("cohort", "organisation").prefetch_related(*words)


class ParticipationViewSet(ViewSet):
    model = Participation
    index_view_class = ParticipationIndex
    name = url_prefix = "participations"
    icon = "doc-full"
    list_display = ["project_title", "organisation", "cohort", "number", "withdrawn"]
    list_filter = ["cohort", "withdrawn", "adopted_in_previous_year"]
    search_fields = ["project_title", "organisation__name"]
    export_filename = "participations"
    list_export = [column.key for column in COLUMNS]
    inspect_view_fields = [
        "cohort", "number", "organisation", "project_title", "target_groups", "adopted_in_previous_year", "withdrawn",
    ]  # fmt: skip
    panels = [
        FieldPanel("organisation"),
        FieldPanel("cohort"),
        FieldPanel("number"),
        FieldPanel("project_title"),
        *_checkboxes("target_groups"),
        FieldPanel("adopted_in_previous_year"),
        FieldPanel("withdrawn"),
    ]


class CohortViewSet(ViewSet):
    model = Cohort
    name = url_prefix = "cohorts"
    icon = "calendar"
    list_display = ["__str__", "year"]
    inspect_view_fields = ["year", "title"]
    panels = [FieldPanel("year"), FieldPanel("title")]
