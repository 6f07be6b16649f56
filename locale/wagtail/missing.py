"""List what the installed Wagtail says that has no Japanese, neither from Wagtail nor in the catalogues beside this file.

    python locale/wagtail/missing.py

Exit status 1 when something is missing. Only catalogues are read: no settings, no gettext tools.
"""

import ast
import gettext
import importlib.util
import sys
from pathlib import Path

OURS = Path(__file__).parent
DOMAINS = ("django", "djangojs")
SITE_PACKAGES = Path(importlib.util.find_spec("wagtail").origin).parent.parent
DJANGO = ("django/conf", "django/contrib/auth", "django/contrib/contenttypes")
# For developers, or for sites in several languages: an editor of ours meets neither.
UNSEEN = ("wagtail/contrib/styleguide", "wagtail/contrib/simple_translation")
# Apps that may be left out of INSTALLED_APPS. Their Japanese serves their own messages only.
TABLES = {"wagtail/contrib/table_block", "wagtail/contrib/typed_table_block"}
OPTIONAL = {"wagtail/contrib/search_promotions", "wagtail/locales"} | TABLES


def entries(po):
    """The messages of a .po file as dictionaries; the header is the one with an empty msgid."""
    entry, keyword = {}, ""
    for line in [*po.read_text("utf-8").splitlines(), ""]:
        if line.startswith("msg"):
            keyword, text = line.split(" ", 1)
            entry[keyword] = ast.literal_eval(text)
        elif line.startswith('"'):
            entry[keyword] += ast.literal_eval(line)
        elif not line.strip() and entry:
            yield entry
            entry = {}


def key(entry):
    """The message as a compiled catalogue files it."""
    text = entry["msgid"]
    if "msgctxt" in entry:
        text = f"{entry['msgctxt']}\x04{text}"
    return (text, 0) if "msgid_plural" in entry else text


def compiled(folder, domain):
    found = gettext.translation(domain, folder, ["ja"], fallback=True)
    return dict(getattr(found, "_catalog", {}))


def english(domain):
    """The package and the path of every English catalogue that our editors can meet."""
    for po in (SITE_PACKAGES / "wagtail").rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
        package = po.parents[3].relative_to(SITE_PACKAGES).as_posix()
        if package not in UNSEEN:
            yield package, po


def missing(domain, ours=OURS):
    """(package, message) for everything without Japanese."""
    sources = dict(english(domain))
    shared = compiled(ours, domain)
    for package in {*DJANGO, *sources} - OPTIONAL:
        shared |= compiled(SITE_PACKAGES / package / "locale", domain)
    for package, po in sorted(sources.items()):
        japanese = shared | compiled(SITE_PACKAGES / package / "locale", domain)
        for entry in entries(po):
            # A message that exists with a plural answers for its singular as well, but not the other way round.
            if entry["msgid"] and key(entry) not in japanese and (key(entry), 0) not in japanese:
                yield package, entry["msgid"]


if __name__ == "__main__":
    lines = [f"{domain}  {package}  {text!r}\n" for domain in DOMAINS for package, text in missing(domain)]
    sys.stdout.writelines(lines)
    sys.exit(bool(lines))
