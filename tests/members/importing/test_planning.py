"""A list read again changes what the list changed, and leaves what organisations wrote themselves."""

import pytest

from members import access
from members.importing.organisations import import_organisations
from members.models import Organisation, Participation, TargetGroup
from tests.members.importing.rows import ROW, faults_of, row, take, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


@pytest.fixture
def organisation(db):
    take(ROW)
    return Organisation.objects.get()


def names(words) -> set[str]:
    return {word.name for word in words.all()}


def test_the_first_import_fills_organisation_and_participation(organisation):
    participation = organisation.participations.get()
    assert (organisation.name, organisation.area) == ("ゆうやけの会", "大阪府堺市")
    assert organisation.type.name == "NPO法人"
    assert organisation.home_prefecture.name == "大阪府"
    assert names(organisation.prefectures) == {"大阪府"}
    assert names(organisation.target_groups) == names(participation.target_groups) == {"高齢者", "多世代"}
    assert {theme.name for theme in organisation.themes()} == {"高齢者支援", "居場所づくり"}
    assert participation.project_title == "夕方の縁側"


@pytest.mark.parametrize("legal_form", ["", "宗教法人"])
def test_a_legal_form_that_names_no_type_makes_none(legal_form):
    take(row(legal_form=legal_form))
    assert Organisation.objects.get().type is None


def test_the_same_file_again_changes_and_doubles_nothing(organisation):
    stamp = organisation.updated_at
    plan = take(ROW)
    assert (len(plan.new), len(plan.changed), len(plan.unchanged)) == (0, 0, 1)
    organisation.refresh_from_db()
    assert organisation.updated_at == stamp
    assert Participation.objects.count() == 1


def test_a_changed_value_is_shown_old_and_new_and_taken(organisation):
    plan = take(row(area="大阪府全域", project_title="朝の縁側", no="3"))
    assert [str(change) for change in plan.changed[0].changes] == [
        "活動地域: 大阪府堺市 → 大阪府全域",
        "一覧の番号: 1 → 3",
        "事業名: 夕方の縁側 → 朝の縁側",
    ]
    organisation.refresh_from_db()
    assert organisation.area == "大阪府全域"
    assert organisation.code == "2026-001"
    assert organisation.participations.get().number == 3


class TestWhatTheOrganisationWroteItself:
    def test_stays_while_the_list_says_what_it_said(self, organisation):
        Organisation.objects.update(area="港のまわり", legal_form="認定特定非営利活動法人", nationwide=True)
        assert take(ROW).unchanged
        organisation.refresh_from_db()
        assert (organisation.area, organisation.nationwide) == ("港のまわり", True)

    def test_gives_way_where_the_list_has_changed(self, organisation):
        Organisation.objects.update(area="港のまわり", summary="わたしたち")
        take(row(area="大阪府全域"))
        organisation.refresh_from_db()
        assert (organisation.area, organisation.summary) == ("大阪府全域", "わたしたち")

    def test_target_groups_it_added_stay_and_those_it_dropped_stay_away(self, organisation):
        organisation.target_groups.add(TargetGroup.objects.get(name="外国人"))
        organisation.target_groups.remove(TargetGroup.objects.get(name="多世代"))
        take(row(target_groups="女性、多世代"))
        assert names(organisation.target_groups) == {"外国人", "女性"}
        assert names(organisation.participations.get().target_groups) == {"女性", "多世代"}

    def test_the_secretariats_note_of_a_withdrawal_stays(self, organisation):
        participation = organisation.participations.get()
        participation.withdrawn = True
        participation.save()
        assert take(ROW).unchanged
        participation.refresh_from_db()
        assert participation.withdrawn


def test_an_empty_cell_says_nothing_and_erases_nothing(organisation):
    take(row(legal_form="", area="", prefectures="", blocks="近畿"))
    organisation.refresh_from_db()
    assert (organisation.legal_form, organisation.area) == ("特定非営利活動法人", "大阪府堺市")
    assert organisation.home_prefecture.name == "大阪府"


def test_empty_prefectures_erase_none(organisation):
    take(row(prefectures="", blocks="近畿"))
    assert names(organisation.prefectures) == {"大阪府"}
    # and are forgotten by nobody: the next list can still take away what an earlier one brought
    take(row(prefectures="京都府"))
    assert names(organisation.prefectures) == {"京都府"}


