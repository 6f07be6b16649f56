"""An empty network for real use: words, rooms, pages, and its first administrator. No demonstration."""

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from cms import site
from members.importing.words import load_words
from members.models import Affiliation, Organisation, Person
from members.models.people import normal_address
from members.roles import set_up_groups
from newsletter.site import create as create_newsletter
from salon.moderation.house import write_first
from salon.rooms.opening import open_rooms


class Command(BaseCommand):
    help = "Make words, rooms and pages, and a first administrator. Doing it again adds only what is missing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("address", help="mail address of the first administrator")
        parser.add_argument("name", help="name of the first administrator")

    @transaction.atomic
    def handle(self, *args, address: str, name: str, **options) -> None:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"{address} はメールアドレスとして読みとれません。") from error
        set_up_groups()
        load_words()
        open_rooms()
        write_first()
        create_newsletter(site.create())
        office, _ = Organisation.objects.get_or_create(
            code="secretariat",
            # No member: its editors and administrators read no room
            defaults={"name": "事務局", "is_secretariat": True, "membership": Organisation.Membership.GUEST},
        )
        person = Person.objects.filter(email=normal_address(address)).first()
        if person is None:
            person = Person.objects.create_user(address, name=name, is_administrator=True)
            Affiliation.objects.create(person=person, organisation=office, is_administrator=True)
        self.stdout.write(
            f"用意ができました。manage.py signin_link {person.email} で、{person.name}さんのサインインのリンクを作れます。"
        )
