"""Addresses below /api/."""

from django.urls import path

from cms.views.api_document import api, as_page

urlpatterns = [path("", as_page, name="api-document"), path("", api.urls)]
