"""An editor takes the cases and the directory out as lists; nobody else does."""

import csv
from io import BytesIO

import openpyxl
import pytest

from tests.factories.cms import case
from tests.factories.members import (
    CohortFactory,
    EditorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, home):
    from members.roles import set_up_groups

    set_up_groups()
    client.force_login(EditorFactory())
    return client


def test_every_case_is_a_row_drafts_too(editor):
    case(
        "縁側のお茶",
        slug="tea",
        organisation=OrganisationFactory(code="one", name="ある団体"),
        target_groups=["高齢者", "子ども"],
        tags=["札"],
    )
    case("下書きの事例", live=False, summary="=1+1")
    content = b"".join(editor.get("/admin/cases/?export=csv").streaming_content).decode("utf-8-sig")
    rows = {row["タイトル"]: row for row in csv.DictReader(content.splitlines())}
    tea, draft = rows["縁側のお茶"], rows["下書きの事例"]
    assert (tea["団体"], tea["団体コード"], tea["公開中"], tea["タグ"]) == ("ある団体", "one", "1", "札")
    assert set(tea["対象"].split("、")) == {"高齢者", "子ども"} and tea["ページのアドレス"].endswith("/cases/tea/")
    # A spreadsheet would carry it out
    assert (draft["公開中"], draft["ひとことで"]) == ("0", "'=1+1")


def test_as_a_sheet_for_excel(editor):
    case("縁側のお茶", organisation=OrganisationFactory())
    content = b"".join(editor.get("/admin/cases/?export=xlsx").streaming_content)
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert "縁側のお茶" in [row[0].value for row in sheet.rows]


def test_more_cases_ask_no_more(editor, django_assert_max_num_queries):
    for number in range(10):
        case(f"事例{number}", organisation=OrganisationFactory(), target_groups=[f"対象{number}"], tags=[f"札{number}"])
    with django_assert_max_num_queries(44):
        b"".join(editor.get("/admin/cases/?export=csv").streaming_content)


def test_the_directory_is_what_everybody_reads(editor):
    tea = OrganisationFactory(
        code="tea", name="お茶の会", prefectures=["大阪府"], approaches=["居場所"], summary="@cmd"
    )
    ParticipationFactory(organisation=tea, project_title="夕方の縁側")
    ParticipationFactory(organisation=tea, project_title="やめた事業", withdrawn=True, cohort=CohortFactory(year=2020))
    OrganisationFactory(name="退会した会", status="left")
    assert "お茶の会" in editor.get("/admin/reports/organisations/").text
    content = b"".join(editor.get("/admin/reports/organisations/?export=csv").streaming_content).decode("utf-8-sig")
    [row] = csv.DictReader(content.splitlines())
    assert (row["団体名"], row["ブロック"], row["取組の種類"]) == ("お茶の会", "近畿", "居場所")
    assert row["ページのアドレス"].endswith("/organisations/tea/")
    assert (row["事業名"], row["紹介"]) == ("夕方の縁側", "'@cmd")
    assert "会員の区分" not in row and "状態" not in row
    excel = b"".join(editor.get("/admin/reports/organisations/?export=xlsx").streaming_content)
    assert openpyxl.load_workbook(BytesIO(excel)).active["B2"].value == "お茶の会"


def test_more_organisations_ask_no_more(editor, django_assert_max_num_queries):
    for number in range(10):
        ParticipationFactory(organisation=OrganisationFactory(prefectures=["大阪府"], target_groups=[f"対象{number}"]))
    with django_assert_max_num_queries(20):
        b"".join(editor.get("/admin/reports/organisations/?export=csv").streaming_content)


@pytest.mark.parametrize("address", ["/admin/cases/?export=csv", "/admin/reports/organisations/?export=csv"])
def test_nobody_else(client, home, address):
    case("縁側のお茶")
    client.force_login(PersonFactory())
    assert client.get(address).status_code in (302, 403, 404)
