from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalonConfig(AppConfig):
    """Where members talk, and where the secretariat introduces them to each other."""

    name = "salon"
    verbose_name = _("サロン")

    def ready(self) -> None:
        from django.core import checks

        from cms import freshness, registry
        from members import access, doors
        from members.mail import hours, late
        from members.models.letters import Kind
        from members.profile import speaking
        from salon import found
        from salon.desk import asking
        from salon.gatherings import guest_mail, public, telling
        from salon.models import Attendance, Exclusion, Gathering, Quote, Resource, ResourceCategory, Room, RoomMember
        from salon.models.exclusions import why_silent
        from salon.moderation import reading_first
        from salon.moderation.views import first
        from salon.notices import digests, mailing, quiet
        from salon.quoting import showing
        from salon.replies import checks as reply_checks
        from salon.replies import receiving
        from salon.rooms import opening

        checks.register(reply_checks.reply_address)
        access.watch_model(Room)
        access.watch_model(RoomMember)
        access.watch_model(Exclusion)
        doors.ask_first(first.before)
        speaking.ask_first(why_silent)
        receiving.ask_first(reading_first.waiting)
        opening.watch()
        registry.ask_by(asking.address)
        voices = "salon/quoting/on_page.html"
        registry.register(registry.Part(registry.Place.STORY, "voices", showing.on_page, voices, has=showing.has_words))
        hours.ask(quiet.until_for)
        late.register(Kind.MENTION, mailing.write)
        late.register(Kind.DIGEST, digests.write)
        late.register(Kind.GATHERING, telling.write)
        late.register(Kind.GUEST, guest_mail.write)
        template = "salon/gatherings/public/upcoming.html"
        home = registry.Place.HOME
        registry.register(registry.Part(home, "gatherings", public.upcoming, template, order=150))
        # What these show of the salon: the next gatherings with the seats that are left, and words with their author's yes
        freshness.watch(Gathering, Attendance, Quote, Resource, ResourceCategory)
        freshness.watch_clock(public.over)
        found.connect()
