"""Serve, with background work beside it: what a server on the internet runs. Migrates and loads nothing."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from config import serving


class Command(BaseCommand):
    help = "Serve on HOST and PORT of the environment, background work included."

    def handle(self, *args, **options) -> None:
        if not serving.is_free(settings.HOST, settings.PORT):
            raise CommandError(
                f"{settings.HOST}:{settings.PORT} はほかのプログラムが使っています。PORT を変えてください。"
            )
        serving.serve(settings.HOST, settings.PORT, self.say)

    def say(self) -> None:
        self.stdout.write(f"{settings.HOST}:{settings.PORT} で動いています。")
        self.stdout.flush()
