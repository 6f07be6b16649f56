"""Neither salon nor site carries personal data of the people that organisations support.

A machine recognises only what has a form of its own: a telephone number, a mail address, a day of birth, the number that
the state gives; and the keys that our own mails carry for one person each. Names and health it cannot see; for these the hint beside the field has to do.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from members.text import seen


class Kind(TextChoices):
    PHONE = "phone", _("電話番号")
    ADDRESS = "address", _("メールアドレス")
    BIRTH = "birth", _("生年月日")
    NUMBER = "number", _("マイナンバー")
    KEY = "key", _("あなただけのアドレス（メールの返信先やサインインのリンク）")


# May be that of an organisation; the others are always of a single person
OF_ANYBODY = (Kind.PHONE, Kind.ADDRESS)


@dataclass(frozen=True)
class Found:
    """What stands in a text, as it is compared: however it was typed."""

    kind: Kind
    words: str


# The long vowel of katakana too: it is what many keyboards give between numbers
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ーｰ－─"), "-")
_DATE = (
    r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:\d{1,2}|元)|(?:18|19|20)\d\d)"
    r"\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?"
)
# Of answering, of stopping a kind of mail (members/mail/stopping.py), of signing in, of joining: whoever has one can do it in another's
# name. Some mail servers wrap every link in one of theirs, in which a / is written otherwise
KEYS = re.compile(
    r"(?:mailto:)?[\w.-]{1,64}\+[a-z2-7]{48}@[\w.-]{1,200}"
    r"|https?://[!-~]{0,300}?mail(?:/|%2F|%252F|_)stop(?:/|%2F|%252F|_)[0-9a-f-]{36}[!-~]{0,500}"
    r"|https?://[!-~]{0,300}?signin(?:/|%2F|%252F|_)link(?:/|%2F|%252F|_)[!-~]{1,500}"
    r"|https?://[!-~]{0,300}?(?:invitations|confirm)(?:/|%2F|%252F|_)[\w-]+(?::|%3A|%253A)[\w-]+(?::|%3A|%253A)[!-~]{1,500}",
    re.IGNORECASE,
)
_FORMS = {
    Kind.KEY: KEYS,
    Kind.PHONE: re.compile(
        r"(?<![\d-])(?:\+81[- ]?|0)(?:[- ]?\(?\d\)?){8,10}(?![\d]|-\d)"
        # A mobile telephone also with other things between; any other one with marks and ten digits
        r"|(?<!\d)0[5789]0[\s.,・/_の()-]{0,3}\d{4}[\s.,・/_の()-]{0,3}\d{4}(?!\d)"
        r"|(?<![\d.])(?=0(?:[.・/]?\d){9}(?!\d))0\d{1,4}[.・/]\d{1,4}[.・/]\d{3,4}"
    ),
    Kind.ADDRESS: re.compile(r"(?<![\w.+-])[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+", re.ASCII),
    # A date alone is that of a gathering: it is a day of birth when the text says so. Organisations are born, too
    Kind.BIRTH: re.compile(
        rf"{_DATE}\s?(?:に\s?)?お?(?:生まれ|生れ|うまれ|産まれ)(?!た(?:ばかりの)?(?:団体|会|集まり|場|居場所|グル|取組|NPO))"
        rf"|{_DATE}\s?生(?![まれ]|放|配|演|中|産|活|徒|涯|協|け|き|か|物|花)"
        rf"|(?:生年月日|誕生日(?!会|パ|の?お?祝|カ|ケ|の集))\D{{0,6}}{_DATE}",
        re.IGNORECASE,
    ),
    # The last sign of マイナンバー has become a dash
    Kind.NUMBER: re.compile(r"(?:マイナンバ|個人番号)\D{0,8}(?:\d[- ]?){11}\d(?!\d)"),
}

_TAKEN_AT = re.compile(r"(?<!\d)(?:19|20)\d{6}[-_ ]?\d{4,9}(?!\d)")


def find(text: str) -> list[Found]:
    """Everything in `text` that seems to be personal data."""
    plain = seen(unicodedata.normalize("NFKC", text)).translate(_DASHES)
    return [Found(kind, match[0]) for kind, form in _FORMS.items() for match in form.finditer(plain)]


def find_in_name(name: str) -> list[Found]:
    """The same in the name of a file; the moment that a camera writes into it is no telephone number."""
    return find(_TAKEN_AT.sub(" ", name))


def names(found: list[Found]) -> str:
    """Its kinds in words, each once."""
    return "、".join(dict.fromkeys(str(one.kind.label) for one in found))


def found_in(text: str) -> list[str]:
    """What kinds of personal data `text` seems to hold, in words; empty when none."""
    return list(dict.fromkeys(str(one.kind.label) for one in find(text)))


def of_one_person(found: list[Found]) -> list[Found]:
    """What of it can belong to no organisation."""
    return [one for one in found if one.kind not in OF_ANYBODY]
