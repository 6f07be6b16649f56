"""Each fault of a list is named by line, column and name, in words that say what to do."""

import pytest

from members.importing import faults, organisations
from members.models import Block, Organisation
from tests.members.importing.rows import ROW, faults_of, row, take, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


def fault_of(**changed) -> str:
    """The one fault of a list whose second row differs from a good one in this."""
    found = faults_of(text(ROW, row(no="2", name="あさやけの会", project_title="朝の市") | changed))
    assert len(found) == 1, found
    assert not Organisation.objects.exists()  # all or nothing
    return found[0]


@pytest.mark.parametrize(
    ("column", "value", "place", "words"),
    [
        ("no", "", "3行目 2列目「no」", "空です"),
        ("name", "", "3行目 3列目「name」", "空です"),
        ("project_title", "　", "3行目 5列目「project_title」", "空です"),
        ("target_groups", "", "3行目 6列目「target_groups」", "空です"),
        ("no", "二", "3行目 2列目", "数字ではありません"),
        ("no", "1.0", "3行目 2列目", "数字ではありません"),
        ("no", "-1", "3行目 2列目", "数字ではありません"),
        ("no", "0", "3行目 2列目", "1から9999まで"),
        ("no", "9" * 5000, "3行目 2列目", "1から9999まで"),
        ("no", "1", "3行目 2列目", "番号1が2回あります（2行目"),
        ("cohort", "1999", "3行目 1列目", "2000から2100まで"),
        ("cohort", "令和8", "3行目 1列目", "数字ではありません"),
        ("cohort", "2027", "3行目 1列目", "1つの年度だけ"),
        ("name", "あ" * 121, "3行目 3列目", "120文字まで"),
        ("legal_form", "あ" * 41, "3行目 4列目", "40文字まで"),
        ("project_title", "あ" * 201, "3行目 5列目", "200文字まで"),
        ("area", "あ" * 201, "3行目 7列目", "200文字まで"),
        ("name", "あさ\x00やけ", "3行目 3列目", "制御文字"),
        ("area", "大阪\x0b府", "3行目 7列目", "制御文字"),
        ("target_groups", "ひきこもり状態の人", "3行目 6列目", "もしかして「ひきこもりの状態にある人」"),
        ("target_groups", "高齢者、宇宙飛行士", "3行目 6列目", "「宇宙飛行士」という対象はありません"),
        ("prefectures", "京都", "3行目 8列目", "もしかして「京都府」"),
        ("prefectures", "東京", "3行目 8列目", "もしかして「東京都」"),
        ("target_groups", "ひきこもり", "3行目 6列目", "もしかして「ひきこもりの状態にある人」"),
        ("prefectures", "大阪府堺市", "3行目 8列目", "もしかして「大阪府」"),
        ("blocks", "近幾", "3行目 9列目", "もしかして「近畿」"),
        ("blocks", "近畿、関東・甲信越", "3行目 9列目", "「関東・甲信越」は都道府県と合いません。大阪府は「近畿」です"),
        ("nationwide", "はい", "3行目 10列目", "「はい」は使えません"),
        ("adopted_in_previous_year", "2", "3行目 11列目", "「1」か「○」"),
        ("withdrawn", "×", "3行目 12列目", "使えません"),
    ],
)
def test_a_wrong_cell_is_named(column, value, place, words):
    fault = fault_of(**{column: value})
    assert fault.startswith(place)
    assert words in fault


def test_kyoto_is_not_found_in_tokyo():
    assert fault_of(prefectures="東京都、京都", blocks="").startswith("3行目 8列目")


def test_an_organisation_in_no_place_would_be_in_no_room():
    fault = fault_of(prefectures="", blocks="")
    assert fault.startswith("3行目 8列目")
    assert "全国" in fault


@pytest.mark.parametrize("corporate_number", ["123", "1.23457E+12", "12345678901234", "abcdefghijklm"])
def test_a_corporate_number_has_13_digits(corporate_number):
    found = faults_of(text(row(corporate_number=corporate_number)))
    assert [fault for fault in found if fault.startswith("2行目 13列目") and "13けた" in fault]


@pytest.mark.parametrize("flag", ["○", "〇", "◯", "1", "１"])
def test_yes_is_written_in_several_ways(flag):
    assert take(row(withdrawn=flag)).withdrawn


@pytest.mark.parametrize("flag", ["", "0", "０"])
def test_no_is_zero_or_nothing(flag):
    assert not take(row(withdrawn=flag)).withdrawn


def test_an_example_that_was_left_in_is_named_and_nothing_else_of_its_row():
    fault = fault_of(name="（例）あさやけの会", project_title="(例)朝の市", prefectures="東京")
    assert fault.startswith("3行目 3列目「name」")
    assert "行を消してください" in fault
    assert fault_of(project_title="(例) 朝の市").startswith("3行目 5列目「project_title」")


@pytest.mark.parametrize(("extra", "found"), [(",余計", 13), (None, 11)])
def test_a_row_with_too_many_or_too_few_cells_is_named(extra, found):
    lines = text(ROW).splitlines()
    lines[1] = lines[1] + extra if extra else lines[1].rpartition(",")[0]
    assert faults_of("\r\n".join(lines)) == [f"2行目: セルの数が合いません。見出しは12列、この行は{found}列です。"]


def test_commas_at_the_end_say_nothing_but_a_word_without_a_column_is_not_dropped():
    lines = text(ROW).splitlines()
    assert faults_of(f"{lines[0]},,\r\n{lines[1]},,,,\r\n") == []
    found = faults_of(f"{lines[0]},,\r\n{lines[1]},余計,\r\n")
    assert found == ["2行目: セルの数が合いません。見出しは12列、この行は13列です。"]


def test_all_faults_are_named_at_once_in_the_order_of_the_file():
    found = faults_of(
        text(
            row(prefectures="東京", withdrawn="x"),
            row(no="a", name=""),
            row(no="3", name="よあけの会", area="あ" * 300),
        )
    )
    assert [fault.partition("列目")[0] for fault in found] == ["2行目 8", "2行目 12", "3行目 2", "3行目 3", "4行目 7"]


def test_many_faults_are_cut_and_counted_and_after_enough_nobody_looks_further(monkeypatch):
    content = text(*[row(no="x", name=f"会{number}") for number in range(300)])
    found = faults_of(content)
    assert len(found) == faults.SHOWN + 1
    assert found[-1] == "ほかに100件あります。"
    monkeypatch.setattr(faults, "ENOUGH", 250)
    monkeypatch.setattr(organisations, "ENOUGH", 250)
    assert faults_of(content)[-1] == "ほかに50件以上あります。"


def test_the_block_follows_the_secretariats_assignment_of_the_day():
    take(ROW)
    kinki = Block.objects.get(name="近畿")
    osaka = kinki.prefectures.get(name="大阪府")
    osaka.block = Block.objects.get(name="中国・四国")
    osaka.save()
    assert "大阪府は「中国・四国」です" in faults_of(text(ROW))[0]
    assert faults_of(text(row(blocks=""))) == []
