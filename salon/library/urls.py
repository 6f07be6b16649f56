"""Addresses of the library below /salon/library/, and of what everybody reads of it, below /resources/."""

from django.urls import path

from salon.library.views import library, public

app_name = "library"

urlpatterns = [
    path("", library.index, name="home"),
    path("new/", library.new, name="new"),
    path("<uuid:name>/", library.resource, name="resource"),
    path("<uuid:name>/file/", library.file, name="file"),
    path("<uuid:name>/edit/", library.edit, name="edit"),
    path("<uuid:name>/approve/", library.approve, name="approve"),
    path("<uuid:name>/withdraw/", library.withdraw, name="withdraw"),
]

for_everybody = (
    [
        path("", public.index, name="home"),
        path("<uuid:name>/file/", public.file, name="file"),
    ],
    "resources",
)
