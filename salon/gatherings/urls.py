"""Addresses of gatherings, all below /salon/gatherings/."""

from django.urls import path

from salon.gatherings.views import editing, gatherings

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
