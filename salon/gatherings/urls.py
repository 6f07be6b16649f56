"""Addresses of gatherings: below /salon/gatherings/, and `for_everybody` below /gatherings/."""

from django.urls import path

from salon.gatherings.views import editing, gatherings, guests, public

app_name = "gatherings"

urlpatterns = [
    path("", gatherings.index, name="home"),
    path("new/", editing.new, name="new"),
    path("<uuid:name>/", gatherings.gathering, name="gathering"),
    path("<uuid:name>/answer/", gatherings.answer, name="answer"),
    path("<uuid:name>/gathering.ics", gatherings.calendar, name="calendar"),
    path("<uuid:name>/edit/", editing.edit, name="edit"),
    path("<uuid:name>/cancel/", editing.cancel, name="cancel"),
]

for_everybody = (
    [
        path("", public.index, name="home"),
        path("calendar.ics", public.feed, name="feed"),
        path("guests/<uuid:key>/", guests.guest, name="guest"),
        path("<uuid:name>/", public.gathering, name="gathering"),
        path("<uuid:name>/gathering.ics", public.calendar, name="calendar"),
        path("<uuid:name>/register/", guests.register, name="register"),
    ],
    "public_gatherings",
)
