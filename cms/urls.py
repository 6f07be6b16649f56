"""Addresses of the site that are no Wagtail pages, and those of the API, below /api/."""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from cms.api import wagtails
from cms.views import approvals, asking, feeds, files, later, searching, serving, uptake, writing
from cms.views.api_document import api, as_page

app_name = "cms"
urlpatterns = [
    path("media/images/<str:name>", files.picture, name="picture"),
    # In front of Wagtail's own, which stands behind it in config/urls.py and keeps the name
    re_path(r"^documents/(\d+)/(.*)$", files.document),
    path("feeds/cases.atom", feeds.cases, name="feed"),
    path("feeds/practices.atom", feeds.practices, name="practices-feed"),
    path("robots.txt", files.robots, name="robots"),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path("approvals/<str:token>/", approvals.approval, name="approval"),
    path("offline/", files.offline, name="offline"),
    # Led to from a public page, which does not know who reads it
    path("me/later/", later.pages, name="later"),
    path("me/later/<int:pk>/", later.page, name="later-page"),
    path("me/later/<int:pk>/keep/", later.keep, name="later-keep"),
    path("me/practices/", writing.practices, name="practices"),
    path("me/practices/new/", writing.new, name="practice-new"),
    path("me/practices/<int:pk>/", writing.edit, name="practice-edit"),
    path("me/practices/<int:pk>/uptake/", uptake.uptake, name="uptake"),
]

# In Japanese here, in English below /en/
for_readers = (
    [
        path("search/", searching.search, name="search"),
        path("search/suggestions/", searching.suggest, name="suggestions"),
        # Leads on to a page in the language of the page that it was asked on
        path("ask/<int:pk>/", asking.ask, name="ask"),
    ],
    "site",
)

# In front of Wagtail's own, by its name
for_pages = [re_path(serve_pattern, serving.serve, name="wagtail_serve")]


def for_machines(*routers):
    """With what other packages tell programs; asked for once."""
    for router in routers:
        api.add_router("", router)
    return [path("", as_page, name="api-document"), path("v2/", wagtails.router.urls), path("", api.urls)]
