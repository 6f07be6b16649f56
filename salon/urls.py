"""Addresses of the salon, all below /salon/ and only for people who signed in."""

from django.urls import include, path

from salon.rooms import views

rooms = (
    [
        path("", views.home, name="home"),
        path("rooms/<slug:slug>/", views.room, name="room"),
        path("rooms/<slug:slug>/events/", views.events, name="events"),
        path("rooms/<slug:slug>/people/", views.people, name="people"),
        path("rooms/<slug:slug>/topics/<int:pk>/", views.topic, name="topic"),
        path("rooms/<slug:slug>/topics/<int:pk>/read/", views.read, name="read"),
    ],
    "salon",
)

urlpatterns = [path("", include(rooms)), path("", include("salon.desk.urls"))]
