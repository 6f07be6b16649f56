"""A mail in parts, each as plain text and as HTML; and the one sheet on which the HTML of all of them stands.

What somebody typed comes into HTML escaped, or as its own renderer drew it. Nothing is fetched from anywhere.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Part:
    text: str
    html: SafeString


def greeting(name: str) -> str:
    """The first line of a mail: by it one that comes back without a mark is known, too."""
    return _("%(name)sさま") % {"name": name}


def words(text: str) -> Part:
    """Sentences of ours, with names in them perhaps."""
    return Part(text, SafeString(linebreaks(text, autoescape=True)))


def said(text: str, html: SafeString) -> Part:
    """What a person wrote, set apart from what we say."""
    style = "margin:0 0 24px;padding:0 0 0 16px;border-left:4px solid #1d4770;"
    return Part(text, format_html('<div class="line" style="{}">{}</div>', style, html))


def written_back(text: str, words: str) -> Part:
    """What the reader wrote to us, as it was typed: no mark in it is drawn."""
    return said(text, SafeString(linebreaks(words, autoescape=True)))


def letter(text: str, code: str = "") -> list[Part]:
    """A letter that was written as plain text: a line that is an address of ours is a button, one that is `code` stands large."""
    parts: list[Part] = []
    for paragraph in re.split(r"\n{2,}", text.strip()):
        for is_of_its_own, lines in groupby(paragraph.split("\n"), lambda line: line == code or _is_address(line)):
            if not is_of_its_own:
                parts.append(words("\n".join(lines)))
                continue
            for line in lines:
                parts.append(_code(line) if line == code else button(line, _("リンクを開く"), line))
    return parts


def _is_address(line: str) -> bool:
    return line.startswith(f"{settings.SITE_URL}/") and " " not in line


def _code(code: str) -> Part:
    # One touch takes it whole, where the mail program knows that
    style = "margin:0 0 20px;font-size:32px;line-height:1.4;font-weight:bold;-webkit-user-select:all;user-select:all;"
    return Part(code, format_html('<p style="{}">{}</p>', style, code))


def title(text: str, html: str, below: str = "") -> Part:
    """Where something else begins: `html` is its title there, `below` a line beneath it."""
    style = (
        "margin:32px 0 12px;padding-top:20px;border-top:1px solid #767d86;font-size:20px;line-height:1.5;color:#20252e;"
    )
    soft = "margin:-8px 0 12px;font-size:16px;color:#535a66;"
    line = format_html('<p class="soft" style="{}">{}</p>', soft, below) if below else ""
    return Part(text, format_html('<h2 class="line" style="{}">{}</h2>{}', style, html, line))


def button(text: str, label: str, address: str) -> Part:
    """The one thing to press: `text` holds the address, too."""
    return Part(text, SafeString(render_to_string("mail/button.html", {"label": label, "address": address})))


def link(text: str, label: str, address: str) -> Part:
    style = "display:inline-block;padding:6px 0;color:#1d4770;"
    return Part(
        text, format_html('<p style="margin:0 0 8px;"><a href="{}" style="{}">{}</a></p>', address, style, label)
    )


def together(*parts: Part) -> Part:
    """Parts that stand in plain text line below line."""
    return Part("\n".join(part.text for part in parts if part.text), SafeString("".join(part.html for part in parts)))


def answered_by_us() -> Part:
    """Where an answer goes, in mails whose answer goes nowhere else."""
    return words(_("このメールへの返信は、事務局に届きます。"))


def text_of(parts: Sequence[Part]) -> str:
    return "\n\n".join(part.text.strip() for part in parts if part.text.strip())


def signed(text: str) -> str:
    """The text of a mail that cannot be stopped, with our name beneath it."""
    house = {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
    return f"{text.strip()}\n\n{render_to_string('mail/signature.txt', house).strip()}\n"


def html_of(subject: str, parts: Sequence[Part], stop: str = "") -> str:
    """`stop`: the address that stops this kind of mail; empty where none can be stopped."""
    return render_to_string("mail/sheet.html", {"subject": subject, "parts": parts, "stop": stop})
