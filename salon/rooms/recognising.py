"""What an uploaded file is, by what is in it. Its name is believed in nothing: it only gets the right ending."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from members.language import in_japanese
from members.text import seen
from salon.rooms import pictures

MOST_PARTS = 10_000  # of an Office file
LARGEST_ENTRY = 1024**2  # bytes read of what says what the file is
NAME_LENGTH = 100
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# What an Office file of today says its main part is
OFFICE = {
    f"{OPEN_XML}wordprocessingml.document": ".docx",
    f"{OPEN_XML}spreadsheetml.sheet": ".xlsx",
    f"{OPEN_XML}presentationml.presentation": ".pptx",
}
OPEN_OFFICE = {
    f"{OPEN_DOCUMENT}text": ".odt",
    f"{OPEN_DOCUMENT}spreadsheet": ".ods",
    f"{OPEN_DOCUMENT}presentation": ".odp",
}
# The stream in which an Office file of old has its text, as the directory of the file writes it
OLD_OFFICE = {
    "WordDocument": (".doc", "application/msword"),
    "PowerPoint Document": (".ppt", "application/vnd.ms-powerpoint"),
    "Workbook": (".xls", "application/vnd.ms-excel"),
    "Book": (".xls", "application/vnd.ms-excel"),
}
# Folders of OpenDocument: of its Basic, and of its other languages
MACROS = ("Basic/", "Scripts/")
OLD_OFFICE_BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(r"\A\s*<[!?a-z]|<(?:html|svg|script|body|iframe)\b", re.IGNORECASE)
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


class NotTaken(Exception):
    """A file that we do not take; the words say why and what to do."""


class NotNow(NotTaken):
    """The same file is taken a little later."""


@dataclass(frozen=True)
class Document:
    """What a file is that is no picture."""

    ending: str
    content_type: str


def document(content: bytes, name: str) -> Document:
    """What is in a file that is no picture. Raises NotTaken."""
    if content.startswith(b"%PDF-"):
        return Document(".pdf", "application/pdf")
    if content.startswith(OLD_OFFICE_BEGINS):
        return _old_office(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if _is_plain_text(content):
        table = name.lower().endswith(".csv")
        return Document(".csv", "text/csv") if table else Document(".txt", "text/plain")
    raise NotTaken(_unknown())


def _unknown() -> str:
    return _(
        "この種類のファイルは送れません。写真（JPEG、PNGなど）、PDF、ワード・エクセル・パワーポイント、テキストを送れます。"
    )


def _with_macros() -> str:
    return _("マクロの入った書類は送れません。マクロのない形で保存し直すか、PDFにして送ってください。")


def _office(content: bytes) -> Document:
    """A ZIP is looked through by its table of contents; of its entries only the one that says what it all is is read."""
    if content.count(b"PK\x01\x02") > MOST_PARTS:
        raise NotTaken(_unknown())
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
            said = next((_read(packed, name) for name in ("mimetype", "[Content_Types].xml") if name in names), "")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise NotTaken(
            _("こわれているか、パスワードのかかったファイルのようです。開けるか確かめて、もう一度選んでください。")
        ) from error
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(MACROS) for name in names):
        raise NotTaken(_with_macros())
    if said.strip() in OPEN_OFFICE:
        return Document(OPEN_OFFICE[said.strip()], said.strip())
    for content_type, ending in OFFICE.items():
        if f'"{content_type}.main+xml"' in said:
            return Document(ending, content_type)
    raise NotTaken(_unknown())


def _read(packed: zipfile.ZipFile, name: str) -> str:
    with packed.open(name) as entry:
        return entry.read(LARGEST_ENTRY).decode("utf-8", "replace")


def _old_office(content: bytes) -> Document:
    if _stream("EncryptedPackage") in content:
        raise NotTaken(_("パスワードのかかった書類は送れません。パスワードを外してから送ってください。"))
    if _stream("_VBA_PROJECT") in content:
        raise NotTaken(_with_macros())
    for stream, (ending, content_type) in OLD_OFFICE.items():
        if _stream(stream) in content:
            return Document(ending, content_type)
    raise NotTaken(_unknown())


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def _is_plain_text(content: bytes) -> bool:
    """Text in one of the codings of Japanese offices, and no page or drawing for a browser."""
    codings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp932"]
    for coding in codings:
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        return bool(text.strip()) and not NO_TEXT.search(text) and not MARKUP.search(text[:2000])
    return False


@in_japanese
def fitting_name(name: str, ending: str) -> str:
    """The name somebody gave, without what no name holds, and with the ending of what the file is."""
    name = seen(unicodedata.normalize("NFC", name)).replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cs", "Cf")).strip(" .")
    stem, dot, old = name.rpartition(".")
    if not dot or (f".{old.lower()}" != ending and f".{old.lower()}" not in pictures.ENDINGS):
        stem = name.removesuffix(ending)
    return f"{stem.strip()[:NAME_LENGTH] or _('ファイル')}{ending}"
