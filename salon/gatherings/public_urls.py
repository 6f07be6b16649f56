"""Addresses of gatherings that are open to guests, all below /gatherings/."""

from django.urls import path

from salon.gatherings.views import guests, public

app_name = "public_gatherings"

urlpatterns = [
    path("", public.index, name="home"),
    path("calendar.ics", public.feed, name="feed"),
    path("guests/<uuid:key>/", guests.guest, name="guest"),
    path("<uuid:name>/", public.gathering, name="gathering"),
    path("<uuid:name>/gathering.ics", public.calendar, name="calendar"),
    path("<uuid:name>/register/", guests.register, name="register"),
]
