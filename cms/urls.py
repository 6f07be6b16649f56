"""Addresses of the site that are no Wagtail pages."""

from django.urls import path

from cms.views import files

app_name = "cms"
urlpatterns = [
    path("media/images/<str:name>", files.picture, name="picture"),
    path("robots.txt", files.robots, name="robots"),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path("offline/", files.offline, name="offline"),
]
