"""The heading says which columns there are; only what every row has to fill is demanded."""

import pytest

from members.models import Organisation
from tests.members.importing.rows import ROW, faults_of, row, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]

NEEDED = ["no", "name", "project_title", "target_groups"]


def without(*missing: str) -> list[str]:
    return [key for key in ROW if key not in missing]


@pytest.mark.parametrize("column", NEEDED)
def test_a_missing_column_that_every_row_has_to_fill_is_named(column):
    found = faults_of(text(ROW, columns=without(column)))
    assert len(found) == 1
    assert f"（{column}）の列がありません" in found[0]


def test_a_list_may_have_nothing_but_what_every_row_has_to_fill_and_a_place():
    assert faults_of(text(ROW, columns=[*NEEDED, "prefectures"]), cohort=2026) == []
    organisation = Organisation.objects.get()
    participation = organisation.participations.get()
    assert (organisation.legal_form, organisation.area, organisation.nationwide) == ("", "", False)
    assert not (participation.withdrawn or participation.adopted_in_previous_year)


def test_a_heading_with_faults_lets_the_cells_be_read_all_the_same():
    wrong = row(prefectures="東京", よけいな列="1")
    found = faults_of(text(wrong, row(no="x"), columns=[*without("project_title"), "よけいな列"]))
    assert [fault.partition(":")[0] for fault in found] == [
        "1行目",
        "1行目 12列目「よけいな列」",
        "2行目 7列目「prefectures」",
        "3行目 2列目「no」",
    ]
    assert not Organisation.objects.exists()


def test_two_lists_one_below_the_other_have_a_heading_too_many():
    twice = text(ROW) + text(row(no="2", name="あさやけの会"))
    assert faults_of(twice) == ["3行目: 見出しの行がもう一度あります。この行を消してください。"]


def test_a_broken_heading_is_named_and_not_the_row_below_it():
    found = faults_of('"cohort"x,no,name\r\n1,2,3\r\n')
    assert len(found) == 1
    assert found[0].startswith("1行目") and "閉じて" in found[0]


def test_a_heading_of_countless_columns_is_one_fault():
    found = faults_of("name," + "x," * 5000)
    assert len(found) == 1
    assert "列が5001列あります" in found[0]


def test_the_year_may_come_from_outside_instead():
    content = text(ROW, columns=without("cohort"))
    assert any("--cohort" in fault for fault in faults_of(content))
    assert faults_of(content, cohort=2026) == []


def test_a_year_from_outside_that_says_something_else_is_a_fault():
    assert any("年度が2025と違います" in fault for fault in faults_of(text(ROW), cohort=2025))


def test_an_unknown_column_is_named_with_the_nearest():
    found = faults_of(text(row(project_titel="x")))
    assert found == [
        "1行目 13列目「project_titel」: 知らない列です。列の名前を直すか、列を消してください。もしかして「事業名」ですか。"
    ]


def test_a_column_that_stands_there_twice_is_named_also_under_its_other_name():
    found = faults_of(text(row(団体名="x")))
    assert len(found) == 1
    assert found[0].startswith("1行目 13列目「団体名」: 同じ列が2つあります（3列目")


def test_a_list_without_rows_is_a_fault():
    assert faults_of(text(columns=list(ROW))) == ["団体の行がありません。見出しの下に、1団体を1行で入れてください。"]