class TestColumnsThatAreNotInTheFile:
    """They say nothing: what is stored stays, whoever stored it."""

    NEEDED = ["cohort", "no", "name", "project_title", "target_groups"]

    def take_needed(self, *rows, more=()):
        return import_organisations(text(*rows, columns=[*self.NEEDED, *more]).encode())

    def test_leave_everything_as_it_is(self):
        full = row(
            prefectures="", blocks="近畿", nationwide="1", adopted_in_previous_year="1", withdrawn="1", area="関西一円"
        )
        take(full, row(no="2", name="あさやけの会", project_title="朝の市"))
        before = Organisation.objects.values().order_by("pk"), Participation.objects.values().order_by("pk")
        before = [list(found) for found in before]
        plan = self.take_needed(ROW, row(no="2", name="あさやけの会", project_title="朝の市"))
        assert len(plan.unchanged) == 2
        assert [step.entry.number for step in plan.withdrawn] == [1]
        assert before == [
            list(Organisation.objects.values().order_by("pk")),
            list(Participation.objects.values().order_by("pk")),
        ]
        first, second = Organisation.objects.order_by("pk")
        assert names(first.extra_blocks) == {"近畿"}
        assert names(second.prefectures) == {"大阪府"}

    def test_do_not_make_the_next_list_forget_what_an_earlier_one_brought(self, organisation):
        self.take_needed(row(project_title="朝の縁側"))
        Organisation.objects.update(area="港のまわり")
        take(row(project_title="朝の縁側", prefectures="京都府"))
        organisation.refresh_from_db()
        assert organisation.area == "港のまわり"
        assert names(organisation.prefectures) == {"京都府"}

    def test_leave_a_withdrawal_also_when_the_column_comes_later_and_says_no(self):
        self.take_needed(ROW, more=["prefectures"])
        Participation.objects.update(withdrawn=True)
        assert take(row(legal_form="", area="")).unchanged
        assert Participation.objects.get().withdrawn
        take(row(withdrawn="1"))
        take(row(withdrawn="0"))
        assert not Participation.objects.get().withdrawn

    def test_of_a_new_year_let_the_earlier_year_speak(self, organisation):
        later = row(cohort="2027", project_title="2年目")
        self.take_needed(later, more=["prefectures"])
        Organisation.objects.update(area="港のまわり")
        take(later)
        organisation.refresh_from_db()
        assert organisation.area == "港のまわり"

    def test_come_later_and_fill_what_is_empty(self):
        self.take_needed(ROW, more=["prefectures"])
        take(row(nationwide="1"))
        organisation = Organisation.objects.get()
        assert (organisation.area, organisation.nationwide) == ("大阪府堺市", True)


class TestAPlace:
    def nowhere(self, **changed):
        return [
            fault for fault in faults_of(text(row(prefectures="", blocks="", **changed))) if "活動する場所" in fault
        ]

    def test_is_asked_of_a_new_organisation_also_where_no_column_could_name_it(self):
        needed = TestColumnsThatAreNotInTheFile.NEEDED
        [fault] = faults_of(text(ROW, columns=needed))
        assert fault.startswith("2行目: 活動する場所がわかりません。")
        assert "列がなければ、足してください" in fault
        assert self.nowhere()
        assert not Organisation.objects.exists()

    def test_is_not_asked_again_of_one_that_has_it(self, organisation):
        assert not self.nowhere()

    def test_is_not_taken_away_without_another(self):
        take(row(prefectures="", blocks="近畿"))
        assert self.nowhere()
        assert names(Organisation.objects.get().extra_blocks) == {"近畿"}
        assert not self.nowhere(nationwide="1")


def test_a_block_without_prefecture_is_kept_as_chosen_besides():
    take(row(prefectures="", blocks="近畿", area="関西地域"))
    organisation = Organisation.objects.get()
    assert names(organisation.extra_blocks) == {"近畿"}
    assert {block.name for block in organisation.blocks()} == {"近畿"}


class TestWithdrawal:
    def test_belongs_to_the_participation(self, organisation):
        plan = take(row(withdrawn="1"))
        assert [step.entry.name for step in plan.withdrawn] == ["ゆうやけの会"]
        assert organisation.participations.get().withdrawn
        assert not Organisation.objects.active().exists()

    def test_from_one_year_leaves_the_other(self, organisation):
        take(row(cohort="2027", withdrawn="1"))
        assert list(Organisation.objects.active()) == [organisation]


class TestTwoYears:
    def test_the_newer_list_says_where_an_organisation_works_now(self, organisation):
        take(row(cohort="2027", area="大阪府南部", target_groups="女性", prefectures="大阪府、奈良県"))
        organisation.refresh_from_db()
        assert organisation.area == "大阪府南部"
        assert names(organisation.prefectures) == {"大阪府", "奈良県"}
        assert names(organisation.target_groups) == {"高齢者", "多世代", "女性"}

    def test_a_correction_of_the_older_list_does_not_turn_back_time(self, organisation):
        take(row(cohort="2027", area="大阪府南部"))
        take(row(area="堺市堺区", project_title="直した題", target_groups="高齢者"))
        organisation.refresh_from_db()
        assert organisation.area == "大阪府南部"
        assert Participation.objects.get(cohort__year=2026).project_title == "直した題"
        # 多世代 came from the newer list as well
        assert names(organisation.target_groups) == {"高齢者", "多世代"}


def test_what_the_file_does_not_name_stays_and_is_counted(organisation):
    plan = take(row(no="2", name="よあけの里", project_title="畑"))
    assert plan.absent == 1
    assert Organisation.objects.count() == 2


def test_an_import_raises_the_access_version(organisation):
    before = access.version()
    take(row(prefectures="宮崎県", blocks=""))
    assert access.version() > before


def test_a_dry_run_writes_nothing_and_says_the_same(organisation):
    before = access.version()
    rows = (row(area="大阪府全域"), row(no="2", name="よあけの里", project_title="畑"))
    preview = take(*rows, dry_run=True)
    organisation.refresh_from_db()
    assert organisation.area == "大阪府堺市"
    assert (Organisation.objects.count(), access.version()) == (1, before)
    assert preview.fingerprint() == take(*rows).fingerprint()
