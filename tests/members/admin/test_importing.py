"""The list of a cohort in the admin: faults, a preview, and only then the import."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from members.importing.words import load_words
from members.models import Organisation
from tests.members.importing.rows import ROW, row, take, text

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/import-organisations/"
TEMPLATE = ADDRESS + "template/"


def send(client, content: str | bytes = "", **data):
    load_words()
    content = content.encode("cp932") if isinstance(content, str) else content
    return client.post(ADDRESS, {"file": SimpleUploadedFile("list.csv", content), **data})


def fingerprint(response) -> str:
    return re.search(r'name="fingerprint" value="([0-9a-f]+)"', response.content.decode())[1]


def test_the_page_asks_for_a_file_and_names_the_columns(administrator):
    page = administrator.get(ADDRESS).content.decode()
    assert 'type="file" name="file"' in page
    assert 'name="cohort"' in page
    for column in ROW:
        assert column in page


def test_a_list_is_looked_through_and_then_taken(administrator):
    preview = send(administrator, text(ROW))
    assert "ゆうやけの会" in preview.content.decode()
    assert not Organisation.objects.exists()
    response = administrator.post(ADDRESS, {"fingerprint": fingerprint(preview)}, follow=True)
    assert "新しい団体 1" in response.content.decode()
    assert Organisation.objects.get().name == "ゆうやけの会"


def test_faults_are_shown_and_nothing_is_kept_to_confirm(administrator):
    page = send(administrator, text(row(prefectures="東京"))).content.decode()
    assert "2行目 8列目「prefectures」: 「東京」という都道府県はありません。もしかして「東京都」ですか。" in page
    assert "fingerprint" not in page
    administrator.post(ADDRESS, {"fingerprint": ""})
    assert not Organisation.objects.exists()


def test_what_changed_since_the_preview_is_shown_again(administrator):
    take(ROW)
    preview = send(administrator, text(row(area="港町")))
    take(row(area="別の町"))
    response = administrator.post(ADDRESS, {"fingerprint": fingerprint(preview)})
    assert "もう一度たしかめてください" in response.content.decode()
    assert Organisation.objects.get().area == "別の町"
    administrator.post(ADDRESS, {"fingerprint": fingerprint(response)})
    assert Organisation.objects.get().area == "港町"


def test_the_year_may_be_given_beside_the_file(administrator):
    without = text(ROW, columns=[key for key in ROW if key != "cohort"])
    preview = send(administrator, without, cohort="2026")
    administrator.post(ADDRESS, {"fingerprint": fingerprint(preview)})
    assert Organisation.objects.get().code == "2026-001"


def test_the_year_is_taken_in_full_width_and_otherwise_refused_in_words(administrator):
    assert 'type="number"' not in administrator.get(ADDRESS).content.decode()
    without = text(ROW, columns=[key for key in ROW if key != "cohort"])
    assert "ゆうやけの会" in send(administrator, without, cohort="２０２６").content.decode()
    page = send(administrator, without, cohort="令和8").content.decode()
    assert "年度は西暦4けたで書いてください（2000から2100まで）" in page
    assert 'value="令和8"' in page


def test_the_template_is_a_file_to_fill_in(administrator):
    assert TEMPLATE in administrator.get(ADDRESS).content.decode()
    response = administrator.get(TEMPLATE)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment;")
    page = send(administrator, response.content).content.decode()
    assert "例の行なら、行を消してください" in page
    assert "fingerprint" not in page


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04xx", bytes(300), b"\xff\xfe\x00", b"\xef\xbb\xbf"])
def test_what_is_no_list_is_refused_in_words(administrator, content):
    response = send(administrator, content)
    assert response.status_code == 200
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("data", [{}, {"file": "no file"}, {"cohort": "x"}, {"fingerprint": "x"}, {"cohort": "9" * 40}])
def test_a_form_that_makes_no_sense_is_answered_calmly(administrator, data):
    assert administrator.post(ADDRESS, data, follow=True).status_code == 200


@pytest.mark.parametrize("role", ["facilitator", "editor", "member", "stranger"])
def test_nobody_but_administrators_imports(browser, role):
    client = browser(role)
    assert client.get(ADDRESS).status_code == 302
    assert client.get(TEMPLATE).status_code == 302
    assert send(client, text(ROW)).status_code == 302
    assert not Organisation.objects.filter(name=ROW["name"]).exists()


def test_the_list_of_organisations_leads_here(browser, administrator):
    assert ADDRESS in administrator.get("/admin/organisations/").content.decode()
    assert ADDRESS not in browser("facilitator").get("/admin/organisations/").content.decode()
