from django.core.management.base import BaseCommand

from salon.searching import index


class Command(BaseCommand):
    help = "Makes the index of the salon's search anew. The salon may stay open; until the end less is found."

    def handle(self, *args, **options) -> None:
        index.rebuild(lambda number: self.stdout.write(f"{number}"))
        self.stdout.write("Everything can be found.")
