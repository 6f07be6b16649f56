"""An editor finds what there is to edit."""

import pytest

from tests.factories.cms import case
from tests.factories.members import EditorFactory

pytestmark = pytest.mark.django_db


def test_an_editor_finds_a_case_by_a_word_inside_its_title(client):
    case("空き家の縁側をひらく")
    case("船着き場の朝市")
    client.force_login(EditorFactory())
    found = client.get("/admin/cases/", {"q": "縁側"}).content.decode()
    assert "空き家の縁側をひらく" in found
    assert "船着き場" not in found
