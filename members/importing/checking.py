"""Each cell against what it may say. Every fault is collected; nothing is guessed."""

import re
import unicodedata

from django.utils.translation import gettext as _

from members.importing.cohorts import YEARS
from members.importing.columns import BY_KEY, Column
from members.importing.entries import Entry
from members.importing.faults import SHOWN, Fault
from members.importing.heading import Heading, perhaps, short
from members.importing.reading import DAMAGED, Row
from members.importing.template import MARK, MARKED, is_example
from members.models import Block, Prefecture, TargetGroup
from members.text import fold, is_readable

NUMBERS = (1, 9999)
YES = {"1", "○", "〇", "◯"}
NO = {"", "0"}
BETWEEN = re.compile(r"[、，,;；\n]+")
SETS = ("target_groups", "prefectures", "blocks")
# Empty means here that the list does not know
EMPTY_SAYS_NOTHING = ("legal_form", "area", "prefectures")


class Checker:
    """Reads the heading once, then row after row. `faults` holds what was wrong."""

    def __init__(self, heading: Row, cohort: int | None):
        self.cohort = cohort
        self.heading = Heading(heading, cohort)
        self.faults: list[Fault] = list(self.heading.faults)
        self.groups = {fold(group.name): group for group in TargetGroup.objects.all()}
        self.prefectures = {fold(p.name): p for p in Prefecture.objects.select_related("block")}
        self.blocks = {fold(block.name): block for block in Block.objects.all()}

    def fault(self, line: int, key: str, text: str) -> None:
        """Something is wrong in the cell of column `key`."""
        self.faults.append(self.heading.fault(line, key, text))

    def entry(self, row: Row) -> Entry | None:
        """The row in our words; None where it has a fault, or where a column is missing that it needs."""
        before = len(self.faults)
        if not self._fits(row):
            return None
        cells = {key: self._text(row, BY_KEY[key], row.cells[place]) for key, place in self.heading.places.items()}
        entry = Entry(
            line=row.line,
            cohort=self._year(row.line, cells),
            number=self._whole(row.line, "no", cells.get("no", ""), *NUMBERS),
            name=cells.get("name", ""),
            project_title=cells.get("project_title", ""),
            legal_form=cells.get("legal_form", ""),
            area=cells.get("area", ""),
            code=cells.get("code", ""),
            corporate_number=self._corporate_number(row.line, cells.get("corporate_number", "")),
            target_groups=self._words(row.line, "target_groups", cells, self.groups),
            prefectures=self._words(row.line, "prefectures", cells, self.prefectures),
            silent=frozenset(BY_KEY.keys() - cells.keys()),
            nationwide=self._flag(row.line, "nationwide", cells),
            adopted_in_previous_year=self._flag(row.line, "adopted_in_previous_year", cells),
            withdrawn=self._flag(row.line, "withdrawn", cells),
        )
        entry.extra_blocks = self._extra_blocks(row.line, cells, entry)
        entry.silent |= {key for key in EMPTY_SAYS_NOTHING if not getattr(entry, key)}
        return entry if len(self.faults) == before and self.heading.is_complete else None

    def _fits(self, row: Row) -> bool:
        """The row has a cell for each column, and is a row of the list at all."""
        width, cells = self.heading.width, list(row.cells)
        while len(cells) > width and not cells[-1]:
            cells.pop()  # commas at the end say nothing
        if len(cells) != width:
            text = _("セルの数が合いません。見出しは%(wanted)s列、この行は%(found)s列です。")
            self.faults.append(Fault(text % {"wanted": width, "found": len(cells)}, row.line))
        elif self.heading.stands_again_in(cells):
            self.faults.append(Fault(_("見出しの行がもう一度あります。この行を消してください。"), row.line))
        elif marked := [
            key for key in MARKED if key in self.heading.places and is_example(cells[self.heading.places[key]])
        ]:
            text = _(
                "「%(mark)s」が付いています。例の行なら、行を消してください。団体の行なら、「%(mark)s」を消してください。"
            )
            self.fault(row.line, marked[0], text % {"mark": MARK})
        else:
            return True
        return False

    def _text(self, row: Row, column: Column, cell: str) -> str:
        if not is_readable(cell) or any(unicodedata.category(char) == "Cc" and char not in "\r\n\t" for char in cell):
            self.fault(row.line, column.key, _("使えない文字（制御文字）が入っています。入れなおしてください。"))
            return ""
        if DAMAGED in cell:
            self.fault(
                row.line, column.key, _("読めない文字があります。文字コードをUTF-8にして保存しなおしてください。")
            )
            return ""
        if column.required and not cell:
            self.fault(row.line, column.key, _("空です。必ず入れてください。"))
        if column.max_length and len(cell) > column.max_length:
            text = _("長すぎます。%(most)s文字までです（いまは%(now)s文字）。")
            self.fault(row.line, column.key, text % {"most": column.max_length, "now": len(cell)})
            return ""
        return cell if column.key in SETS else re.sub(r"\s*[\r\n]+\s*", " ", cell)

    def _whole(self, line: int, key: str, cell: str, least: int, most: int) -> int:
        if not cell:
            return 0  # an empty cell was named already
        plain = unicodedata.normalize("NFKC", cell)
        if not re.fullmatch(r"[0-9]+", plain):
            self.fault(line, key, _("「%(cell)s」は数字ではありません。") % {"cell": short(cell)})
        elif len(plain) > 9 or not least <= int(plain) <= most:
            text = _("「%(cell)s」は使えません。%(least)sから%(most)sまでの数字にしてください。")
            self.fault(line, key, text % {"cell": short(cell), "least": least, "most": most})
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

    def _flag(self, line: int, key: str, cells: dict[str, str]) -> bool:
        cell = cells.get(key, "")
        plain = unicodedata.normalize("NFKC", cell)
        if plain not in YES | NO:
            text = _("「%(cell)s」は使えません。はいは「1」か「○」、いいえは「0」か空にしてください。")
            self.fault(line, key, text % {"cell": short(cell)})
        return plain in YES

    def _corporate_number(self, line: int, cell: str) -> str:
        plain = unicodedata.normalize("NFKC", cell)
        if cell and not re.fullmatch(r"[0-9]{13}", plain):
            text = _(
                "「%(cell)s」は法人番号ではありません。13けたの数字です（Excelでは、列の書式を「文字列」にします）。"
            )
            self.fault(line, "corporate_number", text % {"cell": short(cell)})
            return ""
        return plain

    def _words(self, line: int, key: str, cells: dict[str, str], known: dict) -> list:
        found: dict = {}
        for word in filter(None, (part.strip() for part in BETWEEN.split(cells.get(key, "")))):
            if match := known.get(fold(word)):
                found[match.pk] = match
            else:
                text = _("「%(word)s」という%(kind)sはありません。") % {"word": short(word), "kind": BY_KEY[key].label}
                if len(self.faults) < SHOWN:
                    text += perhaps(word, {fold(w.name): w.name for w in known.values()})
                self.fault(line, key, text)
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
