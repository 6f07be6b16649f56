from django.core.management import call_command
from django.core.management.base import BaseCommand

from salon.searching import index


class Command(BaseCommand):
    help = "Makes the index of the site and that of the salon anew. Both may stay open; until the end less is found in the salon."

    def handle(self, *args, **options) -> None:
        call_command("update_index", verbosity=options["verbosity"], stdout=self.stdout)
        index.rebuild(lambda number: self.stdout.write(f"{number}"))
        self.stdout.write("Everything can be found.")
