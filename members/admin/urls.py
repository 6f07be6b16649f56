"""Addresses of the admin that stand in front of Wagtail's own."""

from django.http import Http404
from django.urls import path
from wagtail.admin.auth import require_admin_access

from members.admin.account import AccountView


def closed(request, *args, **kwargs):
    """Wagtail's editing of users and groups, one by one and in bulk: roles are given in 人. And its error on purpose."""
    raise Http404


urlpatterns = [
    path("account/", require_admin_access(AccountView.as_view())),
    path("users/", closed),
    path("users/<path:rest>", closed),
    path("groups/", closed),
    path("groups/<path:rest>", closed),
    path("failwhale/", closed),
    path("bulk/members/<path:rest>", closed),
    path("bulk/auth/<path:rest>", closed),
]
