"""Mails as files in settings.MAIL_FOLDER: what `make run` uses, so that a sign-in code can be read with `less`.

One .eml file a mail, named by time, recipient and subject, the newest last. Headers and text are plain UTF-8
(RFC 6532), not the encoded words and base64 that a mail server wants. A file appears whole or not at all.
"""

import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.utils import timezone
from django.utils.text import slugify

# refold_source: otherwise headers that were read are written again as they came, in encoded words
READABLE = policy.SMTPUTF8.clone(linesep="\n", cte_type="8bit", max_line_length=None, refold_source="all")


class Backend(BaseEmailBackend):
    """Write each mail into the folder; whoever runs the server may read them, nobody else on the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            put(folder, message, timezone.localtime())
        return len(email_messages)


def put(folder: Path, message: EmailMessage, now: datetime) -> Path:
    """Write `message` into `folder` under a name that no other mail has."""
    # mkstemp makes files that only their owner reads
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".writing-")
    with os.fdopen(handle, "wb") as file:
        file.write(readable(message))
    recipient = slugify((message.recipients() or [""])[0].replace("@", " at ").replace(".", " "))[:60]
    subject = slugify(message.subject, allow_unicode=True)[:40]
    while True:
        # Microseconds, so that the order of names is the order of mails; a link refuses a name already taken
        path = folder / f"{now:%Y%m%d-%H%M%S-%f}_{recipient or 'nobody'}_{subject or 'mail'}.eml"
        try:
            os.link(temporary, path)
        except FileExistsError:
            now = timezone.localtime()
            continue
        os.unlink(temporary)
        return path


def readable(message: EmailMessage) -> bytes:
    """The mail with headers and text as a person reads them."""
    parsed = message_from_bytes(message.message().as_bytes(), policy=READABLE)
    for part in parsed.walk():
        if part.get_content_maintype() == "text":
            part.set_content(part.get_content(), subtype=part.get_content_subtype(), cte="8bit")
    return parsed.as_bytes()
