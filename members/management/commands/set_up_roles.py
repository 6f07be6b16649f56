"""manage.py set_up_roles: what editors, facilitators and administrators may do in Wagtail."""

from django.core.management.base import BaseCommand

from members.models import Person
from members.roles import bring_groups_in_line, set_up_groups


class Command(BaseCommand):
    help = "編集者、ファシリテーター、管理者が管理画面でできることを、決めたとおりに整えます。"

    def handle(self, **options):
        set_up_groups()
        for person in Person.objects.all().iterator():
            if person.is_staff or person.groups.exists():
                bring_groups_in_line(person)
        if options["verbosity"]:
            self.stdout.write("役割を整えました。")
