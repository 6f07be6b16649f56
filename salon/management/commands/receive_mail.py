"""Answers by mail come in here: from a mail server by LMTP, or one by one from a file."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from salon.replies import lmtp, receiving


class Command(BaseCommand):
    help = "Listen for mails by LMTP; or take in the one mail that stands in a file."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--listen", metavar="HOST:PORT", default=settings.REPLY_LMTP, help="or the path of a socket; REPLY_LMTP"
        )
        parser.add_argument("--file", metavar="MAIL.eml", help="take in this mail, - for standard input, and stop")
        parser.add_argument("--to", metavar="ADDRESS", help="with --file: for whom it came, if no header says it")

    def handle(self, *args, listen: str, file: str | None, to: str | None, **options) -> None:
        if not settings.REPLY_ADDRESS:
            raise CommandError(
                "REPLY_ADDRESS が決まっていません。docs/operations.md の「Answers by mail」をご覧ください。"
            )
        if file:
            self.take(sys.stdin.buffer.read() if file == "-" else self.read(file), to)
        else:
            self.listen(listen)

    def read(self, file: str) -> bytes:
        try:
            return Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} を読めません（{error.strerror}）。") from error

    def take(self, raw: bytes, to: str | None) -> None:
        outcomes = [receiving.receive(raw, to)] if to else receiving.receive_addressed(raw)
        self.stdout.write("\n".join(outcomes))

    def listen(self, place: str) -> None:
        try:
            lmtp.serve(place, lambda: self.say(f"{place} で、メールの返信を待っています（LMTP）。"))
        except (OSError, ValueError) as error:
            raise CommandError(
                f"{place} で待てません（{error}）。HOST:PORT か、ソケットのパスを指定してください。"
            ) from error

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
