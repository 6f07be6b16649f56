"""Manifest and worker stand at the root: a worker cannot look after addresses above its own."""

from django.urls import path

from salon.device import views

app_name = "device"
urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("salon.webmanifest", views.manifest, name="manifest"),
    path("salon/device/", views.device, name="who"),
]
