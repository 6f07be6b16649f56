"""What somebody typed into the search field, read as words and phrases. Nothing of it is wrong; what is left out is said."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.filtering import parts
from cms.searching.folding import fold
from members.text import is_readable

LONGEST = 100
MOST = 8
_QUOTES = re.compile(r'["“”„＂「」『』]')


@dataclass(frozen=True)
class Asked:
    """`text`: as it was typed. `words`: folded, each must be found. `problems`: a sentence for each thing that was left out."""

    text: str = ""
    words: tuple[str, ...] = ()
    problems: list[str] = field(default_factory=list)


def read(text: str) -> Asked:
    """Words are separated by spaces of any width; what stands in quotes is one."""
    text = " ".join(text.split())
    problems = []
    if not is_readable(text):
        return Asked(problems=[_("さがす言葉に読めない文字がありました。もう一度入れてください。")])
    searched = text[:LONGEST]
    if searched != text:
        problems.append(
            _("さがす言葉は%(number)s文字までです。はじめの%(number)s文字でさがしています。") % {"number": LONGEST}
        )
    words = list(dict.fromkeys(word for word in map(folded, parts(searched)) if word))
    if len(words) > MOST:
        words = words[:MOST]
        problems.append(
            _("さがす言葉は%(number)sつまでです。はじめの%(number)sつでさがしています。") % {"number": MOST}
        )
    if text and not words:
        problems.append(_("さがす言葉がありませんでした。ひらがなでも漢字でも、1文字から入れられます。"))
    return Asked(text, tuple(words), problems)


def folded(part: str) -> str:
    """A word as it is searched; empty where there was nothing but quotes."""
    # A dot at the edge of a word is one of those that texts are read without
    return fold(_QUOTES.sub(" ", part).strip(" ・･")).strip()
