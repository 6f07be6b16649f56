from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """Who is here: people, organisations, blocks, themes, mail."""

    name = "members"
    verbose_name = _("会員")

    def ready(self) -> None:
        from members import access

        access.watch()
