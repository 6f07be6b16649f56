"""The one place where a mail gets its sender, its recipient and its headers.

Whatever the house sends is made by `compose()`. What a person typed reaches a header only through `one_line()`,
an address only through `one_address()`: Django lets "a@b, c@evil" through as two recipients.

Every subject begins with our name, which is put there here and nowhere else. Whatever writes a mail's text is marked
`in_japanese` (members/language.py).
"""

import re
import unicodedata
from email.utils import formataddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

SUBJECT_LENGTH = 150


class NoAddress(ValueError):
    """What should be one mail address is none, or more than one."""


def one_line(text: str, length: int = SUBJECT_LENGTH) -> str:
    """`text` as it may stand in a header: no control characters, no line ends, not endless.

    >>> one_line("お便り\\r\\nBcc: a@b \\x0b 第1号")
    'お便り Bcc: a@b 第1号'
    """
    # Cc: control characters, Cs: lone surrogates, Zl and Zp: Unicode's own line ends
    plain = "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char for char in text)
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"


def subject_line(text: str) -> str:
    """`text` as the subject of a mail of ours; what begins with our name already stays as it is."""
    name = f"【{settings.WAGTAIL_SITE_NAME}】"
    return one_line(text if text.startswith(name) else name + text)


def one_address(text: str) -> str:
    """`text` if it is exactly one mail address without a name, otherwise `NoAddress`."""
    address = text.strip()
    # The validator knows quoted local parts, in which a comma would be fine: no member has one
    if re.search(r"[\s,;:<>\"()\[\]\\]", address):
        raise NoAddress(text[:120])
    try:
        validate_email(address)
    except ValidationError as error:
        raise NoAddress(text[:120]) from error
    return address


def named(name: str, address: str) -> str:
    """Name and address for a header, in ASCII whatever stands in the name."""
    return formataddr((one_line(name, 80), one_address(address)), charset="utf-8")


def sender() -> str:
    """DEFAULT_FROM_EMAIL, its name encoded so that a comma in it makes no second sender."""
    match = re.fullmatch(r"\s*(.*?)\s*<([^<>]+)>\s*", settings.DEFAULT_FROM_EMAIL)
    if not match:
        return one_address(settings.DEFAULT_FROM_EMAIL)
    return named(match[1].strip('"'), match[2])


def host_of_sender() -> str:
    return sender().rstrip(">").rpartition("@")[2]


def compose(
    to: str, subject: str, text: str, html: str = "", headers: dict[str, str] | None = None, reply_to: str = ""
) -> EmailMultiAlternatives:
    """One mail to one address, answers to the secretariat or to `reply_to`. Raises `NoAddress`."""
    message = EmailMultiAlternatives(
        subject_line(subject),
        text,
        sender(),
        [one_address(to)],
        reply_to=[one_address(reply_to or settings.SECRETARIAT_EMAIL)],
        headers=headers or {},
    )
    if html:
        message.attach_alternative(html, "text/html")
    return message
