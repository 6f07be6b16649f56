"""What Excel and others make of a list can be read; what is no list is named."""

import pytest

from members.importing import reading
from members.importing.faults import FaultyFile
from members.models import Organisation, Participation
from tests.members.importing.rows import ROW, faults_of, row, take, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]

WAVY = row(name="なかよし～①の会", project_title="縁側①～つながり～")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_what_excel_writes_is_read(encoding, delimiter):
    assert faults_of(text(WAVY, delimiter=delimiter).encode(encoding)) == []
    assert Organisation.objects.get().name == "なかよし～①の会"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(line_end):
    assert faults_of(text(ROW).replace("\r\n", line_end)) == []


def test_japanese_names_of_columns_are_read_too():
    japanese = {
        "年度": "2026", "番号": "７", "団体名": "ゆうやけの会", "法人格": "", "事業名": "夕方の縁側", "対象": "高齢者",
        "活動地域": "", "都道府県": "大阪府", "ブロック": "", "全国": "", "前年度採択": "○", "辞退": "",
    }  # fmt: skip
    assert faults_of(text(japanese)) == []
    participation = Participation.objects.get()
    assert participation.number == 7
    assert participation.adopted_in_previous_year
    assert Organisation.objects.get().legal_form == ""


def test_empty_rows_are_passed_over():
    assert faults_of(text(ROW) + ",,,,,,,,,,,\r\n\r\n　,,,,,,,,,,,\r\n") == []
    assert Organisation.objects.count() == 1


def test_a_line_is_counted_as_an_editor_counts_also_after_a_cell_of_two_lines():
    two_lines = row(project_title="夕方の\n縁側")
    wrong = row(no="2", name="あさやけの会", prefectures="東京")
    assert faults_of(text(two_lines, wrong)) == [
        "4行目 8列目「prefectures」: 「東京」という都道府県はありません。もしかして「東京都」ですか。"
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空です"),
        (b"\xef\xbb\xbf", "空です"),
        (b"\r\n\r\n,,,\r\n", "空です"),
        (b"PK\x03\x04" + bytes(200), "CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0" + bytes(200), "CSV UTF-8"),
        (b"%PDF-1.7 ...", "PDF"),
        (bytes(500), "文字のファイルではない"),
        (text(ROW).encode("utf-16-le"), "文字のファイルではない"),
        (b"a" * (reading.MAX_BYTES + 1), "大きすぎます"),
        ("あ,い,う\r\n1,2,3\r\n".encode(), "見出しが読めません"),
        (text(ROW).encode("euc-jp").replace(b"cohort,no,name", "年度,番号,団体名".encode("euc-jp")), "「団体名」"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(content, word):
    assert any(word in fault for fault in faults_of(content))
    assert not Organisation.objects.exists()


def test_a_broken_quotation_mark_is_named_by_its_line():
    broken = text(ROW, row(no="2", name="あさやけの会")).replace("夕方の縁側", '"夕方"の縁側', 1)
    assert [fault for fault in faults_of(broken) if fault.startswith("2行目")]


def test_a_quotation_mark_that_never_closes_is_named_where_it_opens():
    broken = text(ROW, row(no="2", name="あさやけの会")).replace("夕方の縁側", '"夕方の縁側', 1)
    assert [fault for fault in faults_of(broken) if fault.startswith("2行目") and "閉じて" in fault]


def test_an_endless_cell_is_named():
    assert any("長すぎます" in fault for fault in faults_of(text(row(project_title="あ" * 200_000))))


def test_more_rows_than_any_list_has_are_refused_before_anybody_looks_at_them(monkeypatch):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    rows = [row(no=str(number), name=f"会{number}") for number in range(1, 4)]
    assert faults_of(text(*rows[:2]) + ",,,\r\n" * 5) == []
    [fault] = faults_of(text(*rows, row(no="x")))
    assert "2団体まで" in fault
    assert Organisation.objects.count() == 2


def test_a_broken_file_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(reading, "ENOUGH", 3)
    assert len(faults_of(text(ROW) + '"a"b\r\n' * 9)) == 3


def test_one_damaged_character_is_named_by_line_and_column():
    damaged = text(ROW).encode().replace("夕方".encode(), b"\xe5\xa4", 1)
    assert faults_of(damaged) == [
        "2行目 5列目「project_title」: 読めない文字があります。文字コードをUTF-8にして保存しなおしてください。"
    ]


@pytest.mark.parametrize(("name", "word"), [("missing.csv", "見つかりません"), ("", "フォルダー")])
def test_a_file_that_is_none_is_named(tmp_path, name, word):
    with pytest.raises(FaultyFile) as caught:
        reading.read_path(tmp_path / name)
    assert word in caught.value.sentences()[0]


def test_a_path_with_a_nul_byte_is_no_crash():
    with pytest.raises(FaultyFile):
        reading.read_path("a\0b")


def test_a_list_may_stand_in_any_order_of_columns():
    content = text(ROW, columns=list(reversed(ROW)))
    assert faults_of(content) == []
    assert take(ROW).unchanged
