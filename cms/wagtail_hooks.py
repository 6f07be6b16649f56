"""The site in Wagtail's admin, and what its locks answer."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks, permissions
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button
from wagtail.models import BaseViewRestriction
from wagtail.permission_policies import ModelPermissionPolicy

from cms import exporting, waiting
from cms.models import CasePage, Enquiry, PracticePage
from cms.practices import growing
from cms.searching import admin
from cms.views.growing import grow
from members.admin import start
from members.admin.exporting import Exporting
from members.models import Organisation

start.register(waiting.waiting, waiting.work)
admin.register()


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
                for name in ("kind", "name", "organisation", "email", "phone", "about", "body", "sent_at")
            ],
            heading=_("届いた内容"),
        ),
    ]


class CaseIndexView(Exporting, PageListingViewSet.index_view_class):
    export_columns = exporting.COLUMNS

    def get_base_queryset(self):
        """Each case once: the way to its translations is its own page."""
        cases = super().get_base_queryset().filter(pk__in=CasePage.objects.originals().order_by().values("pk"))
        return cases.select_related("organisation", "cohort", "locale").prefetch_related(*exporting.FETCHED)


class DirectoryReport(Exporting, ReportView):
    """What everybody reads of organisations, to take out: their records are 会員, where editors do not come."""

    page_title = _("団体の一覧")
    header_icon = "home"
    index_url_name = "directory_report"
    index_results_url_name = "directory_report_results"
    columns = [Column(name, label=Organisation._meta.get_field(name).verbose_name) for name in ("name", "area", "code")]
    export_columns = exporting.ORGANISATIONS
    list_export = list(exporting.ORGANISATIONS)
    export_filename = "organisations"
    # Nothing of it is secret; whoever comes into the admin at all may have it
    permission_policy = None

    def get_base_queryset(self):
        return exporting.organisations()


class CaseViewSet(PageListingViewSet):
    """事例 have a door of their own: an editor should not have to know where in the tree they hang."""

    model = CasePage
    index_view_class = CaseIndexView
    name = url_prefix = "cases"
    icon = "doc-full"
    menu_label = _("事例")
    menu_order = 101
    export_filename = "cases"
    list_export = list(exporting.COLUMNS)
    add_to_admin_menu = True


class PracticeViewSet(PageListingViewSet):
    """取組カード: what organisations sent stands on top."""

    model = PracticePage
    name = url_prefix = "practices"
    icon = "form"
    menu_label = _("取組カード")
    menu_order = 102
    add_to_admin_menu = True


@hooks.register("register_admin_viewset")
def enquiries_and_pages():
    return [EnquiryViewSet(), CaseViewSet(), PracticeViewSet()]


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("practices/<int:pk>/grow/", grow, name="practice_grow"),
        path("reports/organisations/", DirectoryReport.as_view(), name="directory_report"),
        path(
            "reports/organisations/results/",
            DirectoryReport.as_view(results_only=True),
            name="directory_report_results",
        ),
        # In front of that of wagtail-localize, whose scripts would hear of its own catalogue only
        path("localize/jsi18n/", JavaScriptCatalog.as_view()),
    ]


@hooks.register("register_reports_menu_item")
def directory_in_menu():
    return MenuItem(DirectoryReport.page_title, reverse("directory_report"), icon_name=DirectoryReport.header_icon)


@hooks.register("register_page_header_buttons")
def grow_button(page, user, view_name, next_url=None):
    if PracticePage.objects.originals().filter(pk=page.pk).exists() and growing.may_grow(user):
        yield Button(_("事例に育てる"), reverse("practice_grow", args=[page.pk]), icon_name="doc-full", priority=5)


def _refuse_who_has_signed_in(locks, request) -> None:
    """Wagtail sends whom a lock keeps out to sign in. Who has signed in would come straight back, for ever."""
    groups = [lock for lock in locks if lock.restriction_type == BaseViewRestriction.GROUPS]
    # The person is asked for only where there is a lock: public pages do not depend on who reads them
    if groups and request.user.is_authenticated and not all(lock.accept_request(request) for lock in groups):
        raise PermissionDenied


@hooks.register("before_serve_page")
def locked_page(page, request, args, kwargs):
    _refuse_who_has_signed_in(page.get_view_restrictions(), request)


@hooks.register("before_serve_document", order=-1)
def locked_document(document, request):
    _refuse_who_has_signed_in(document.collection.get_view_restrictions(), request)
