"""Wagtail's own editing of users and groups is closed: it would be a way to more rights than our roles give."""

from wagtail.users.apps import WagtailUsersAppConfig


class ClosedUsersConfig(WagtailUsersAppConfig):
    user_viewset = group_viewset = "members.admin.closed.Closed"
