"""What a file is follows from what is in it; what could act in the browser or machine of a reader is not taken."""

import pytest

from salon.rooms.recognising import NotTaken, document, fitting_name
from tests.factories import files

pytestmark = pytest.mark.once


def words(value):
    """Bytes make no name of a test."""
    return value if isinstance(value, str) else "file"


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (files.PDF, ".pdf"),
        (files.office("wordprocessingml.document"), ".docx"),
        (files.office("spreadsheetml.sheet"), ".xlsx"),
        (files.office("presentationml.presentation"), ".pptx"),
        (files.open_office("text"), ".odt"),
        (files.open_office("spreadsheet"), ".ods"),
        (files.open_office("presentation"), ".odp"),
        (files.old_office("WordDocument"), ".doc"),
        (files.old_office("Workbook"), ".xls"),
        (files.old_office("PowerPoint Document"), ".ppt"),
        (files.TEXT, ".txt"),
        ("名前,人数\n".encode("cp932"), ".txt"),
        ("名前\t人数\n".encode("utf-16"), ".txt"),
    ],
    ids=words,
)
def test_a_file_is_what_is_in_it(content, ending):
    assert document(content, "なまえ.exe").ending == ending


def test_a_table_is_known_by_the_name_of_its_text():
    assert document(files.TEXT, "名簿.CSV").content_type == "text/csv"


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf <svg xmlns='http://www.w3.org/2000/svg'/>",
        "お知らせ<script>alert(1)</script>".encode(),
        b"MZ\x90\x00" + bytes(60),
        b"\x7fELF" + bytes(60),
        b"\x00\x01\x02",
        files.packed({"a.txt": "x"}),
        files.packed({"mimetype": "application/epub+zip"}),
        files.office("wordprocessingml.document", **{"word/vbaProject.bin": "x"}),
        files.old_office("Workbook", "_VBA_PROJECT"),
        files.open_office("text", **{"Basic/Standard/Module1.xml": "x"}),
        files.open_office("text", **{"Scripts/python/module.py": "x"}),
        files.old_office("EncryptedPackage"),
        files.old_office("Root Entry"),
        b"PK\x03\x04broken",
        b"PK\x03\x04" + b"PK\x01\x02" * 10_001,
    ],
    ids=words,
)
def test_what_we_do_not_know_or_trust_is_not_taken_and_said_why(content):
    for name in ("a.pdf", "a.docx", "a.txt", "a.png"):
        with pytest.raises(NotTaken) as refused:
            document(content, name)
        assert str(refused.value).endswith("。")


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked():
    bomb = files.packed({"[Content_Types].xml": " " * 9_000_000})
    with pytest.raises(NotTaken):
        document(bomb, "a.docx")


@pytest.mark.parametrize(
    ("name", "ending", "fitting"),
    [
        ("写真.HEIC", ".jpg", "写真.jpg"),
        ("report.docx", ".docx", "report.docx"),
        ("run.bat", ".txt", "run.bat.txt"),
        ("photo.jpg", ".pdf", "photo.pdf"),
        ("..\\..\\秘密/名簿.csv", ".csv", "名簿.csv"),
        ("ハ\u309aンフ.pdf", ".pdf", "パンフ.pdf"),
        ("gnp\u202excod.pdf", ".pdf", "gnpxcod.pdf"),
        ('a"\r\nX: y.pdf', ".pdf", 'a"X: y.pdf'),
        ("", ".pdf", "ファイル.pdf"),
        (".", ".pdf", "ファイル.pdf"),
        ("あ" * 300, ".pdf", "あ" * 100 + ".pdf"),
    ],
)
def test_a_name_keeps_what_people_read_and_ends_as_the_file_is(name, ending, fitting):
    assert fitting_name(name, ending) == fitting
