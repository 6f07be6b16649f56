"""The template: to be filled in, and refused in words while its example stands in it."""

import pytest

from members.importing.columns import COLUMNS
from members.importing.template import MARK, template
from members.models import Organisation
from tests.members.importing.rows import faults_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


def test_it_has_every_column_by_its_japanese_name_and_opens_in_excel():
    content = template()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n")[0] == ",".join(column.label for column in COLUMNS)


def test_unchanged_it_makes_no_organisation_and_says_why():
    [fault] = faults_of(template())
    assert fault.startswith("2行目 3列目「団体名」")
    assert "例の行なら、行を消してください" in fault
    assert not Organisation.objects.exists()


def test_without_the_mark_its_row_is_a_row_that_can_be_taken():
    assert faults_of(template().replace(MARK.encode(), b"")) == []
    assert Organisation.objects.get().area == "大阪府堺市"
