"""Administrators manage people, organisations and words, facilitators look, nobody else comes in."""

import pytest
from django.urls import reverse

from members.models import Person
from tests.factories.members import (
    AffiliationFactory,
    ApproachFactory,
    CohortFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    ParticipationFactory,
    PersonFactory,
    TargetGroupFactory,
    ThemeFactory,
    prefecture,
)

pytestmark = pytest.mark.django_db

LISTS = {
    "organisations": OrganisationFactory,
    "people": PersonFactory,
    "affiliations": AffiliationFactory,
    "invitations": None,
    "participations": ParticipationFactory,
    "cohorts": CohortFactory,
    "blocks": lambda: prefecture("大阪府").block,
    "prefectures": lambda: prefecture("大阪府"),
    "themes": ThemeFactory,
    "target-groups": TargetGroupFactory,
    "approach-classes": lambda: ApproachFactory().approach_class,
    "approaches": ApproachFactory,
    "organisation-types": OrganisationTypeFactory,
}
MADE = {name: make for name, make in LISTS.items() if make}
WAGTAILS_OWN = (
    "/admin/users/",
    "/admin/users/new/",
    "/admin/users/edit/1/",
    "/admin/groups/",
    "/admin/groups/new/",
    "/admin/groups/edit/1/",
    "/admin/bulk/members/person/delete/",
    "/admin/bulk/members/person/assign_role/",
    "/admin/bulk/members/person/set_active_state/",
)
OUTSIDE = ("stranger", "member", "editor")


def shown(response) -> bool:
    """Wagtail answers what is not allowed with a way back to its first page or to the sign-in."""
    assert response.status_code in (200, 302)
    return response.status_code == 200


@pytest.mark.parametrize("name", LISTS)
class TestAList:
    @pytest.mark.parametrize("role", ["administrator", "facilitator"])
    def test_is_shown_to_the_secretariat(self, browser, name, role):
        assert shown(browser(role).get(f"/admin/{name}/"))

    @pytest.mark.parametrize("role", OUTSIDE)
    def test_is_shown_to_nobody_else(self, browser, name, role):
        client = browser(role)
        assert not shown(client.get(f"/admin/{name}/"))
        assert not shown(client.get(f"/admin/{name}/results/"))


@pytest.mark.parametrize("name", MADE)
class TestARecord:
    def test_is_edited_by_administrators_only(self, browser, name):
        pk = MADE[name]().pk
        assert shown(browser("administrator").get(f"/admin/{name}/edit/{pk}/"))
        for role in ("facilitator", *OUTSIDE):
            client = browser(role)
            assert not shown(client.get(f"/admin/{name}/edit/{pk}/"))
            assert not shown(client.post(f"/admin/{name}/edit/{pk}/", {"name": "x"}))
            assert not shown(client.get(f"/admin/{name}/delete/{pk}/"))
            assert not shown(client.get(f"/admin/{name}/history/{pk}/"))

    def test_is_looked_at_by_facilitators(self, browser, name):
        pk = MADE[name]().pk
        assert shown(browser("facilitator").get(f"/admin/{name}/inspect/{pk}/"))
        for role in OUTSIDE:
            assert not shown(browser(role).get(f"/admin/{name}/inspect/{pk}/"))


@pytest.mark.parametrize("role", ["administrator", "facilitator", "editor", "member", "stranger"])
class TestNobody:
    @pytest.mark.parametrize("name", ["organisations", "people", "cohorts", "prefectures"])
    def test_deletes_these(self, browser, role, name):
        record = MADE[name]()
        browser(role).post(f"/admin/{name}/delete/{record.pk}/")
        record.refresh_from_db()

    @pytest.mark.parametrize("name", ["people", "prefectures"])
    def test_makes_these_by_hand(self, browser, role, name):
        client = browser(role)
        assert not shown(client.get(f"/admin/{name}/new/"))
        assert not shown(client.post(f"/admin/{name}/new/", {"name": "手作り", "email": "hand@example.org"}))
        assert not Person.objects.filter(name="手作り").exists()

    def test_enters_by_wagtails_own_doors(self, browser, role):
        client = browser(role)
        for address in WAGTAILS_OWN:
            assert client.get(address).status_code == 404, address
            assert client.post(address).status_code == 404, address


def test_the_menu_names_what_a_role_may_see(browser):
    ours = ('"会員"', '"ことば"')
    for role, seen in {"administrator": True, "facilitator": True, "editor": False}.items():
        menu = browser(role).get("/admin/").content.decode().encode().decode("unicode_escape", errors="ignore")
        assert all((name in menu) is seen for name in ours), role
        assert "/admin/users/" not in menu
        assert "/admin/groups/" not in menu


def test_what_is_in_use_is_not_deleted_and_a_sentence_says_so(administrator):
    block = prefecture("大阪府").block
    response = administrator.post(reverse("blocks:delete", args=[block.pk]), follow=True)
    block.refresh_from_db()
    assert "ほかで使われているので削除できません" in response.content.decode()


@pytest.mark.parametrize("name", ["organisations", "people"])
def test_who_leaves_is_not_offered_for_deletion(administrator, name):
    record = MADE[name]()
    for page in (f"/admin/{name}/", f"/admin/{name}/edit/{record.pk}/", f"/admin/{name}/inspect/{record.pk}/"):
        assert f"/admin/{name}/delete/" not in administrator.get(page).content.decode(), page
