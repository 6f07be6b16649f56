"""From the bytes of a file to rows of cells, each with the line it begins on.

Read are UTF-8 with and without BOM, CP932 (what Excel calls CSV; Shift_JIS would fail on ～ and ①) and UTF-16
with BOM (what Excel calls Unicode text), divided by comma, tab or semicolon.
"""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from members.importing.columns import BY_HEADING
from members.importing.faults import ENOUGH, Fault, FaultyFile
from members.text import fold

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 2000  # twenty times as many as a year has
DELIMITERS = ",\t;"
DAMAGED = "\ufffd"


@dataclass(frozen=True)
class Row:
    line: int
    cells: list[str]


def read_path(path: str | Path) -> bytes:
    """The bytes of a file that a person named on the command line."""
    path = Path(path)
    try:
        if path.is_dir():
            raise FaultyFile([Fault(_("%(path)s はフォルダーです。CSVファイルを指定してください。") % {"path": path})])
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        text = _("%(path)s が見つかりません。ファイルの場所と名前を確かめてください。")
    except (OSError, ValueError):
        text = _("%(path)s を開けません。ファイルを読む権限があるか確かめてください。")
    raise FaultyFile([Fault(text % {"path": path})])


def read_rows(content: bytes) -> tuple[list[Row], list[Fault]]:
    """All rows that say something, the heading first, and what could not be read."""
    _refuse_other_kinds(content)
    text = _decoded(content)
    first = next((line for line in io.StringIO(text) if line.strip(" \t\r\n,;\u3000")), None)
    if first is None:
        raise FaultyFile([Fault(_("ファイルが空です。見出しの行と、団体の行を入れてください。"))])
    delimiter = max(DELIMITERS, key=lambda mark: sum(fold(cell) in BY_HEADING for cell in first[:10_000].split(mark)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    faults: list[Fault] = []
    while True:
        line = reader.line_num + 1
        try:
            cells = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return rows, faults
        except csv.Error as error:
            faults.append(Fault(_in_words(error), line))
            if len(faults) >= ENOUGH:
                raise FaultyFile(faults) from None
            continue
        if any(cells):
            rows.append(Row(line, cells))
        if len(rows) > MAX_ROWS + 1:
            text = _("団体が多すぎます。1つのファイルに入れるのは%(most)s団体までです。ファイルを分けてください。")
            raise FaultyFile([Fault(text % {"most": f"{MAX_ROWS:,}"})])


def _in_words(error: csv.Error) -> str:
    if "field limit" in str(error):
        return _('1つのセルが長すぎます。「"」が閉じているかも確かめてください。')
    return _('「"」の使い方が正しくありません。「"」が閉じているか確かめてください。')


def _refuse_other_kinds(content: bytes) -> None:
    text = None
    if not content:
        text = _("ファイルが空です。見出しの行と、団体の行を入れてください。")
    elif len(content) > MAX_BYTES:
        text = _("ファイルが大きすぎます。5MBまでのCSVファイルにしてください。")
    elif content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        text = _(
            "Excelのファイルは読めません。Excelで「名前を付けて保存」を選び、種類を「CSV UTF-8」にして保存してください。"
        )
    elif content.startswith(b"%PDF"):
        text = _("PDFは読めません。CSVファイルを指定してください。")
    elif not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and content.count(0) > len(content) / 10:
        text = _("文字のファイルではないようです。CSV（UTF-8）で保存しなおしてください。")
    if text:
        raise FaultyFile([Fault(text)])


def _decoded(content: bytes) -> str:
    """The text in the encoding that fits best. What does not fit stays as U+FFFD, to be named in its cell."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    candidates = ["utf-8-sig"] if content.startswith(codecs.BOM_UTF8) else ["utf-8-sig", "cp932"]
    texts = [content.decode(encoding, errors="replace") for encoding in candidates]
    return min(texts, key=lambda text: text.count(DAMAGED))
