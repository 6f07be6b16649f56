"""One notice to one person: something waits in the salon. What it is about is read there, not in the mail."""

import uuid

from django.utils.translation import gettext as _

from members.mail import batches, stopping
from members.mail.composing import in_japanese
from members.models import Person
from members.models.letters import Kind


@in_japanese
def send(person: Person, subject: str, text: str, kind: str = Kind.NOTICE) -> None:
    """Hand one mail over, inside the transaction that gives cause for it: both are stored, or neither.

    Who stopped this kind of mail, or whose address takes none, is left out there.
    """
    body = _("%(name)sさま\n\n%(text)s\n\n――\nつながり事務局\nこのようなお知らせを止めるには：%(stop)s\n") % {
        "name": person.name,
        "text": text.strip(),
        "stop": stopping.address(stopping.PLACEHOLDER),
    }
    batches.hand_over(f"notice-{uuid.uuid4()}", kind, subject, body, "", [person])
