"""Addresses of the site that are no Wagtail pages, and those of the API, below /api/."""

from django.urls import path, re_path

from cms.views import approvals, feeds, files, searching
from cms.views.api_document import api, as_page

app_name = "cms"
urlpatterns = [
    path("media/images/<str:name>", files.picture, name="picture"),
    # In front of Wagtail's own, which stands behind it in config/urls.py and keeps the name
    re_path(r"^documents/(\d+)/(.*)$", files.document),
    path("feeds/cases.atom", feeds.cases, name="feed"),
    path("search/", searching.search, name="search"),
    path("search/suggestions/", searching.suggest, name="suggestions"),
    path("robots.txt", files.robots, name="robots"),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path("approvals/<str:token>/", approvals.approval, name="approval"),
    path("offline/", files.offline, name="offline"),
]

for_machines = [path("", as_page, name="api-document"), path("", api.urls)]
