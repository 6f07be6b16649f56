"""People, organisations, words and mail take their place in Wagtail's admin, which gets our name and our first page."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from members.admin import policies, start, waiting
from members.admin.importing import ImportView, TemplateFileView
from members.admin.mail import MailGroup
from members.admin.menu import MembersGroup
from members.admin.words import WordsGroup

policies.register()
start.register(waiting.waiting, waiting.work)


@hooks.register("register_admin_viewset")
def members_and_words():
    return [MembersGroup(), WordsGroup(), MailGroup()]


@hooks.register("register_admin_urls")
def import_organisations():
    return [
        path("import-organisations/", ImportView.as_view(), name="import_organisations"),
        path("import-organisations/template/", TemplateFileView.as_view(), name="import_organisations_template"),
    ]


@hooks.register("construct_homepage_panels")
def first_page(request, panels):
    panels.append(start.StartPanel())


@hooks.register("construct_help_menu")
def nothing_in_english(request, items):
    """Wagtail's own help leads to pages of others, in English."""
    items[:] = [item for item in items if item.url.startswith(("#", "/"))]


@hooks.register("insert_global_admin_css")
def our_looks():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
