"""Files that come with a mail: which of its parts are any, and how they go to the message, through the door of uploads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message as Part

from django.utils.translation import gettext as _

from members.models import Person
from salon.models import Attachment, Room
from salon.rooms import keeping
from salon.rooms.attaching import Attached
from salon.rooms.recognising import NotTaken

# Smaller ones in the text of a mail are emoji and the marks of signatures; nobody photographs so small
SHOWN_LEAST = 50 * 1024
# Of one mail; what comes after so many is not even looked at
MOST_TRIED = 3 * keeping.MOST
# Put there by mail programs, and asked for by nobody
UNASKED_KINDS = {"text/vcard", "text/x-vcard", "text/directory", "application/pgp-keys", "text/x-amp-html"}
UNASKED_ENDINGS = (".vcf", ".p7s", ".asc")
OUTLOOK_KINDS = {"application/ms-tnef", "application/vnd.ms-tnef"}
# In winmail.dat: here a file begins (attAttachRenddata)
FILE_IN_OUTLOOKS = b"\x02\x02\x90\x06\x00"


@dataclass(frozen=True)
class File:
    """`content` is None for what is no file, but a mail in the mail."""

    name: str
    content: bytes | None


def file_of(part: Part, name: str, html: str, is_embedded: bool) -> File | None:
    """What somebody sent along; None for what a mail program put there. `html` of the mail names pictures it shows."""
    kind, disposition = part.get_content_type(), part.get_content_disposition()
    if kind == "message/rfc822":
        return File(name or _("転送されたメール"), None)
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    is_picture = part.get_content_maintype() == "image"
    if kind in OUTLOOK_KINDS or name.lower() == "winmail.dat":
        return File(name or "winmail.dat", content) if FILE_IN_OUTLOOKS in content else None
    if kind in UNASKED_KINDS or kind.endswith("-signature") or name.lower().endswith(UNASKED_ENDINGS):
        return None
    # What Exchange makes of the text behind a picture
    if name.lower().startswith("att0") and kind in ("text/plain", "text/html"):
        return None
    said = str(part.get("Content-ID", "")).strip(" <>")
    is_shown = (is_embedded and disposition != "attachment") or (bool(said) and f"cid:{said}" in html)
    if is_picture and is_shown and len(content) < SHOWN_LEAST:
        return None
    if not name and not is_picture and disposition != "attachment":
        return None
    return File(name or (_("写真") if is_picture else _("ファイル")), content)


@contextmanager
def kept(person: Person, room: Room, files: list[File]) -> Iterator[Attached]:
    """Keep them for the message that is posted inside; what it did not take is away afterwards."""
    fresh: list[Attachment] = []
    troubles = []
    try:
        for file in files[:MOST_TRIED]:
            try:
                if len(fresh) == keeping.MOST:
                    raise NotTaken(_("ファイルは1回に%(most)d個までです。") % {"most": keeping.MOST})
                if file.content is None:
                    raise NotTaken(_("メールの中のメールは入れられません。文を写して送ってください。"))
                fresh.append(keeping.keep(person, room, file.name, file.content, patient=True))
            except NotTaken as refused:
                troubles.append(f"「{file.name}」：{refused}")
        if more := len(files[MOST_TRIED:]):
            troubles.append(_("ほかの%(count)d個のファイルは、数が多すぎるので見ていません。") % {"count": more})
        yield Attached([one.public_id for one in fresh], [one.digest for one in fresh], troubles=troubles)
    finally:
        if fresh:
            keeping.drop(Attachment.objects.waiting_of(person).filter(pk__in=[one.pk for one in fresh]))
