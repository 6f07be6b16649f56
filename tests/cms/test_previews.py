"""A link to one of our public pages tells where it leads, of no other page and no other site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import previews
from members.models import Organisation
from tests.factories.cms import case, lock, page_tree
from tests.factories.members import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("http://testserver/cases/kaki/?a=1#b", "cases/kaki"),
        ("http://testserver", ""),
        ("http://testserver.example.org/cases/", None),
        ("https://example.org/cases/", None),
        ("http://testserver/[", "["),
        ("http://testserver//[x", "[x"),
    ],
)
def test_only_addresses_of_this_site_are_ours(address, path):
    assert previews.own_path(address) == path


def test_cases_issues_and_organisations_say_what_they_are():
    page_tree()
    case("柿の木", slug="kaki", summary="柿をくばる話")
    OrganisationFactory(code="minato", name="みなとの会", summary="縁側の会です")
    shown = previews.of({"cases/kaki", "organisations/minato", "cases/none", "salon/rooms/kinki"})
    assert {(one.path, one.title, one.kind, one.text) for one in shown.values()} == {
        ("/cases/kaki/", "柿の木", "事例", "柿をくばる話"),
        ("/organisations/minato/", "みなとの会", "団体", "縁側の会です"),
    }


def test_what_not_everybody_may_read_has_none():
    page_tree()
    case("下書き", slug="draft", live=False)
    lock(case("会員だけ", slug="locked"))
    OrganisationFactory(code="left", status=Organisation.Status.LEFT)
    assert previews.of({"cases/draft", "cases/locked", "organisations/left"}) == {}


def test_many_cost_no_more_queries_than_one():
    page_tree()
    for number in range(4):
        case(slug=f"case-{number}")
        OrganisationFactory(code=f"one-{number}")
    previews.of({"cases/case-0"})  # what is remembered of the site is asked for once
    counts = []
    for most in (1, 4):
        paths = {f"{where}-{number}" for number in range(most) for where in ("cases/case", "organisations/one")}
        with CaptureQueriesContext(connection) as queries:
            assert len(previews.of(paths)) == 2 * most
        counts.append(len(queries))
    assert counts[0] == counts[1]
