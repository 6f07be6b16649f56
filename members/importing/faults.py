"""What is wrong with a file, in words that name the place, all of it at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

SHOWN = 200
# A file with so many faults is wrong as a whole; looking further would only keep the server busy
ENOUGH = 1000


@dataclass(frozen=True)
class Fault:
    """One thing to put right. `line` and `column` count from 1, as a person counts in the file."""

    text: str
    line: int | None = None
    column: int | None = None
    column_name: str = ""

    def __str__(self) -> str:
        if self.line is None:
            return self.text
        if self.column is None:
            return _("%(line)s行目: %(text)s") % {"line": self.line, "text": self.text}
        return _("%(line)s行目 %(column)s列目「%(name)s」: %(text)s") % {
            "line": self.line,
            "column": self.column,
            "name": self.column_name,
            "text": self.text,
        }


class FaultyFile(Exception):
    """Nothing of the file was taken. `faults` are in the order of the file."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0))
        super().__init__("; ".join(map(str, self.faults[:3])))

    def sentences(self) -> list[str]:
        """What to show: at most `SHOWN` faults, and how many there are besides."""
        shown = [str(fault) for fault in self.faults[:SHOWN]]
        if (more := len(self.faults) - SHOWN) > 0:
            text = (
                _("ほかに%(count)s件以上あります。") if len(self.faults) >= ENOUGH else _("ほかに%(count)s件あります。")
            )
            shown.append(text % {"count": more})
        return shown
