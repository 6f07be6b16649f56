"""Addresses of what the secretariat does in rooms, all below /salon/."""

from django.urls import path

from salon.moderation.views import log, moving

app_name = "moderation"

urlpatterns = [
    path("rooms/<slug:slug>/messages/<uuid:name>/move/", moving.message, name="move-message"),
    path("rooms/<slug:slug>/topics/<int:pk>/move/", moving.topic, name="move-topic"),
    path("rooms/<slug:slug>/topics/<int:pk>/merge/", moving.merge, name="merge"),
    path("moderation/log/", log.index, name="log"),
]
