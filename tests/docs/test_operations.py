"""The examples of docs/operations.md let through what the process takes, and its tables say what we log."""

import re

import pytest

from config import serving
from tests.docs.reading import ROOT, rows, section, text_of

pytestmark = pytest.mark.once

DOCUMENT = text_of("docs/operations.md")
BLOCKS = re.findall(r"^```\n(.*?)^```", DOCUMENT, flags=re.DOTALL | re.MULTILINE)


def test_every_unit_has_a_place_for_what_is_being_uploaded():
    units = [block for block in BLOCKS if "[Service]" in block]
    assert len(units) == 2
    for unit in units:
        # Everything is read-only then, /tmp of the system too, where requests and files lie until they are whole
        assert "ProtectSystem=strict" in unit
        assert "PrivateTmp=yes" in unit


def test_the_proxies_let_through_what_the_process_takes():
    [nginx] = re.findall(r"client_max_body_size (\d+)m;", DOCUMENT)
    # More, so that the page of the process says in Japanese what is too much
    assert int(nginx) * 1024**2 > serving.LARGEST_BODY
    # Caddy's megabytes are smaller than ours, and it hangs up without a word
    assert not re.search(r"^\s*max_size ", DOCUMENT, flags=re.MULTILINE)


def test_a_new_version_restarts_every_service_that_has_a_unit():
    named = set(re.findall(r"/etc/systemd/system/(tsunagari[\w-]*)", DOCUMENT))
    assert named == {"tsunagari", "tsunagari-mail"}
    steps = section(DOCUMENT, "## A new version")
    assert {name for name in named if re.search(rf"systemctl restart {name}(?![\w-])", steps)} == named


def test_the_log_table_names_every_logger_of_ours():
    names = {
        name
        for package in ("config", "newsletter", "salon", "cms", "members")
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"\blog(?:ger)?\.(?:info|warning|error|exception)\(", text := path.read_text(encoding="utf-8"))
        for name in re.findall(r'getLogger\("([\w.]+)"\)', text)
    }
    named = {name for row in rows(section(DOCUMENT, "## The log")) for name in re.findall(r"`(tsunagari\.\w+)", row[0])}
    assert named == names
