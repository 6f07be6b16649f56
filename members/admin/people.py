"""人 and 所属 in the admin. Roles are given here and nowhere else."""

import django_filters
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic

from members.admin.base import ViewSet
from members.admin.exporting import ExportingIndex, field, listed
from members.models import Affiliation, Organisation, Person
from members.roles import GROUPS, somebody_else_administers


class PersonForm(WagtailAdminModelForm):
    def clean(self):
        cleaned = super().clean()
        keeps = cleaned.get("is_active") and cleaned.get("is_administrator")
        if not keeps and not somebody_else_administers(self.instance):
            text = _("管理者がひとりもいなくなります。先に、ほかの人を管理者にしてください。")
            raise ValidationError(text, code="last_administrator")
        return cleaned


class PersonFilters(WagtailFilterSet):
    organisation = django_filters.ModelChoiceFilter(
        label=_("団体"), queryset=Organisation.objects.all(), field_name="affiliations__organisation", distinct=True
    )

    class Meta:
        model = Person
        fields = ["is_active", *GROUPS]


def _belongs_to(person) -> str:
    return listed(affiliation.organisation for affiliation in person.affiliations.all() if affiliation.is_current)


def _roles(person) -> str:
    return listed(name for field, name in GROUPS.items() if getattr(person, field))


EXPORT = {
    **{name: field(Person, name) for name in ("name", "reading", "email", "phone")},
    "belongs_to": (_("団体"), _belongs_to),
    "roles": (_("役割"), _roles),
    **{name: field(Person, name) for name in ("is_active", "date_joined")},
}


class PersonIndex(ExportingIndex):
    export_columns = EXPORT

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("affiliations__organisation")

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        words = self.search_query
        of = Affiliation.objects.filter(organisation__name__icontains=words).values("person")
        return queryset.filter(
            Q(name__icontains=words) | Q(reading__icontains=words) | Q(email__icontains=words) | Q(pk__in=of)
        )


class PersonEdit(generic.EditView):
    """Question and answer in one transaction: whether an administrator stays, and who is one from now on."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)


class PersonViewSet(ViewSet):
    model = Person
    name = url_prefix = "people"
    icon = "user"
    index_view_class = PersonIndex
    edit_view_class = PersonEdit
    list_display = [
        "name",
        "email",
        Column("belongs_to", label=_("団体"), accessor=_belongs_to),
        Column("roles", label=_("役割"), accessor=_roles),
        BooleanColumn("is_active", label=_("利用できる")),
    ]
    filterset_class = PersonFilters
    search_fields = ["name"]
    list_export = list(EXPORT)
    export_filename = "people"
    inspect_view_fields = ["name", "reading", "email", "phone", "introduction", "is_active", *GROUPS, "date_joined"]
    panels = [
        HelpPanel(
            _(
                "新しい人は「招待」から入ります。使わなくなった人は、消さずに「利用できる」を外してください。書いたことは残ります。"
            )
        ),
        FieldPanel("email", read_only=True),
        FieldPanel("name"),
        FieldPanel("reading"),
        FieldPanel("phone"),
        FieldPanel("introduction"),
        FieldPanel("is_active"),
        MultiFieldPanel([FieldPanel(name) for name in GROUPS], heading=_("事務局の役割")),
    ]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = PersonForm
        return handler


class AffiliationForm(WagtailAdminModelForm):
    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("「いつから」より後の日にしてください。"))
        return cleaned


class AffiliationViewSet(ViewSet):
    model = Affiliation
    name = url_prefix = "affiliations"
    icon = "link"
    list_display = ["person", "organisation", "title", "is_administrator", "since", "until"]
    list_filter = ["organisation", "is_administrator"]
    search_fields = ["person__name", "person__email", "organisation__name"]
    inspect_view_fields = ["person", "organisation", "title", "is_administrator", "since", "until"]
    panels = [
        HelpPanel(
            _(
                "団体を離れた人は、消さずに「いつまで」に日付を入れてください。その日のあとは、ルームに入れなくなります。"
            )
        ),
        FieldPanel("person"),
        FieldPanel("organisation"),
        FieldPanel("title"),
        FieldPanel("is_administrator"),
        FieldPanel("since"),
        FieldPanel("until"),
    ]

    def get_edit_handler(self):
        handler = super().get_edit_handler()
        handler.base_form_class = AffiliationForm
        return handler
