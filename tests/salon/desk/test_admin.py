"""Kinds of needs stand among the words of the admin, edited by administrators only."""

import pytest
from django.urls import reverse

from salon.models import NeedKind
from tests.factories.desk import NeedKindFactory
from tests.factories.members import AdministratorFactory, EditorFactory, OrganisationFactory, member_of

pytestmark = pytest.mark.django_db


def test_an_administrator_adds_and_renames_a_kind_and_its_address_stays(client):
    client.force_login(AdministratorFactory())
    client.post(reverse("need-kinds:add"), {"name": "雪かき", "slug": "snow", "order": 5})
    kind = NeedKind.objects.get(slug="snow")
    client.post(
        reverse("need-kinds:edit", args=[kind.pk]), {"name": "雪かき・草取り", "slug": "other-word", "order": 5}
    )
    kind.refresh_from_db()
    assert (kind.name, kind.slug) == ("雪かき・草取り", "snow")


def test_it_is_found_under_the_words(client):
    client.force_login(AdministratorFactory())
    assert reverse("need-kinds:index") in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("role", [EditorFactory, lambda: member_of(OrganisationFactory())])
def test_nobody_else_edits_them(client, role):
    kind = NeedKindFactory(name="雪かき")
    client.force_login(role())
    for address in (reverse("need-kinds:add"), reverse("need-kinds:edit", args=[kind.pk])):
        assert client.post(address, {"name": "x", "slug": "x", "order": 1}).status_code in (302, 403)
    kind.refresh_from_db()
    assert kind.name == "雪かき" and not NeedKind.objects.filter(slug="x").exists()
