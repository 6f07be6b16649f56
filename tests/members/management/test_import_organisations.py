"""manage.py import_organisations, as a secretariat runs it."""

import pytest
from django.core.management import CommandError, call_command

from members.importing.words import FIXTURES
from members.models import Organisation
from tests.members.importing.rows import ROW, row, text

pytestmark = pytest.mark.django_db
LIST = str(FIXTURES / "organisations_2025.csv")


def test_the_list_of_2025_goes_into_an_empty_house(capsys):
    call_command("import_organisations", LIST)
    assert "新しい団体 96、変わる団体 0、変わらない団体 0（うち辞退 1）" in capsys.readouterr().out
    assert Organisation.objects.counted().active().count() == 95
    call_command("import_organisations", LIST)
    assert "新しい団体 0、変わる団体 0、変わらない団体 96" in capsys.readouterr().out
    assert Organisation.objects.count() == 96


def test_a_dry_run_shows_and_keeps_nothing(capsys):
    call_command("import_organisations", LIST, "--dry-run")
    shown = capsys.readouterr().out
    assert "新しい: 50 わんず（おでかけわんずスペース）" in shown
    assert "辞退: 41 ウェル・リポート協議会" in shown
    assert "何も書き込んでいません" in shown
    assert not Organisation.objects.exists()


def test_faults_are_printed_and_the_command_fails(tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text(text(ROW, row(no="x", prefectures="東京")), encoding="cp932")
    with pytest.raises(CommandError, match="まちがいが2件あります。何も変えていません。"):
        call_command("import_organisations", path)
    printed = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in printed] == ["3行目 2列目「no」", "3行目 8列目「prefectures」"]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("name", [".", "missing.csv"])
def test_a_file_that_is_none_fails_in_words(tmp_path, name):
    with pytest.raises(CommandError):
        call_command("import_organisations", str(tmp_path / name))


@pytest.mark.parametrize("year", ["令和8", "1", "99999", "²"])
def test_a_year_that_is_none_is_refused(year):
    with pytest.raises(CommandError, match="西暦4けた"):
        call_command("import_organisations", LIST, "--cohort", year)


def test_a_year_may_be_typed_in_full_width(capsys):
    call_command("import_organisations", LIST, "--cohort", "２０２５", "--dry-run")
    assert "2025年度" in capsys.readouterr().out


def test_a_year_that_differs_from_the_file_is_refused(capsys):
    with pytest.raises(CommandError):
        call_command("import_organisations", LIST, "--cohort", "2026")
    assert "年度が2026と違います" in capsys.readouterr().err


def test_help_names_every_column(capsys):
    with pytest.raises(SystemExit):
        call_command("import_organisations", "--help")
    shown = capsys.readouterr().out
    for column in ROW:
        assert column in shown
