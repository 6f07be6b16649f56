"""Who counts, who is seen by whom, who edits, and in which blocks and themes an organisation is."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from members.models import Organisation
from tests.factories.members import (
    AdministratorFactory,
    BlockFactory,
    EditorFactory,
    FacilitatorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    ThemeFactory,
    former_member_of,
    member_of,
    prefecture,
)

pytestmark = pytest.mark.django_db


def names(found) -> set[str]:
    return set(found.values_list("name", flat=True))


@pytest.fixture
def network(db):
    """One organisation of each kind."""
    made = {
        kind: OrganisationFactory(name=kind, **fields)
        for kind, fields in {
            "活動中": {},
            "お休み中": {"status": "paused"},
            "退会": {"status": "left"},
            "辞退": {},
            "辞退のち参加": {},
            "見本": {"is_sample": True},
            "事務局": {"is_secretariat": True, "membership": "guest"},
            "行政": {"membership": "guest"},
        }.items()
    }
    ParticipationFactory(organisation=made["辞退"], withdrawn=True)
    ParticipationFactory(organisation=made["辞退のち参加"], withdrawn=True)
    ParticipationFactory(organisation=made["辞退のち参加"], cohort__year=2026)
    return made


EVERYBODY_SEES = {"活動中", "お休み中", "辞退のち参加", "見本", "行政"}


def test_who_left_or_withdrew_from_everything_is_not_active(network):
    assert names(Organisation.objects.active()) == EVERYBODY_SEES | {"事務局"}


def test_samples_and_the_secretariat_count_in_no_figure(network):
    assert names(Organisation.objects.counted()) & {"見本", "事務局"} == set()


class TestWhoSeesWhom:
    def test_a_stranger_sees_active_organisations(self, network):
        assert names(Organisation.objects.visible_to(AnonymousUser())) == EVERYBODY_SEES

    @pytest.mark.parametrize("factory", [PersonFactory, EditorFactory])
    def test_without_an_organisation_a_person_sees_what_strangers_see(self, network, factory):
        assert names(Organisation.objects.visible_to(factory())) == EVERYBODY_SEES

    @pytest.mark.parametrize("factory", [FacilitatorFactory, AdministratorFactory])
    def test_facilitators_and_administrators_see_all(self, network, factory):
        assert names(Organisation.objects.visible_to(factory())) == set(network)

    def test_people_of_the_secretariat_see_their_own(self, network):
        editor = member_of(network["事務局"], is_editor=True)
        assert names(Organisation.objects.visible_to(editor)) == EVERYBODY_SEES | {"事務局"}

    @pytest.mark.parametrize("kind", ["退会", "辞退"])
    def test_who_left_is_no_longer_shown_to_its_people(self, network, kind):
        assert names(Organisation.objects.visible_to(member_of(network[kind]))) == EVERYBODY_SEES


class TestWhoEdits:
    def test_administrators_of_the_organisation(self, network):
        person = member_of(network["活動中"], administrator=True)
        assert names(Organisation.objects.editable_by(person)) == {"活動中"}

    def test_administrators_of_the_network_edit_all(self, network):
        assert names(Organisation.objects.editable_by(AdministratorFactory())) == set(network)

    def test_nobody_else(self, network):
        people = [
            AnonymousUser(),
            PersonFactory(),
            member_of(network["活動中"]),
            FacilitatorFactory(),
            EditorFactory(),
            former_member_of(network["活動中"]),
        ]
        for person in people:
            assert not Organisation.objects.editable_by(person).exists()

    def test_rights_in_one_organisation_reach_no_other(self, network):
        person = member_of(network["活動中"])
        person.affiliations.create(organisation=network["お休み中"], is_administrator=True)
        assert names(Organisation.objects.editable_by(person)) == {"お休み中"}

    def test_rights_end_with_the_affiliation(self, network):
        person = former_member_of(network["活動中"])
        person.affiliations.update(is_administrator=True)
        assert not Organisation.objects.editable_by(person).exists()

    def test_who_was_administrator_once_and_is_a_member_now_edits_nothing(self, network):
        person = former_member_of(network["活動中"])
        person.affiliations.update(is_administrator=True)
        person.affiliations.create(organisation=network["活動中"])
        assert not Organisation.objects.editable_by(person).exists()


class TestBlocksAndThemes:
    def test_blocks_follow_from_all_prefectures_each_once(self):
        organisation = OrganisationFactory(prefectures=["大阪府", "京都府", "長野県"])
        assert names(organisation.blocks()) == {"近畿", "関東・甲信越"}
        assert organisation.blocks().count() == 2

    def test_a_chosen_block_comes_besides(self):
        organisation = OrganisationFactory(prefecture="大阪府", extra_blocks=[BlockFactory(name="中国・四国")])
        assert names(organisation.blocks()) == {"近畿", "中国・四国"}

    def test_without_prefecture_there_is_no_block(self):
        assert not OrganisationFactory(nationwide=True).blocks().exists()

    def test_a_moved_prefecture_moves_its_organisations(self):
        organisation = OrganisationFactory(prefecture="大阪府")
        osaka = prefecture("大阪府")
        osaka.block = BlockFactory(name="新しいブロック")
        osaka.save()
        assert names(organisation.blocks()) == {"新しいブロック"}

    def test_themes_follow_from_target_groups_and_choice(self):
        ThemeFactory(name="高齢者支援", target_groups=["高齢者", "独居高齢者"])
        ThemeFactory(name="ほか")
        chosen = ThemeFactory(name="選んだテーマ")
        organisation = OrganisationFactory(target_groups=["高齢者", "独居高齢者"], extra_themes=[chosen])
        assert names(organisation.themes()) == {"高齢者支援", "選んだテーマ"}
        assert organisation.themes().count() == 2

    def test_what_it_only_wants_to_reach_leads_nowhere(self):
        ThemeFactory(name="高齢者支援", target_groups=["高齢者"])
        assert not OrganisationFactory(about_to_reach=["高齢者"]).themes().exists()


def test_a_corporate_number_is_given_once_and_none_many_times():
    OrganisationFactory(corporate_number="1234567890123")
    OrganisationFactory()
    OrganisationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(corporate_number="1234567890123")


def test_a_corporate_number_has_13_digits():
    with pytest.raises(ValidationError):
        Organisation(code="x", name="団体", corporate_number="12").full_clean()


def test_the_name_for_comparing_follows_the_name():
    organisation = OrganisationFactory(name="ワンズ")
    organisation.name = "ＴＷＯ"
    organisation.save(update_fields=["name"])
    organisation.refresh_from_db()
    assert organisation.folded_name == "two"


def test_the_legal_form_stands_before_the_name():
    assert OrganisationFactory(legal_form="一般社団法人", name="わんず").full_name == "一般社団法人 わんず"
    assert OrganisationFactory(name="つう").full_name == "つう"
