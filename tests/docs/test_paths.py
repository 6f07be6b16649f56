"""What a document names is there: files, make targets, commands, settings, rules."""

import re

import pytest
from django.apps import apps
from django.core.management import get_commands

from cms.models import PublicPage
from tests.docs.reading import DOCUMENTS, ROOT, quoted, rows, section, text_of

pytestmark = pytest.mark.once

OUR_APPS = ("members", "cms", "salon", "newsletter")
TOP = {path.name for path in ROOT.iterdir()}
# Made by `make run` or by somebody who runs it, not part of the repository
MADE = ("var/", ".venv")
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)


def expanded(name: str) -> list[str]:
    """config/settings/{base,dev}.py names two files."""
    match = re.fullmatch(r"(.*)\{([^}]*)\}(.*)", name)
    return [match[1] + one + match[3] for one in match[2].split(",")] if match else [name]


def paths(text: str) -> set[str]:
    """Whatever between backquotes begins with something that lies in the first folder and goes on with a slash, or is such a file."""
    found = set()
    for words in quoted(text):
        for word in words.split():
            first = word.partition("/")[0]
            if word.startswith(MADE) or not re.fullmatch(r"[\w./{},@*-]+", word):
                continue
            if (first in TOP and "/" in word) or re.fullmatch(r"[A-Z]{3,}\.md|pyproject\.toml", word):
                found.update(expanded(word))
    return found


def test_there_is_something_to_read():
    assert len(paths(text_of("docs/map.md"))) > 60
    assert "config/settings/dev.py" in paths("see `config/settings/{base,dev}.py`")


@each_document
def test_names_files_that_are_there(document):
    names = paths(document.read_text(encoding="utf-8"))
    missing = [name for name in names if not (list(ROOT.glob(name)) if "*" in name else (ROOT / name).exists())]
    assert not missing


@each_document
def test_leads_to_files_that_are_there(document):
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'<img src="([^"]+)"', text)
    # Taken from the running product when there is one: the script that takes them says their names
    taken = text_of("scripts/screenshots.py")
    for target in targets:
        if target.startswith(("http:", "https:")):
            continue
        there = (document.parent / target).exists()
        assert there or ("docs/screenshots/" in target and target.rpartition("/")[2] in taken), target


@each_document
def test_names_make_targets_that_are_there(document):
    text = document.read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:`|^)(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", text, re.MULTILINE))
    rules = re.findall(r"^((?:[a-z][a-z-]*[ :])+)", text_of("Makefile"), re.MULTILINE)
    assert targets <= {name for rule in rules for name in re.findall(r"[a-z-]+", rule)} | {"help"}


@each_document
def test_names_commands_that_are_there(document):
    commands = set(re.findall(r"manage\.py ([a-z_]+)", document.read_text(encoding="utf-8")))
    assert commands <= set(get_commands())


def test_operations_names_every_setting_of_the_environment():
    settings = "".join(text_of(f"config/settings/{name}.py") for name in ("base", "signin", "dev", "production"))
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"', settings))
    table = section(text_of("docs/operations.md"), "## Settings")
    named = {name for row in rows(table) for name in re.findall(r"`([A-Z_]+)`", row[0])}
    assert named == read


def test_readme_names_only_settings_that_are_read():
    settings = "".join(text_of(f"config/settings/{name}.py") for name in ("base", "dev"))
    table = section(text_of("README.md"), "## Try it: `make run`")
    for row in rows(table):
        for name in re.findall(r"`([A-Z_]+)`", row[0]):
            assert f'"{name}"' in settings, name


def test_the_map_names_every_package_and_wing():
    folders = {
        path.parent.relative_to(ROOT)
        for app in ("config", *OUR_APPS)
        for path in (ROOT / app).rglob("__init__.py")
        if not {"migrations", "commands", "templatetags", "content"} & set(path.parent.parts)
    }
    text = text_of("docs/map.md")
    # A folder named management/ holds nothing but commands/, and views/ stand beside the rest of their wing
    wings = {f"{folder}/" for folder in folders if folder.name != "management" and len(folder.parts) <= 2}
    assert not {wing for wing in wings if wing not in text}


def test_the_map_says_of_every_rule_where_it_stands():
    table = section(text_of("docs/map.md"), "## Who may see what")
    named = {name: row[1].strip("`") for row in rows(table) for name in re.findall(r"`(\w+)`", row[0])}
    for model in apps.get_models():
        if model._meta.app_label not in OUR_APPS or not hasattr(model._default_manager, "visible_to"):
            continue
        if issubclass(model, PublicPage):
            continue
        assert model.__name__ in named, f"docs/map.md says nothing about who sees {model.__name__}"
        assert f"class {model.__name__}(" in text_of(named[model.__name__])
    assert "def visible_to" in text_of(named["PublicPage"])
