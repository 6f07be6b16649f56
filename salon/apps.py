from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalonConfig(AppConfig):
    """Where members talk, and where the secretariat introduces them to each other."""

    name = "salon"
    verbose_name = _("サロン")

    def ready(self) -> None:
        from members import access
        from salon.models import Room, RoomMember, Seat
        from salon.rooms import opening

        access.watch_model(Room)
        access.watch_model(RoomMember)
        access.watch_model(Seat)
        opening.watch()
