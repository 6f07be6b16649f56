"""What a mail provider posts to us: proof that it is the provider, and the raw mail in what it sent."""

import base64
import binascii
import hashlib
import hmac
import json
from email import message_from_bytes
from email.message import Message as Part
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest

# Names of the fields: the mail (Mailgun, SendGrid), and for whom it came
MAIL_FIELDS = ("body-mime", "email")
RECIPIENT_FIELDS = ("recipient", "envelope")
Fields = dict[str, bytes]


class NoMail(Exception):
    """What was posted is in none of the forms we know."""


def is_signed(request: HttpRequest, body: bytes) -> bool:
    """By `X-Signature: sha256=…` over the body, or with the secret as the password of HTTP Basic authentication."""
    secret = settings.REPLY_WEBHOOK_SECRET.encode()
    if not secret:
        return False
    ours = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
    if hmac.compare_digest(request.headers.get("X-Signature", "").strip().encode(), ours.encode()):
        return True
    kind, _space, credentials = request.headers.get("Authorization", "").partition(" ")
    try:
        password = base64.b64decode(credentials, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        return False
    return kind.lower() == "basic" and hmac.compare_digest(password, secret)


def mail_in(content_type: str, body: bytes) -> tuple[bytes, list[str]]:
    """The raw mail, and for whom it came where the provider says it. Raises NoMail."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "message/rfc822":
        return body, []
    if kind == "multipart/form-data":
        fields = _fields_of_parts(content_type, body)
    elif kind == "application/x-www-form-urlencoded":
        # Latin-1 keeps every byte as it is
        try:
            pairs = parse_qs(body.decode("latin-1"), encoding="latin-1", max_num_fields=200)
        except ValueError as error:
            raise NoMail from error
        fields = {name: values[0].encode("latin-1") for name, values in pairs.items()}
    else:
        raise NoMail
    for name in MAIL_FIELDS:
        if raw := fields.get(name):
            return raw, _recipients(fields)
    raise NoMail


def _fields_of_parts(content_type: str, body: bytes) -> Fields:
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    form = message_from_bytes(head + body)
    fields: Fields = {}
    parts: list[Part] = form.get_payload() if form.is_multipart() else []  # type: ignore[assignment]
    for part in parts:
        name, raw = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(raw, bytes):
            fields.setdefault(name, raw)
    return fields


def _recipients(fields: Fields) -> list[str]:
    """Mailgun names the recipient, SendGrid the envelope in JSON."""
    said = [fields.get(name, b"").decode("utf-8", "replace") for name in RECIPIENT_FIELDS]
    try:
        envelope = json.loads(said[1] or "{}")
        return [to for to in [said[0], *envelope.get("to", [])] if isinstance(to, str) and to]
    except (ValueError, AttributeError, TypeError, RecursionError):
        return [said[0]] if said[0] else []
