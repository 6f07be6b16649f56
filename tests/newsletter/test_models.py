"""Issues have each their number, pictures their words."""

import pytest
from django.core.exceptions import ValidationError

from newsletter.models import NewsletterPage
from tests.factories.newsletter import issue

pytestmark = pytest.mark.django_db


def faults(**fields):
    page = NewsletterPage(**{"title": "題", "lead": "文", "number": 2, **fields})
    with pytest.raises(ValidationError) as error:
        page.clean()
    return error.value.message_dict


def test_two_issues_do_not_share_a_number():
    issue(2, live=False)
    assert list(faults()) == ["number"]


def test_an_issue_keeps_its_own_number():
    page = issue(2)
    page.clean()


@pytest.mark.parametrize("number", [0, -1, 10_000, 10**30])
def test_a_number_that_makes_no_sense_is_said_at_its_field(number):
    page = NewsletterPage(title="題", lead="文", number=number)
    with pytest.raises(ValidationError) as error:
        page.clean_fields(exclude=["path", "depth", "slug", "content_type"])
    assert "number" in error.value.message_dict
