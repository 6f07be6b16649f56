from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalonConfig(AppConfig):
    """Where members talk, and where the secretariat introduces them to each other."""

    name = "salon"
    verbose_name = _("サロン")

    def ready(self) -> None:
        from cms import freshness
        from cms.registry import Part, Place, register
        from members import access, doors
        from members.mail import late
        from members.models.letters import Kind
        from salon.gatherings import guest_mail, public, telling
        from salon.models import Attendance, Exclusion, Gathering, Room, RoomMember
        from salon.moderation import reading_first
        from salon.moderation.views import first
        from salon.notices import digests, mailing
        from salon.replies import receiving
        from salon.rooms import opening

        access.watch_model(Room)
        access.watch_model(RoomMember)
        access.watch_model(Exclusion)
        doors.ask_first(first.before)
        receiving.ask_first(reading_first.waiting)
        opening.watch()
        late.register(Kind.MENTION, mailing.write)
        late.register(Kind.DIGEST, digests.write)
        late.register(Kind.GATHERING, telling.write)
        late.register(Kind.GUEST, guest_mail.write)
        template = "salon/gatherings/public/upcoming.html"
        # The first page shows the next ones, with the seats that are left
        freshness.watch(Gathering, Attendance)
        register(Part(place=Place.HOME, name="gatherings", find=public.upcoming, template=template, order=150))
