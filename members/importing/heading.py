"""The first line of a list: which column stands where."""

import difflib

from django.utils.translation import gettext as _

from members.importing.columns import BY_HEADING, COLUMNS
from members.importing.faults import Fault, FaultyFile
from members.importing.reading import Row
from members.text import fold

MAX_COLUMNS = 100


class Heading:
    """`places` says where each column stands that the file has. A heading with faults still lets the cells be read."""

    def __init__(self, row: Row, cohort: int | None):
        self.line = row.line
        self.names = row.cells
        while self.names and not self.names[-1]:
            self.names = self.names[:-1]
        self.width = len(self.names)
        self.places: dict[str, int] = {}
        self.faults: list[Fault] = []
        if self.width > MAX_COLUMNS:
            text = _("列が%(count)s列あります。1行目に列の名前だけがあるか、区切りが正しいかを確かめてください。")
            raise FaultyFile([Fault(text % {"count": self.width}, self.line)])
        if not any(fold(name) in BY_HEADING for name in self.names):
            text = _(
                "見出しが読めません。1行目に列の名前（団体名、事業名など）があるか、文字コードがUTF-8かを確かめてください。"
            )
            raise FaultyFile([Fault(text, self.line)])
        for place, name in enumerate(self.names):
            self._place(place, name)
        missing = [column for column in COLUMNS if column.required and column.key not in self.places]
        if cohort:
            missing = [column for column in missing if column.key != "cohort"]
        for column in missing:
            text = _("「%(label)s」（%(key)s）の列がありません。") % {"label": column.label, "key": column.key}
            if column.key == "cohort":
                text += _(
                    "列を足すか、ファイルの外で年度を指定してください（画面では「年度」の欄、コマンドでは --cohort）。"
                )
            self.faults.append(Fault(text, self.line))
        self.is_complete = not missing

    def _place(self, place: int, name: str) -> None:
        column = BY_HEADING.get(fold(name))
        if column is None:
            text = _("知らない列です。列の名前を直すか、列を消してください。")
            text += perhaps(name, {known: found.label for known, found in BY_HEADING.items()})
        elif column.key in self.places:
            text = _("同じ列が2つあります（%(first)s列目にもあります）。") % {"first": self.places[column.key] + 1}
        else:
            self.places[column.key] = place
            return
        self.faults.append(Fault(text, self.line, place + 1, short(name) or _("名前なし")))

    def fault(self, line: int, key: str, text: str) -> Fault:
        """What is wrong in the cell of column `key`, or in the row where the file has no such column."""
        if key not in self.places:
            return Fault(text, line)
        place = self.places[key]
        return Fault(text, line, place + 1, self.names[place])

    def stands_again_in(self, cells: list[str]) -> bool:
        """Two lists were put one below the other, with both their headings."""
        return all(
            BY_HEADING.get(fold(cells[place])) is BY_HEADING[fold(self.names[place])] for place in self.places.values()
        )


def short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def perhaps(word: str, known: dict[str, str]) -> str:
    """The nearest of the known words (folded → as written), as a question; empty where none is near."""
    folded = fold(word[:200])
    # 京都 is as near to 東京都 as to 京都府, but people leave out the end, not the beginning
    beginning = [name for name in known if folded and name.startswith(folded)]
    near = beginning or difflib.get_close_matches(folded, list(known), n=1, cutoff=0.5)
    return _("もしかして「%(word)s」ですか。") % {"word": known[near[0]]} if near else ""
