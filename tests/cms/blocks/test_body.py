"""Every piece of a case can be looked at before it is chosen, and says what it is for."""

import pytest

from cms.blocks import CaseBody
from cms.models import CasePage
from tests.factories.cms import case
from tests.factories.members import EditorFactory

pytestmark = pytest.mark.django_db
BLOCKS = CaseBody().child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_a_preview_and_a_description(client, home, name):
    block = CasePage.body.field.stream_block.child_blocks[name]
    assert block.is_previewable and len(block.get_description()) > 10
    client.force_login(EditorFactory())
    response = client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "css/cms.css" in response.text
    assert len(response.text.split("<section")[1]) > 120


def test_what_was_written_before_is_read_as_before(client, home):
    """The names of blocks and of what is in them stand in the database."""
    assert set(BLOCKS) == {
        *("need", "audience", "stages", "roles", "start", "cost", "setbacks"),
        *("figures", "photos", "materials", "interview", "quote", "text"),
    }
    page = case(body=[("start", {"lead": "まず", "steps": [{"title": "座る", "text": "静かに"}]})])
    assert "静かに" in client.get(page.url).text
