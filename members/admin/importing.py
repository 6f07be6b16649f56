"""/admin/import-organisations/: the list of a cohort, sent, looked through, and only then taken in."""

import base64

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from members.fields import LineField
from members.importing.cohorts import cohort_year
from members.importing.columns import COLUMNS
from members.importing.faults import FaultyFile
from members.importing.organisations import Plan, import_organisations
from members.importing.reading import MAX_BYTES, MAX_ROWS
from members.importing.template import MARK, template
from members.models import Organisation

# What was sent waits here for the answer "yes": nothing of it is in a page or on the disk
KEPT = "organisations_to_import"


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("CSVファイル"),
        error_messages={"required": _("CSVファイルを選んでください。"), "empty": _("ファイルが空です。")},
    )
    # No number field: browsers refuse full-width digits in it, and say so in their own words
    cohort = LineField(
        label=_("年度（西暦）"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("ファイルに「年度」の列がないときに入れてください。例：2026"),
    )

    def clean_cohort(self) -> int | None:
        try:
            return cohort_year(self.cleaned_data["cohort"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class WhoAddsOrganisationsMixin:
    def dispatch(self, request, *args, **kwargs):
        if not policy_registry.get_by_type(Organisation).user_has_permission(request.user, "add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TemplateFileView(WhoAddsOrganisationsMixin, View):
    """The list to start from, to be filled in with Excel."""

    def get(self, request):
        headers = {"Content-Disposition": content_disposition_header(True, str(_("団体一覧のひな形.csv")))}
        return HttpResponse(template(), content_type="text/csv; charset=utf-8", headers=headers)


class ImportView(WhoAddsOrganisationsMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "members/admin/import.html"
    page_title = _("団体の一覧を読み込む")
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("organisations:index"), "label": Organisation._meta.verbose_name_plural},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        told = {"columns": COLUMNS, "mark": MARK, "most": f"{MAX_ROWS:,}", "megabytes": MAX_BYTES // 1024**2}
        return super().get_context_data(**{"form": ListForm(), **told, **kwargs})

    def get(self, request, *args, **kwargs):
        request.session.pop(KEPT, None)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.confirm(request) if "fingerprint" in request.POST else self.preview(request)

    def preview(self, request):
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        content = form.cleaned_data["file"].read(MAX_BYTES + 1)
        return self.show(request, content, form.cleaned_data["cohort"], form)

    def show(self, request, content: bytes, cohort: int | None, form: ListForm | None = None):
        """The preview, or every fault of the file."""
        try:
            plan = import_organisations(content, cohort, dry_run=True)
        except FaultyFile as faulty:
            return self.render_to_response(self.get_context_data(form=form or ListForm(), faulty=faulty))
        request.session[KEPT] = {"content": base64.b64encode(content).decode(), "cohort": cohort}
        return self.render_to_response(self.get_context_data(plan=plan))

    def confirm(self, request):
        kept = request.session.get(KEPT)
        if not kept:
            messages.error(request, _("ファイルがありません。もう一度選んでください。"))
            return redirect("import_organisations")
        content, cohort = base64.b64decode(kept["content"]), kept["cohort"]
        try:
            plan = import_organisations(content, cohort, dry_run=True)
            if plan.fingerprint() != request.POST.get("fingerprint"):
                messages.warning(request, _("下見のあとで登録が変わりました。もう一度たしかめてください。"))
                return self.show(request, content, cohort)
            plan: Plan = import_organisations(content, cohort)
        except FaultyFile:
            return self.show(request, content, cohort)
        del request.session[KEPT]
        messages.success(request, plan.summary())
        return redirect("organisations:index")
