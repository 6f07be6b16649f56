"""Tags as people here type them."""

import pytest

from cms.tags import split
from tests.factories.cms import case


@pytest.mark.parametrize(
    "typed", ["食事、農業", "食事，農業", "食事　農業", "食事, 農業", "食事 農業,,", "、食事、、農業、食事"]
)
def test_marks_and_spaces_divide(typed):
    assert split(typed) == ["食事", "農業"]


@pytest.mark.parametrize("typed", ["", None, "、、　"])
def test_nothing_is_no_tag(typed):
    assert split(typed) == []


@pytest.mark.django_db
def test_a_tag_leads_to_its_cases(client, home):
    page = case("縁側", tags=["お茶"])
    case("食堂", tags=["食事"])
    assert 'href="/cases/?tag=お茶"' in client.get(page.url).text
    assert "食堂" not in client.get("/cases/?tag=お茶").text.split('class="cards"')[1]
