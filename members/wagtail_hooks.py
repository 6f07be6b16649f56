"""People, organisations and words take their place in Wagtail's admin."""

from django.urls import path
from wagtail import hooks

from members.admin import policies
from members.admin.importing import ImportView
from members.admin.menu import MembersGroup
from members.admin.words import WordsGroup

policies.register()


@hooks.register("register_admin_viewset")
def members_and_words():
    return [MembersGroup(), WordsGroup()]


@hooks.register("register_admin_urls")
def import_organisations():
    return [path("import-organisations/", ImportView.as_view(), name="import_organisations")]
