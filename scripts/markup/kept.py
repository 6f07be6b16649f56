"""What the tests have left in the folder: files by template, and which of them show all there is to see."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scripts.markup import marks, shapes
from scripts.markup.keeping import DOCUMENT

# Where a piece may stand that cannot stand in a page by itself
AROUND = {"li": ("<ul>", "</ul>"), "tr": ("<table>", "</table>"), "option": ("<select aria-label=x>", "</select>")}
# tests/who_may/world.py writes such a word wherever people write something
SAID = re.compile(r"zq-([a-z0-9-]+?)-qz")
LONG = 60  # letters, as many as a name may have


@dataclass(frozen=True)
class Kept:
    path: Path

    @property
    def template(self):
        return self.path.stem.rsplit("-", 2)[0].replace("--", "/") + ".html"

    @cached_property
    def html(self):
        return self.path.read_text()

    @property
    def test(self):
        return self.html.rpartition("<!-- ")[2].removesuffix(" -->\n")

    @cached_property
    def pairs(self):
        return shapes.pairs(self.html)

    @property
    def is_document(self):
        return bool(DOCUMENT.match(self.html))

    @property
    def is_mail(self):
        return "mail/" in self.template

    @property
    def is_framed(self):
        """Only some of the page is ours."""
        return marks.is_marked(self.html)

    @property
    def document(self):
        """The whole page; of a piece one that stands around it."""
        if self.is_document:
            return self.html
        first = re.search(r"<([a-z]+)", self.html)
        before, after = AROUND.get(first[1], ("", "")) if first else ("", "")
        head = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>·</title></head>'
        return f"{head}<body>{before}{self.html}{after}</body></html>"

    @property
    def lengthened(self):
        """The page as it is when whatever people wrote is one long word."""
        return SAID.sub(lambda word: (word[1].replace("-", "") * LONG)[:LONG], self.document)

    def ours(self, place):
        """Whether the sign at this place, counted from 0, came from one of our templates."""
        return not self.is_framed or marks.is_ours(self.html, place)


def read(folder):
    return [Kept(path) for path in sorted(Path(folder).glob("*.html"))]


def telling(kept):
    """As few of these as show all pairs of each subject: of two workers each has kept what was new to it."""
    by_subject = defaultdict(list)
    for one in kept:
        by_subject[shapes.subject(one.template, one.html)].append(one)
    for files in by_subject.values():
        known = set()
        for one in sorted(files, key=lambda file: -len(file.pairs)):
            if not one.pairs <= known:
                known |= one.pairs
                yield one


def never_rendered(folder, templates):
    """Names of templates below `templates` that no test has drawn."""
    drawn = {name for file in Path(folder).glob("rendered-*.txt") for name in file.read_text().split("\n")}
    return sorted({str(path.relative_to(templates)) for path in templates.rglob("*") if path.is_file()} - drawn)
