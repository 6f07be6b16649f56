"""Modules are found by their hashed names: Django rewrites an import only when a semicolon ends it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

SCRIPTS = sorted((Path(settings.BASE_DIR) / "static/js").rglob("*.js"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_import_is_relative_and_ends_in_a_semicolon(script):
    for line in re.findall(r"^(?:import|export)\b.*\bfrom\b.*$", script.read_text(), re.MULTILINE):
        assert re.search(r"""from ["']\.{1,2}/[^"']+["'];$""", line), line


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_an_imported_module_is_there(script):
    for target in re.findall(r"""^(?:import|export)\b.*\bfrom ["']([^"']+)["']""", script.read_text(), re.MULTILINE):
        assert (script.parent / target).resolve().is_file(), target
