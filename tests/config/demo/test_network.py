"""The demonstration network: real organisations as the list names them, six that do not exist, and their people."""

import pytest
from django.db import transaction

from config.demo import network
from members import access
from members.models import Affiliation, Block, Organisation, Participation, Person, Prefecture, TargetGroup, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once; every test of this file takes back what it changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        network.load()
        yield
        transaction.set_rollback(True)


def real(number: int) -> Organisation:
    return Organisation.objects.get(code=f"2025-{number:03d}")


def names(words) -> set[str]:
    return {word.name for word in words}


@pytest.mark.usefixtures("loaded")
class TestTheNetwork:
    def test_95_organisations_are_active_and_counted_and_the_96th_withdrew(self):
        counted = Organisation.objects.counted()
        assert counted.count() == 96
        assert counted.active().count() == 95
        assert list(counted.exclude(pk__in=counted.active().values("pk"))) == [real(41)]

    def test_samples_and_the_secretariat_are_in_no_figure(self):
        samples = Organisation.objects.filter(is_sample=True)
        assert samples.count() == 6
        assert all(sample.name.endswith("（見本）") for sample in samples)
        assert not samples.filter(pk__in=Organisation.objects.counted().values("pk")).exists()
        assert not Organisation.objects.counted().filter(is_secretariat=True).exists()

    def test_43_took_part_in_the_year_before(self):
        assert Participation.objects.filter(adopted_in_previous_year=True).count() == 43

    def test_the_words_of_the_survey_are_there(self):
        assert Block.objects.count() == 6
        assert Prefecture.objects.count() == 47
        assert TargetGroup.objects.count() == 25
        assert Theme.objects.count() == 3

    def test_every_block_and_theme_has_its_room(self):
        assert not Block.objects.filter(room=None).exists()
        assert not Theme.objects.filter(room=None).exists()

    def test_blocks_follow_from_prefectures(self):
        assert names(real(21).blocks()) == {"関東・甲信越"}  # 東京都 contains 京都
        assert names(real(6).blocks()) == {"北海道・東北"}  # 北広島市 contains 広島
        assert names(real(60).blocks()) == {"近畿", "関東・甲信越"}
        assert names(real(94).blocks()) == {"近畿"}
        assert real(94).prefectures.count() == 0
        assert not real(95).blocks().exists() and not real(96).blocks().exists()

    def test_five_target_groups_lead_to_no_theme(self):
        without = [o.code for o in Organisation.objects.counted() if not o.themes().exists()]
        assert without == ["2025-007", "2025-035", "2025-065", "2025-076", "2025-095"]
        assert names(real(41).themes()) == {"居場所づくり"}

    def test_the_leading_prefecture_is_the_first_one(self):
        assert real(60).home_prefecture.name == "大阪府"
        assert real(49).home_prefecture.name == "愛知県"

    def test_an_empty_legal_form_is_unknown_and_never_a_voluntary_group(self):
        unknown = Organisation.objects.counted().filter(legal_form="")
        assert unknown.count() == 14
        assert not unknown.exclude(type=None).exists()
        assert real(1).type.name == "NPO法人"

    def test_what_the_list_does_not_say_stays_empty(self):
        for organisation in Organisation.objects.counted():
            assert not organisation.summary and not organisation.website and not organisation.size
            assert not organisation.approaches.exists()

    def test_every_real_organisation_has_an_account_that_claims_nothing(self):
        affiliations = Affiliation.objects.filter(organisation__in=Organisation.objects.counted())
        assert affiliations.count() == 96
        assert set(affiliations.values_list("title", flat=True)) == {""}
        person = Person.objects.get(email="org-2025-001@example.org")
        assert person.name == "見本の担当者 001"
        assert list(person.organisations()) == [real(1)]
        assert not person.has_usable_password()
        assert person.emailaddress_set.get().verified

    def test_samples_have_complete_profiles(self):
        for sample in Organisation.objects.filter(is_sample=True):
            for field in ("summary", "area", "website", "founded_year", "size", "office", "local_ties", "type"):
                assert getattr(sample, field), (sample, field)
            for field in ("approaches", "experienced_in", "about_to_try", "about_to_reach", "target_groups"):
                assert getattr(sample, field).exists(), (sample, field)

    def test_the_sample_with_the_veranda_is_in_two_themes(self):
        assert names(Organisation.objects.get(code="sample-minato").themes()) == {"居場所づくり", "高齢者支援"}

    @pytest.mark.parametrize("email", ["facilitator@example.org", "editor@example.org", "admin@example.org"])
    def test_the_secretariats_people_speak_for_it_and_are_no_members(self, email):
        person = Person.objects.get(email=email)
        assert person.organisations().get().is_secretariat
        assert not person.is_member
        assert person.groups.count() == 1

    def test_a_second_load_changes_nothing(self):
        before = access.version(), Organisation.objects.count(), Person.objects.count(), Affiliation.objects.count()
        updated = set(Organisation.objects.values_list("code", "updated_at"))
        network.load()
        assert before == (
            access.version(),
            Organisation.objects.count(),
            Person.objects.count(),
            Affiliation.objects.count(),
        )
        assert set(Organisation.objects.values_list("code", "updated_at")) == updated


@pytest.mark.usefixtures("loaded")
def test_what_was_edited_since_stays_after_a_second_load():
    Organisation.objects.filter(code="sample-koyama").update(summary="書きかえました。")
    theme = Theme.objects.get(name="居場所づくり")
    theme.target_groups.clear()
    network.load()
    assert Organisation.objects.get(code="sample-koyama").summary == "書きかえました。"
    assert not theme.target_groups.exists()
