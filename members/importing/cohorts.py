"""A year as people type it, beside the file: the same on the page and on the command line."""

import re
import unicodedata

from django.utils.translation import gettext as _

YEARS = (2000, 2100)


def cohort_year(typed: str) -> int | None:
    """The year, also in full width and with 年度 behind it; None where nothing was typed. ValueError says what is wrong."""
    # Nothing longer can be a year, and normalising could make it longer still
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed[:40]))
    if not plain:
        return None
    match = re.fullmatch(r"([0-9]{4})(年度?)?", plain)
    if not match or not YEARS[0] <= int(match[1]) <= YEARS[1]:
        text = _("年度は西暦4けたで書いてください（%(least)sから%(most)sまで）。例：2026")
        raise ValueError(text % {"least": YEARS[0], "most": YEARS[1]})
    return int(match[1])
