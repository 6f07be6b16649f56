"""A row finds its organisation by its own numbers, by list number, by name and place; in doubt it asks."""

import pytest

from members.models import Organisation, Participation
from tests.factories.members import OrganisationFactory, ParticipationFactory
from tests.members.importing.rows import ROW, faults_of, row, take, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]

NUMBER = "1234567890123"
NEXT = row(cohort="2027", no="9", project_title="夕方の縁側 2年目")


def test_the_same_organisation_in_the_next_year_keeps_its_code_and_takes_part_twice():
    take(ROW)
    plan = take(NEXT)
    assert not plan.new
    organisation = Organisation.objects.get()
    assert organisation.code == "2026-001"
    assert [part.number for part in organisation.participations.all()] == [9, 1]


@pytest.mark.parametrize("name", ["ユウヤケの会", "ゆうやけ の会", "ﾕｳﾔｹの会"])
def test_a_name_written_differently_is_the_same_name(name):
    take(ROW)
    take(NEXT | {"name": name})
    assert Organisation.objects.count() == 1


def test_a_new_organisation_gets_the_code_of_its_year_and_number():
    take(row(no="12"))
    assert Organisation.objects.get().code == "2026-012"


def test_the_same_name_in_another_prefecture_is_another_organisation_and_said_so():
    take(ROW)
    plan = take(NEXT | {"prefectures": "宮崎県", "blocks": "", "area": ""})
    assert Organisation.objects.count() == 2
    assert "2026-001" in plan.new[0].notes[0]


def test_a_corporate_number_finds_a_renamed_organisation():
    take(row(corporate_number=NUMBER))
    take(NEXT | {"name": "まったく別の名前", "prefectures": "宮崎県", "blocks": "", "corporate_number": NUMBER})
    organisation = Organisation.objects.get()
    assert organisation.name == "まったく別の名前"
    assert organisation.participations.count() == 2


def test_a_corporate_number_that_was_missing_is_filled_in():
    take(ROW)
    take(row(corporate_number=NUMBER))
    assert Organisation.objects.get().corporate_number == NUMBER


def test_a_code_finds_an_organisation_whatever_it_is_called_now():
    take(ROW)
    take(NEXT | {"name": "まったく別の名前", "code": "2026-001"})
    assert Organisation.objects.get().name == "まったく別の名前"


def test_a_renamed_organisation_with_its_number_and_project_is_the_same():
    take(ROW)
    take(row(name="みんなの会"))
    assert Organisation.objects.get().name == "みんなの会"


def test_an_organisation_that_renamed_itself_in_its_profile_is_found_by_its_old_name():
    take(ROW)
    organisation = Organisation.objects.get()
    organisation.name = "みんなの会"
    organisation.save()
    take(NEXT)
    organisation.refresh_from_db()
    assert organisation.name == "みんなの会"
    assert organisation.participations.count() == 2


class TestInDoubtTheFileIsAsked:
    def doubt(self, *rows) -> str:
        before = Organisation.objects.count(), Participation.objects.count()
        found = faults_of(text(*rows))
        assert len(found) == 1, found
        assert before == (Organisation.objects.count(), Participation.objects.count())
        return found[0]

    def test_a_number_of_the_year_that_is_somebody_elses(self):
        take(ROW)
        assert "番号1は「ゆうやけの会」" in self.doubt(row(name="よあけの里", project_title="畑"))

    def test_two_numbers_exchanged(self):
        take(ROW, row(no="2", name="よあけの里", project_title="畑"))
        found = faults_of(text(row(no="2"), row(no="1", name="よあけの里", project_title="畑")))
        assert len(found) == 2

    def test_two_organisations_of_that_name_in_that_prefecture(self):
        OrganisationFactory(code="a", name=ROW["name"], prefecture="大阪府")
        OrganisationFactory(code="b", name=ROW["name"], prefecture="大阪府")
        assert "団体コード" in self.doubt(ROW)
        assert faults_of(text(row(code="b"))) == []
        assert Organisation.objects.get(code="b").participations.count() == 1

    def test_an_organisation_of_that_name_of_which_no_place_is_known(self):
        OrganisationFactory(code="a", name=ROW["name"])
        assert "同じ団体か、わかりません" in self.doubt(ROW)

    def test_a_name_with_the_legal_form_written_into_it(self):
        take(ROW)
        assert "2026-001" in self.doubt(NEXT | {"name": "特定非営利活動法人 ゆうやけの会"})

    def test_a_corporate_number_that_contradicts_the_registered_one(self):
        take(row(corporate_number=NUMBER))
        assert "法人番号と違います" in self.doubt(row(corporate_number="9" * 13))

    def test_a_corporate_number_and_a_code_of_two_organisations(self):
        take(row(corporate_number=NUMBER), row(no="2", name="よあけの里", project_title="畑", corporate_number=""))
        fault = self.doubt(NEXT | {"corporate_number": NUMBER, "code": "2026-002"})
        assert "ゆうやけの会" in fault and "よあけの里" in fault

    def test_a_code_that_nobody_has(self):
        assert "2020-001 の団体はありません" in self.doubt(row(code="2020-001"))

    def test_a_code_that_would_be_given_but_is_taken(self):
        OrganisationFactory(code="2026-001", name="よそ", prefecture="宮崎県")
        assert "よそ" in self.doubt(ROW)

    @pytest.mark.parametrize("flag", ["is_sample", "is_secretariat"])
    def test_samples_and_the_secretariat_are_never_meant(self, flag):
        OrganisationFactory(code="ours", name="わたしたち", prefecture="大阪府", **{flag: True})
        assert "変えられません" in self.doubt(row(code="ours"))

    @pytest.mark.parametrize(
        ("change", "column"),
        [
            ({"no": "2"}, "name"),
            ({"no": "2", "name": "ユウヤケの会"}, "name"),
            ({"no": "2", "name": "別の会", "corporate_number": NUMBER}, "corporate_number"),
        ],
    )
    def test_one_organisation_twice_in_a_file(self, change, column):
        fault = self.doubt(row(corporate_number=NUMBER if "corporate_number" in change else ""), row() | change)
        assert f"「{column}」: 同じ団体が2回あります（2行目" in fault

    def test_two_rows_that_find_the_same_organisation(self):
        take(ROW)
        assert "2回あります" in self.doubt(ROW, row(no="2", name="別の名前", code="2026-001"))


def test_a_sample_of_that_name_does_not_stand_in_the_way():
    OrganisationFactory(code="sample", name=ROW["name"], prefecture="大阪府", is_sample=True)
    take(ROW)
    assert Organisation.objects.get(code="2026-001").participations.count() == 1
    assert not Organisation.objects.get(code="sample").participations.exists()


def test_an_organisation_that_left_is_found_and_stays_out():
    take(ROW)
    Organisation.objects.update(status=Organisation.Status.LEFT)
    plan = take(NEXT)
    assert "退会" in plan.changed[0].notes[0]
    assert not Organisation.objects.active().exists()


def test_a_participation_written_by_hand_is_taken_over_not_doubled():
    organisation = OrganisationFactory(code="hand", name="ゆうやけの会", prefecture="大阪府", area="わたしたちの町")
    ParticipationFactory(organisation=organisation, cohort__year=2026, number=1, project_title="前の題")
    take(ROW)
    organisation.refresh_from_db()
    assert organisation.participations.get().project_title == "夕方の縁側"
    assert organisation.area == "わたしたちの町"
