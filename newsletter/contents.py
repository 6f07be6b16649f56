"""An issue as a list of parts, from which page, mail and plain text are written alike.

Only what everybody may read comes in: the issue's own words, and cases that are public. Nothing knows rooms here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from cms.models import CasePage
from newsletter.models import NewsletterPage


@dataclass(frozen=True)
class Picture:
    image: Any
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Item:
    heading: str = ""
    facts: list[str] = field(default_factory=list)
    text: str = ""
    link: str = ""
    link_label: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Part:
    kind: str
    title: str
    items: list[Item]


def parts(issue: NewsletterPage, site: str = "") -> list[Part]:
    """Parts with something in them. `site` stands before addresses of our own pages: a mail needs whole ones."""
    cases = _public_cases(issue)
    found = []
    for block in issue.body:
        items = list(_items(block.block_type, block.value, cases, site))
        if items:
            title = "" if block.block_type == "picture" else str(block.block.label)
            found.append(Part(block.block_type, title, items))
    return found


def _public_cases(issue: NewsletterPage) -> dict[int, CasePage]:
    chosen = [
        row["case"].pk
        for block in issue.body
        if block.block_type == "cases"
        for row in block.value["rows"]
        if row["case"]
    ]
    return {case.pk: case for case in CasePage.objects.visible_to(AnonymousUser()).filter(pk__in=chosen)}


def _items(kind: str, value, cases: dict[int, CasePage], site: str) -> Iterator[Item]:
    if kind == "secretariat":
        yield Item(value["heading"], [], value["text"] + (f"\n\n{value['who']}" if value["who"] else ""))
    elif kind == "visit":
        picture = next((_picture(row) for row in value["picture"]), None)
        yield Item(value["heading"], _facts(_("訪ねた先"), value["place"]), value["text"], picture=picture)
    elif kind == "cases":
        for row in value["rows"]:
            if row["case"] and (case := cases.get(row["case"].pk)):
                text = row["text"] or case.summary
                yield Item(case.title, [], text, site + (case.url or ""), _("この事例を読む"))
    elif kind == "events":
        for row in value["rows"]:
            facts = _facts(_("団体"), row["organisation"]) + _facts(_("日時と場所"), row["when"])
            yield Item(row["heading"], facts, row["text"], row["link"], _("くわしいページへ") if row["link"] else "")
    elif kind == "calls":
        for row in value["rows"]:
            facts = _facts(_("しめきり"), row["deadline"])
            yield Item(row["heading"], facts, row["text"], row["link"], _("くわしいページへ") if row["link"] else "")
    elif kind == "picture" and (picture := _picture(value)):
        yield Item(picture=picture)


def _facts(label: str, words: str) -> list[str]:
    return [f"{label}：{words}"] if words else []


def _picture(row) -> Picture | None:
    return Picture(row["image"], row["alt"], row["caption"]) if row["image"] else None
