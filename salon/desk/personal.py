"""The salon carries no personal data of the people that organisations support.

A machine recognises only what has a form of its own: a telephone number, a mail address, a day of birth.
Names and health it cannot see; for these the hint beside the field has to do.
"""

import re
import unicodedata

from django.utils.translation import gettext as _

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ーｰ－─"), "-")
_PHONE = re.compile(r"(?<![\d-])(?:\+81[- ]?|0)(?:[- ]?\(?\d\)?){8,10}(?![\d]|-\d)")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DATE = r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:\d{1,2}|元)|(?:19|20)\d\d)\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?"
# A date alone is that of a gathering: it is a day of birth when the text says so
_BIRTH = re.compile(rf"{_DATE}\s?(?:生|うまれ|誕生)|(?:生年月日|誕生日)\D{{0,6}}{_DATE}", re.IGNORECASE)


def found_in(text: str) -> list[str]:
    """What kinds of personal data `text` seems to hold, in words; empty when none."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    found = []
    if _PHONE.search(plain):
        found.append(_("電話番号"))
    if _ADDRESS.search(plain):
        found.append(_("メールアドレス"))
    if _BIRTH.search(plain):
        found.append(_("生年月日"))
    return found
