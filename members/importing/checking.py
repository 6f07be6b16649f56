"""Each cell against what it may say. Every fault is collected; nothing is guessed."""

import difflib
import re
import unicodedata
from typing import Any

from django.utils.translation import gettext as _

from members.importing.columns import BY_HEADING, BY_KEY, COLUMNS, Column
from members.importing.entries import Entry
from members.importing.faults import Fault, FaultyFile
from members.importing.reading import DAMAGED, Row
from members.models import Block, Prefecture, TargetGroup
from members.text import fold, is_readable

YEARS = (2000, 2100)
NUMBERS = (1, 9999)
YES = {"1", "○", "〇", "◯"}
NO = {"", "0"}
BETWEEN = re.compile(r"[、，,;；\n]+")


class Checker:
    """Reads the heading once, then row after row. `faults` holds what was wrong."""

    def __init__(self, heading: Row, cohort: int | None):
        self.cohort = cohort
        self.faults: list[Fault] = []
        self.heading = heading
        self.places: dict[str, int] = {}
        self._read_heading()
        self.groups = {fold(group.name): group for group in TargetGroup.objects.all()}
        self.prefectures = {fold(p.name): p for p in Prefecture.objects.select_related("block")}
        self.blocks = {fold(block.name): block for block in Block.objects.all()}

    def _read_heading(self) -> None:
        cells = self.heading.cells
        while cells and not cells[-1]:
            cells = cells[:-1]
        self.width = len(cells)
        if not any(fold(cell) in BY_HEADING for cell in cells):
            text = _(
                "見出しが読めません。1行目に列の名前（団体名、事業名など）があるか、文字コードがUTF-8かを確かめてください。"
            )
            raise FaultyFile([Fault(text, self.heading.line)])
        for place, cell in enumerate(cells):
            column = BY_HEADING.get(fold(cell))
            if column is None:
                text = _("知らない列です。列の名前を直すか、列を消してください。") + _perhaps(
                    cell, {heading: column.label for heading, column in BY_HEADING.items()}
                )
                self._add(text, self.heading.line, place, cell or _("名前なし"))
            elif column.key in self.places:
                text = _("同じ列が2つあります（%(first)s列目にもあります）。") % {"first": self.places[column.key] + 1}
                self._add(text, self.heading.line, place, cell)
            else:
                self.places[column.key] = place
        for column in COLUMNS:
            if column.required and column.key not in self.places and not (column.key == "cohort" and self.cohort):
                text = _("「%(label)s」（%(key)s）の列がありません。") % {"label": column.label, "key": column.key}
                self.faults.append(Fault(text, self.heading.line))

    def _add(self, text: str, line: int, place: int, name: str) -> None:
        self.faults.append(Fault(text, line, place + 1, name))

    def fault(self, line: int, key: str, text: str) -> None:
        """Something is wrong in the cell of column `key`."""
        if key in self.places:
            place = self.places[key]
            self._add(text, line, place, self.heading.cells[place])
        else:
            self.faults.append(Fault(text, line))

    def entry(self, row: Row) -> Entry | None:
        """The row in our words; None where it has a fault."""
        before = len(self.faults)
        extra = row.cells[len(self.heading.cells) :]
        if len(row.cells) < self.width or extra:
            text = _("セルの数が合いません。見出しは%(wanted)s列、この行は%(found)s列です。")
            self.faults.append(Fault(text % {"wanted": self.width, "found": len(row.cells)}, row.line))
            return None
        cells = {key: self._text(row, BY_KEY[key], row.cells[place]) for key, place in self.places.items()}
        told: dict[str, Any] = {
            key: cells.get(key, "")
            for key in ("name", "project_title", "legal_form", "area", "corporate_number", "code")
        }
        for key in ("nationwide", "adopted_in_previous_year", "withdrawn"):
            told[key] = self._flag(row.line, key, cells.get(key, ""))
        entry = Entry(
            line=row.line,
            cohort=self._year(row.line, cells),
            number=self._whole(row.line, "no", cells.get("no", ""), *NUMBERS),
            target_groups=self._words(row.line, "target_groups", cells, self.groups),
            prefectures=self._words(row.line, "prefectures", cells, self.prefectures),
            **told,
        )
        entry.corporate_number = self._corporate_number(row.line, entry.corporate_number)
        entry.extra_blocks = self._extra_blocks(row.line, cells, entry)
        if not (entry.prefectures or entry.extra_blocks or entry.nationwide) and len(self.faults) == before:
            text = _("活動する場所がわかりません。都道府県を入れるか、全国で活動する団体は「全国」を1にしてください。")
            self.fault(row.line, "prefectures", text)
        return entry if len(self.faults) == before else None

    def _text(self, row: Row, column: Column, cell: str) -> str:
        if not is_readable(cell) or any(unicodedata.category(char) == "Cc" and char not in "\r\n\t" for char in cell):
            self.fault(row.line, column.key, _("使えない文字（制御文字）が入っています。入れなおしてください。"))
            return ""
        if DAMAGED in cell:
            self.fault(
                row.line, column.key, _("読めない文字があります。文字コードをUTF-8にして保存しなおしてください。")
            )
            return ""
        if column.filled and not cell:
            self.fault(row.line, column.key, _("空です。必ず入れてください。"))
        if column.max_length and len(cell) > column.max_length:
            text = _("長すぎます。%(most)s文字までです（いまは%(now)s文字）。")
            self.fault(row.line, column.key, text % {"most": column.max_length, "now": len(cell)})
        return cell if column.key in ("target_groups", "prefectures", "blocks") else re.sub(r"\s*[\r\n]+\s*", " ", cell)

    def _whole(self, line: int, key: str, cell: str, least: int, most: int) -> int:
        if not cell:
            return 0  # an empty cell was named already
        plain = unicodedata.normalize("NFKC", cell)
        if not re.fullmatch(r"[0-9]+", plain):
            self.fault(line, key, _("「%(cell)s」は数字ではありません。") % {"cell": _short(cell)})
        elif len(plain) > 9 or not least <= int(plain) <= most:
            text = _("「%(cell)s」は使えません。%(least)sから%(most)sまでの数字にしてください。")
            self.fault(line, key, text % {"cell": _short(cell), "least": least, "most": most})
        else:
            return int(plain)
        return 0

    def _year(self, line: int, cells: dict[str, str]) -> int:
        if "cohort" not in cells:
            return self.cohort or 0
        year = self._whole(line, "cohort", cells["cohort"], *YEARS)
        if year and self.cohort and year != self.cohort:
            text = _("年度が%(wanted)sと違います。1つのファイルに入れるのは、1つの年度だけです。")
            self.fault(line, "cohort", text % {"wanted": self.cohort})
        self.cohort = self.cohort or year
        return year

    def _flag(self, line: int, key: str, cell: str) -> bool:
        plain = unicodedata.normalize("NFKC", cell)
        if plain not in YES | NO:
            text = _("「%(cell)s」は使えません。はいは「1」か「○」、いいえは「0」か空にしてください。")
            self.fault(line, key, text % {"cell": _short(cell)})
        return plain in YES

    def _corporate_number(self, line: int, cell: str) -> str:
        plain = unicodedata.normalize("NFKC", cell)
        if cell and not re.fullmatch(r"[0-9]{13}", plain):
            text = _(
                "「%(cell)s」は法人番号ではありません。13けたの数字です（Excelでは、列の書式を「文字列」にします）。"
            )
            self.fault(line, "corporate_number", text % {"cell": _short(cell)})
            return ""
        return plain

    def _words(self, line: int, key: str, cells: dict[str, str], known: dict) -> list:
        found: dict = {}
        for word in filter(None, (part.strip() for part in BETWEEN.split(cells.get(key, "")))):
            if match := known.get(fold(word)):
                found[match.pk] = match
            else:
                text = _("「%(word)s」という%(kind)sはありません。") % {"word": _short(word), "kind": BY_KEY[key].label}
                self.fault(line, key, text + _perhaps(word, {fold(w.name): w.name for w in known.values()}))
        return list(found.values())

    def _extra_blocks(self, line: int, cells: dict[str, str], entry: Entry) -> list[Block]:
        named = self._words(line, "blocks", cells, self.blocks)
        if not entry.prefectures:
            return named
        own = {prefecture.block_id for prefecture in entry.prefectures}
        for block in named:
            if block.pk not in own:
                text = _("「%(block)s」は都道府県と合いません。%(prefectures)s。") % {
                    "block": block.name,
                    "prefectures": _("、").join(
                        _("%(prefecture)sは「%(block)s」です") % {"prefecture": p.name, "block": p.block.name}
                        for p in entry.prefectures
                    ),
                }
                self.fault(line, "blocks", text)
        return []


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _perhaps(word: str, known: dict[str, str]) -> str:
    """The nearest of the known words (folded → as written), as a question; empty where none is near."""
    folded = fold(word)[:200]
    # 京都 is as near to 東京都 as to 京都府, but people leave out the end, not the beginning
    beginning = [name for name in known if folded and name.startswith(folded)]
    near = beginning or difflib.get_close_matches(folded, list(known), n=1, cutoff=0.5)
    return _("もしかして「%(word)s」ですか。") % {"word": known[near[0]]} if near else ""
