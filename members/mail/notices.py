"""One notice to one person: something waits in the salon. What it is about is read there, not in the mail."""

import uuid

from django.utils.translation import gettext as _

from members.language import in_japanese
from members.mail import batches, sheet, stopping
from members.models import Person
from members.models.letters import Kind


@in_japanese
def send(person: Person, subject: str, text: str, address: str, kind: str = Kind.NOTICE) -> None:
    """Hand one mail over, inside the transaction that gives cause for it: both are stored, or neither.

    `address`: the page that waits. Who stopped this kind of mail, or whose address takes none, is left out there.
    """
    stop = stopping.address(stopping.PLACEHOLDER)
    parts = [
        sheet.words(sheet.greeting(person.name)),
        sheet.words(text.strip()),
        sheet.button(address, _("ページをひらく"), address),
        sheet.answered_by_us(),
    ]
    foot = _("――\nつながり事務局\nこのようなお知らせを止めるには：%(stop)s\n") % {"stop": stop}
    body, html = f"{sheet.text_of(parts)}\n\n{foot}", sheet.html_of(subject, parts, stop)
    batches.hand_over(f"notice-{uuid.uuid4()}", kind, subject, body, html, [person])
