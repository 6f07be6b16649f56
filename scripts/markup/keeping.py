"""Keeps what the tests render: a plugin of pytest, on only where it is named.

    pytest -p scripts.markup.keeping --keep-markup=FOLDER …

Each page, mail and piece of a page that code asks for is kept in a file of FOLDER, named after its template, when it
shows something that none of that template has shown so far (`shapes.pairs`). In `rendered-WORKER.txt` stand all
templates of ours that were drawn, alone or inside others.
"""

import os
import re
from contextvars import ContextVar
from functools import wraps
from pathlib import Path

import jinja2
import pytest
from django.conf import settings
from django.template.base import Template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode, ExtendsNode

from scripts.markup import marks, shapes

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
DOCUMENT = re.compile(r"\s*(?:<!--.*?-->\s*)*<!doctype", re.I | re.S)
KEEPER = pytest.StashKey()


class Drawing:
    """One page, mail or piece, while it is being drawn."""

    def __init__(self):
        self.depth = 0  # of templates inside templates
        self.parts: list[tuple[str, str]] = []  # whose templates and blocks inside have given what, inner ones first
        self.in_a_frame = False  # of Wagtail's: only some of it is ours

    def add(self, ours, html):
        self.parts.append((marks.OURS if ours else marks.THEIRS, html))


class Keeper:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.root = settings.BASE_DIR / "templates"
        self.rendered: set[str] = set()
        self.known: dict[str, set] = {}  # pairs by subject
        self.number = 0
        self.drawing: ContextVar[Drawing] = ContextVar("drawing")  # another keeper may watch, too

    def ours(self, path):
        """The name of a template below templates/; "" of what others brought."""
        path = Path(str(path))
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else ""

    def draw(self, name, path, render):
        ours, here = self.ours(path), self.drawing.get(None)
        token = None if here else self.drawing.set(here := Drawing())
        here.depth += 1
        try:
            html = render()
        finally:
            here.depth -= 1
            if token:
                self.drawing.reset(token)
        if ours:
            self.rendered.add(ours)
        if here.depth:
            here.add(ours, html)
        elif ours or DOCUMENT.match(html):
            here.in_a_frame |= not ours
            self.keep(ours or name, here, html)
        return html

    def extend(self, path):
        if ours := self.ours(path):
            self.rendered.add(ours)
        elif self.drawing.get().depth == 1:
            self.drawing.get().in_a_frame = True

    def keep(self, name, here, html):
        if not name.endswith(".html") or "<" not in html:
            return
        if here.in_a_frame and not marks.is_marked(html := marks.mark(html, here.parts)):
            return
        known, shown = self.known.setdefault(shapes.subject(name, html), set()), shapes.pairs(html)
        if shown <= known:
            return
        known |= shown
        self.number += 1
        path = self.folder / f"{name.removesuffix('.html').replace('/', '--')}-{WORKER}-{self.number}.html"
        path.write_text(f"{html}\n<!-- {os.environ.get('PYTEST_CURRENT_TEST', '')} -->\n")

    def close(self):
        (self.folder / f"rendered-{WORKER}.txt").write_text("\n".join(sorted(self.rendered)))


def watch(keeper, patch):
    """Every way in which a template is drawn leads through one of these. Not Django's signal: some tests switch it off."""

    def instead_of(cls, name):
        plain = getattr(cls, name)
        return lambda ours: patch.setattr(cls, name, wraps(plain)(lambda *args, **kw: ours(plain, *args, **kw)))

    @instead_of(Template, "render")
    def _django(plain, self, *args, **kw):
        return keeper.draw(self.name or "", self.origin and self.origin.name, lambda: plain(self, *args, **kw))

    @instead_of(jinja2.Template, "render")
    def _jinja(plain, self, *args, **kw):
        return keeper.draw(self.name or "", self.filename, lambda: plain(self, *args, **kw))

    @instead_of(ExtendsNode, "get_parent")
    def _extends(plain, self, context):
        parent = plain(self, context)
        keeper.extend(parent.origin.name)
        return parent

    @instead_of(BlockNode, "render")
    def _block(plain, self, context):
        blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
        block = blocks and blocks.get_block(self.name)
        html = plain(self, context)
        if block and block.nodelist:
            keeper.drawing.get().add(keeper.ours(block.nodelist[0].origin.name), html)
        return html


def pytest_addoption(parser):
    # With `=`: pytest would take a word of its own for one of the paths
    parser.addoption("--keep-markup", metavar="FOLDER", help="keep every state of every template there")


def pytest_configure(config):
    if folder := config.getoption("--keep-markup"):
        config.stash[KEEPER] = Keeper(folder)
        patch = pytest.MonkeyPatch()
        config.add_cleanup(patch.undo)
        watch(config.stash[KEEPER], patch)


def pytest_unconfigure(config):
    if keeper := config.stash.get(KEEPER, None):
        keeper.close()
