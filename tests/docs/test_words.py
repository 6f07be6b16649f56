"""docs/words.md: the words we use are in the code, and those we avoid are nowhere."""

import re

import pytest

from tests.docs.reading import ROOT, rows, section, text_of

pytestmark = pytest.mark.once

DOCUMENT = text_of("docs/words.md")
OURS = ("config", "members", "cms", "salon", "newsletter", "templates", "static/js")
KINDS = {".html", ".txt", ".py", ".js", ".json"}
# Words of others: the survey's, as the secretariat loads them, and how people may write what they look for
NAMES = ("members/fixtures/", "cms/searching/spellings.txt")
USED = [
    heading
    for heading in re.findall(r"^## .*$", DOCUMENT, re.MULTILINE)
    if heading not in ("## Agreed, not built yet", "## Words we avoid")
]
AVOIDED = [row[0].strip("`") for row in rows(section(DOCUMENT, "## Words we avoid"))]


def sources() -> dict[str, str]:
    found = {}
    for folder in OURS:
        for path in sorted((ROOT / folder).rglob("*")):
            name = str(path.relative_to(ROOT))
            if path.suffix in KINDS and not name.startswith(NAMES):
                found[name] = path.read_text(encoding="utf-8")
    return found


SOURCES = sources()
PYTHON = "\n".join(text for name, text in SOURCES.items() if name.endswith(".py"))


def test_there_is_something_to_read():
    assert len(AVOIDED) > 10
    assert len(SOURCES) > 300


@pytest.mark.parametrize("word", AVOIDED)
def test_a_word_that_we_avoid_is_nowhere(word):
    assert not [name for name, text in SOURCES.items() if word in text]


@pytest.mark.parametrize("heading", USED)
def test_a_word_that_we_use_is_on_the_screen_and_in_the_code(heading):
    everything = "\n".join(SOURCES.values())
    for shown, _english, code, _meaning in rows(section(DOCUMENT, heading)):
        assert any(word in everything for word in shown.split("・")), shown
        assert re.search(rf"\b{re.escape(code.strip('`'))}\b", PYTHON), code


def test_a_word_stands_in_one_place():
    shown = [row[0] for heading in USED for row in rows(section(DOCUMENT, heading))]
    assert len(shown) == len(set(shown))
    assert not set(shown) & set(AVOIDED)
