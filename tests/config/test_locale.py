"""The secretariat's admin speaks Japanese throughout: Wagtail's own catalogue where it has one, ours for the rest."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, override
from django.views.i18n import JSONCatalog

pytestmark = pytest.mark.once

FOLDER = Path(settings.BASE_DIR) / "locale/wagtail"
SCRIPT = FOLDER / "missing.py"
CATALOGUES = FOLDER / "ja/LC_MESSAGES"
CORRECTIONS = "# --- Corrections"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
TAG = re.compile(r"<[^>]+>")

spec = importlib.util.spec_from_file_location("locale_missing", SCRIPT)
catalogue = importlib.util.module_from_spec(spec)
spec.loader.exec_module(catalogue)


def messages(po):
    return [entry for entry in catalogue.entries(po) if entry["msgid"]]


def japanese(entry):
    return entry["msgstr[0]"] if "msgid_plural" in entry else entry["msgstr"]


def test_the_installed_wagtail_says_nothing_without_japanese():
    result = subprocess.run([sys.executable, SCRIPT], capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("domain", catalogue.DOMAINS)
def test_without_our_catalogue_the_script_names_what_is_missing(domain, tmp_path):
    ours = {entry["msgid"] for entry in messages(CATALOGUES / f"{domain}.po")}
    named = {text for _, text in catalogue.missing(domain, tmp_path)}
    assert len(named) > 30
    assert named <= ours


@pytest.mark.parametrize("domain", catalogue.DOMAINS)
def test_the_compiled_catalogue_says_what_the_text_says(domain):
    written = {catalogue.key(entry): japanese(entry) for entry in messages(CATALOGUES / f"{domain}.po")}
    compiled = catalogue.compiled(FOLDER, domain)
    compiled.pop("")
    assert compiled == written


@pytest.mark.parametrize("domain", catalogue.DOMAINS)
def test_a_translation_keeps_placeholders_and_tags(domain):
    for entry in messages(CATALOGUES / f"{domain}.po"):
        english = entry.get("msgid_plural", entry["msgid"])
        assert japanese(entry).strip(), english
        assert set(PLACEHOLDER.findall(japanese(entry))) == set(PLACEHOLDER.findall(english)), english
        tags = [sorted(re.sub(r"\s+/>", "/>", tag) for tag in TAG.findall(text)) for text in (japanese(entry), english)]
        assert tags[0] == tags[1], english


@pytest.mark.parametrize("domain", catalogue.DOMAINS)
def test_where_wagtail_has_japanese_ours_is_silent_but_for_the_named_corrections(domain, tmp_path):
    text = (CATALOGUES / f"{domain}.po").read_text("utf-8").split(CORRECTIONS)[0]
    (tmp_path / "additions.po").write_text(text, "utf-8")
    additions = {catalogue.key(entry) for entry in messages(tmp_path / "additions.po")}
    for package, _ in catalogue.english(domain):
        if package not in catalogue.OPTIONAL:
            theirs = catalogue.compiled(catalogue.SITE_PACKAGES / package / "locale", domain)
            assert not additions & set(theirs), package


@override("ja")
def test_the_admin_answers_in_japanese():
    assert gettext("Aging pages") == "長く更新されていないページ"
    assert ngettext("Delete 1 page", "Delete %(counter)s pages", 3) % {"counter": 3} == "3件のページを削除"
    assert gettext("Privacy") == "公開設定", "Wagtail's own stays"
    assert gettext("Usage") == "使用状況", "corrected"


@override("ja")
def test_the_scripts_of_the_admin_answer_in_japanese(rf):
    scripts = json.loads(JSONCatalog.as_view(packages=["wagtail.admin"])(rf.get("/")).content)["catalog"]
    assert scripts["Changes have been autosaved."] == "変更を自動で保存しました。"
    assert scripts["Add a comment"] == "コメントを追加", "Wagtail's own stays"
