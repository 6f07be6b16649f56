"""The map and its tables count what the lists behind them show: nothing that is no public page, no 見本."""

import json

import pytest

from cms import areas
from members.models import Block, Organisation, Prefecture, TargetGroup
from tests.factories.cms import case
from tests.factories.members import OrganisationFactory, TargetGroupFactory, prefecture

pytestmark = pytest.mark.django_db


def place(name):
    return next(one for region in areas.regions() for one in region.places if one.name == name)


def test_every_prefecture_has_an_outline():
    assert set(areas.shapes()) == {f"{number:02}" for number in range(1, 48)}
    assert all(shape.startswith("M") for shape in json.loads(areas.SHAPES.read_text()).values())


def test_what_is_public_is_counted_where_it_is(home):
    osaka = prefecture("大阪府")
    shown, sample, gone = (
        OrganisationFactory(),
        OrganisationFactory(is_sample=True),
        OrganisationFactory(status=Organisation.Status.LEFT),
    )
    for one in (shown, sample, gone):
        one.prefectures.add(osaka)
    case("見える", organisation=shown, prefectures=["大阪府"])
    case("下書き", live=False, organisation=shown, prefectures=["大阪府"])
    case("見本", organisation=sample, prefectures=["大阪府"])
    found = place("大阪府")
    assert (found.organisations, found.cases, found.level) == (1, 1, 1)
    assert "団体1、事例1" in found.label


@pytest.mark.parametrize(("number", "level"), [(0, 0), (1, 1), (2, 2), (4, 2), (5, 3)])
def test_how_full_a_prefecture_is_drawn(number, level):
    assert areas.Place("27", "大阪府", "", number, 0).level == level


def test_who_is_reached_in_no_block_is_said(home):
    older, younger = TargetGroupFactory(name="年上の人"), TargetGroupFactory(name="年下の人")
    osaka = prefecture("大阪府")
    organisation = OrganisationFactory()
    organisation.prefectures.add(osaka)
    organisation.target_groups.add(older)
    rows = areas.coverage(of_cases=False)
    numbers = {row.target: dict(row.numbers) for row in rows}
    assert numbers[older][osaka.block] == 1
    assert numbers[younger][osaka.block] == 0
    missing = dict(areas.missing(rows))
    assert younger in missing[osaka.block]
    assert older not in missing[osaka.block]
    assert {row.target for row in rows} == set(TargetGroup.objects.all())
    assert set(missing) == set(Block.objects.all())


def test_a_block_beside_the_own_prefectures_counts_as_in_the_list(client, home):
    """Each number leads to a list of as many."""
    target = TargetGroupFactory(name="だれか")
    organisation = OrganisationFactory()
    block = prefecture("大阪府").block
    organisation.extra_blocks.add(block)
    organisation.target_groups.add(target)
    case("事例", target_groups=["だれか"], prefectures=["大阪府"])
    for of_cases, listed in ((False, "/organisations/"), (True, "/cases/")):
        rows = {row.target: dict(row.numbers) for row in areas.coverage(of_cases=of_cases)}
        assert rows[target][block] == 1
        assert "1件" in client.get(f"{listed}?block={block.slug}&target={target.slug}").text.replace("1団体", "1件")


def test_the_pages_need_the_same_queries_however_many_there_are(client, home, django_assert_max_num_queries):
    for number in range(6):
        one = OrganisationFactory()
        one.prefectures.set(Prefecture.objects.all()[:number])
        case(f"事例{number}", organisation=one, prefectures=["大阪府"], target_groups=["だれか"])
    for path in ("/areas/", "/areas/?of=cases", "/near/?prefecture=27&target="):
        client.get(path)
        with django_assert_max_num_queries(16):
            assert client.get(path).status_code == 200
