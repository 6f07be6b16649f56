import pytest

from tests.factories.cms import page_tree


@pytest.fixture
def home(db):
    return page_tree()
