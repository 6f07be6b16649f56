"""Everything the product says has an English translation beside it. What goes out to members stays Japanese."""

import ast
import importlib.util
import re
from datetime import date
from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation.template import templatize

from members.models import Block
from members.signin import letters as signin_letters
from newsletter.letters import letter_of
from salon.models import Room
from tests.factories.newsletter import issue

FOLDER = Path(settings.BASE_DIR) / "locale/en/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|<[^>]+>")
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥]")

# The script beside the other catalogues reads them without gettext tools
spec = importlib.util.spec_from_file_location("locale_missing", Path(settings.BASE_DIR) / "locale/wagtail/missing.py")
catalogues = importlib.util.module_from_spec(spec)
spec.loader.exec_module(catalogues)

HEADER, *MESSAGES = catalogues.entries(FOLDER / "django.po")
OURS = ("cms", "config", "members", "newsletter", "salon")
NOT_SAID = {"migrations", "demo"}  # the demonstration is Japanese
# Which argument of a call is a message
CALLS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "ngettext": 0, "ngettext_lazy": 0, "pgettext": 1, "pgettext_lazy": 1}
IN_TEMPLATE = re.compile(r"\b(?:gettext|ngettext|pgettext)\((.+?)\)(?= |$|S|X|B)")


def in_python():
    """Every message of our packages, with its file."""
    for path in (path for package in OURS for path in (Path(settings.BASE_DIR) / package).rglob("*.py")):
        if NOT_SAID & set(path.parts):
            continue
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            place = CALLS.get(name)
            if place is not None and len(call.args) > place and isinstance(call.args[place], ast.Constant):
                yield path.name, call.args[place].value


def in_templates():
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        if "jinja" not in path.parts:
            for found in IN_TEMPLATE.finditer(templatize(path.read_text("utf-8"))):
                call = ast.parse(found[0], mode="eval").body
                yield path.name, call.args[CALLS[call.func.id]].value


def test_every_message_of_the_sources_is_in_the_catalogue():
    known = {entry["msgid"] for entry in MESSAGES}
    said = [*in_python(), *in_templates()]
    assert len({message for _file, message in said}) > 2000
    assert sorted({(file, message) for file, message in said if message and message not in known}) == []


def english(entry):
    """All that is said for one message: two sentences where it depends on a number."""
    return [text for keyword, text in entry.items() if keyword.startswith("msgstr")]


def test_every_message_is_translated():
    assert len(MESSAGES) > 1000
    empty = [entry["msgid"] for entry in MESSAGES if not all(english(entry))]
    assert empty == []


def test_no_translation_is_a_guess_or_left_over():
    lines = (FOLDER / "django.po").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith(("#~", "#|")) or (line[:2] == "#," and "fuzzy" in line)] == []


def test_no_line_of_the_source_is_named_so_that_the_file_stays_still():
    assert not re.search(r"^#:", (FOLDER / "django.po").read_text("utf-8"), re.MULTILINE)


def test_one_thing_and_many_things_differ():
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in HEADER["msgstr"]
    for entry in MESSAGES:
        assert len(english(entry)) == (2 if "msgid_plural" in entry else 1), entry["msgid"]


def test_a_translation_keeps_placeholders_tags_and_the_lines_at_its_ends():
    for entry in MESSAGES:
        for text in english(entry):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(entry["msgid"])), entry["msgid"]
            assert text.startswith("\n") == entry["msgid"].startswith("\n"), entry["msgid"]
            assert text.endswith("\n") == entry["msgid"].endswith("\n"), entry["msgid"]


def test_a_translation_is_english():
    # Quoted are what stands in a file or on paper, which has no English name
    for entry in MESSAGES:
        for text in english(entry):
            assert not JAPANESE.search(re.sub(r"“[^”]*”|\([^)]*\)|such as \S+", "", text)), text


def test_the_compiled_catalogue_says_what_the_text_says():
    written = {}
    for entry in MESSAGES:
        if "msgid_plural" in entry:
            written |= {(entry["msgid"], number): text for number, text in enumerate(english(entry))}
        else:
            written[catalogues.key(entry)] = english(entry)[0]
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = dict(GNUTranslations(file)._catalog)
    compiled.pop("")
    assert compiled == written


def test_a_page_is_read_in_the_language_that_was_chosen():
    with translation.override("en"):
        assert translation.gettext("事務局にたずねる") == "Ask the secretariat"
        assert date_format(date(2026, 11, 3)) == "Nov. 3, 2026"
    assert translation.gettext("事務局にたずねる") == "事務局にたずねる"
    assert date_format(date(2026, 11, 3)) == "2026年11月3日"


@pytest.mark.django_db
def test_a_newsletter_is_japanese_also_when_an_editor_works_in_english():
    one = issue(3, title="春")
    with translation.override("en"):
        letter = letter_of(one, "https://tsunagari.example/stop/")
        assert translation.get_language() == "en"
    assert letter.subject == "お便り 第3号：春"
    assert "2026年4月3日" in letter.text
    assert "お便りの受け取りをやめる" in letter.html


@pytest.mark.django_db
def test_an_invitation_is_japanese_also_when_an_administrator_works_in_english():
    with translation.override("en"):
        signin_letters.send("invitation", "hanako@example.org", {"organisation": "みなと", "link": "/", "days": 14})
    assert "みなとのメンバーとしての招待" in mail.outbox[0].subject
    assert "心当たりがないときは" in mail.outbox[0].body


@pytest.mark.django_db
def test_a_new_block_has_a_room_with_japanese_words_whoever_adds_it():
    with translation.override("en"):
        block = Block.objects.create(name="南の島", slug="islands", order=99)
    assert Room.objects.get(block=block).purpose == "南の島の団体が集まるルームです。"
