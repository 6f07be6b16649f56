"""Addresses of gatherings: below /salon/gatherings/, and those for others than members below /gatherings/."""

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
        path("<uuid:name>/", public.gathering, name="gathering"),
        path("<uuid:name>/register/", guests.register, name="register"),
    ],
    "public_gatherings",
)

of_guests = ([path("guests/<uuid:key>/", guests.guest, name="guest")], "guests")

for_calendars = (
    [
        path("calendar.ics", public.feed, name="feed"),
        path("<uuid:name>/gathering.ics", public.calendar, name="calendar"),
    ],
    "calendars",
)
