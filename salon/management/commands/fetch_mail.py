"""Answers by mail that lie in a mailbox elsewhere, once. The clock does the same every minute (config/worker.py)."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from imapclient.exceptions import IMAPClientError

from salon.replies import mailbox


class Command(BaseCommand):
    help = "Fetch new mails from REPLY_IMAP_URL and take them in."

    def handle(self, *args, **options) -> None:
        if not (settings.REPLY_ADDRESS and settings.REPLY_IMAP_URL):
            raise CommandError(
                "REPLY_ADDRESS と REPLY_IMAP_URL を決めてください。docs/operations.md に説明があります。"
            )
        try:
            place = mailbox.Mailbox.at(settings.REPLY_IMAP_URL)
        except ValueError as error:
            raise CommandError(f"REPLY_IMAP_URL は {error} の形で書いてください。") from error
        try:
            outcomes = mailbox.fetch(place)
        except (OSError, IMAPClientError) as error:
            raise CommandError(f"{place.host} のメールを読めません（{type(error).__name__}）。") from error
        self.stdout.write("".join(f"{outcome}: {number}\n" for outcome, number in sorted(outcomes.items())))
