"""団体 in the admin: found by words inside a name, taken out as a table, edited without losing what holds on to it."""

import csv
import io

import openpyxl
import pytest

from members.models import Organisation
from tests.factories.members import OrganisationFactory, ParticipationFactory, prefecture

pytestmark = pytest.mark.django_db


def found(client, query: str) -> set[str]:
    page = client.get(f"/admin/organisations/results/?{query}").content.decode()
    return {name for name in Organisation.objects.values_list("name", flat=True) if name in page}


@pytest.fixture
def organisations(db):
    first = OrganisationFactory(code="one", name="なかよしわんずの家", prefecture="大阪府", target_groups=["高齢者"])
    ParticipationFactory(organisation=first, project_title="夕方の縁側")
    second = OrganisationFactory(code="two", name="よあけの里", prefecture="宮崎県", status="left")
    ParticipationFactory(organisation=second, project_title="畑", withdrawn=True, cohort__year=2026)
    OrganisationFactory(code="three", name="うみの会", is_sample=True)


@pytest.mark.usefixtures("organisations")
class TestTheList:
    @pytest.mark.parametrize("words", ["わんず", "ワンズ", "ﾜﾝｽﾞ", "one", "縁側"])
    def test_is_searched_by_what_stands_inside(self, administrator, words):
        assert found(administrator, f"q={words}") == {"なかよしわんずの家"}

    def test_finds_nothing_for_what_is_not_there(self, administrator):
        assert found(administrator, "q=ない") == set()
        assert found(administrator, "q=%25") == set()

    def test_is_filtered(self, administrator):
        kinki = prefecture("大阪府").block.pk
        group = Organisation.objects.get(code="one").target_groups.get().pk
        year = Organisation.objects.get(code="two").participations.get().cohort_id
        assert found(administrator, f"block={kinki}") == {"なかよしわんずの家"}
        assert found(administrator, f"target_groups={group}") == {"なかよしわんずの家"}
        assert found(administrator, f"cohort={year}") == {"よあけの里"}
        assert found(administrator, "withdrawn=true") == {"よあけの里"}
        assert found(administrator, "status=left") == {"よあけの里"}
        assert found(administrator, "is_sample=true") == {"うみの会"}

    @pytest.mark.parametrize(
        "query", ["block=x", "status=zzz", "cohort=99999999999999999999", "p=x", "ordering=nonsense"]
    )
    def test_takes_nonsense_calmly(self, administrator, query):
        assert administrator.get(f"/admin/organisations/?{query}").status_code in (200, 404)

    def test_is_taken_out_as_csv_that_excel_opens(self, administrator):
        Organisation.objects.filter(code="two").update(name="=cmd()")
        content = b"".join(administrator.get("/admin/organisations/?export=csv").streaming_content)
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        by_code = {row["団体コード"]: row for row in rows}
        assert by_code["one"]["ブロック"] == "近畿"
        assert by_code["one"]["対象"] == "高齢者"
        assert by_code["one"]["状態"] == "活動中"
        assert by_code["one"]["事業名"] == "夕方の縁側"
        assert by_code["two"]["団体名"] == "'=cmd()"

    def test_is_taken_out_for_excel(self, administrator):
        content = b"".join(administrator.get("/admin/organisations/?export=xlsx").streaming_content)
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet.max_row == 4
        assert sheet["A1"].value == "団体コード"

    def test_participations_come_out_as_the_importer_reads_them(self, administrator):
        content = b"".join(administrator.get("/admin/participations/?export=csv").streaming_content)
        assert content.decode("utf-8-sig").splitlines()[0].startswith("年度,番号,団体名,法人格,事業名,対象")


def form(organisation, **changed) -> dict:
    return {
        "name": organisation.name,
        "code": organisation.code,
        "membership": organisation.membership,
        "status": organisation.status,
        **changed,
    }


def test_an_organisation_is_edited(administrator):
    organisation = OrganisationFactory()
    osaka = prefecture("大阪府")
    administrator.post(
        f"/admin/organisations/edit/{organisation.pk}/", form(organisation, area="港町", prefectures=[osaka.pk])
    )
    organisation.refresh_from_db()
    assert organisation.area == "港町"
    assert list(organisation.blocks()) == [osaka.block]


def test_the_code_stays_whatever_is_sent(administrator):
    organisation = OrganisationFactory(code="stays")
    administrator.post(f"/admin/organisations/edit/{organisation.pk}/", form(organisation, code="other", area="港町"))
    organisation.refresh_from_db()
    assert (organisation.code, organisation.area) == ("stays", "港町")


def test_the_secretariat_opens_no_rooms(administrator):
    secretariat = OrganisationFactory(is_secretariat=True, membership="guest")
    response = administrator.post(
        f"/admin/organisations/edit/{secretariat.pk}/", form(secretariat, membership="regular")
    )
    assert "事務局の区分は変えられません" in response.content.decode()
    secretariat.refresh_from_db()
    assert secretariat.membership == "guest"


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"name": "あ" * 200}, {"name": "a\0b"}, {"founded_year": "9" * 50}, {"corporate_number": "1"},
     {"prefectures": ["99"]}, {"website": "javascript:alert(1)"}, {"membership": "king"}, {"home_prefecture": "x"}],
)  # fmt: skip
def test_what_makes_no_sense_is_said_at_the_field(administrator, changed):
    organisation = OrganisationFactory()
    stamp = organisation.updated_at
    response = administrator.post(f"/admin/organisations/edit/{organisation.pk}/", form(organisation, **changed))
    assert response.status_code == 200
    organisation.refresh_from_db()
    assert organisation.updated_at == stamp


def test_a_new_organisation_needs_a_code_that_nobody_has(administrator):
    other = OrganisationFactory(code="taken")
    data = {"name": "新しい会", "membership": "regular", "status": "active"}
    assert administrator.post("/admin/organisations/new/", data | {"code": other.code}).status_code == 200
    assert administrator.post("/admin/organisations/new/", data | {"code": "mine"}).status_code == 302
    assert Organisation.objects.get(code="mine").folded_name
