"""Programs are told of published issues, the newest first, and of no draft."""

import json

import pytest
from django.test import Client

from tests.factories.newsletter import issue

pytestmark = pytest.mark.django_db


def test_published_issues_are_told_the_newest_first():
    issue(1)
    issue(2)
    issue(3, live=False)
    told = json.loads(Client().get("/api/newsletter/").content)["items"]
    assert [(one["number"], one["date"]) for one in told] == [(2, "2026-04-02"), (1, "2026-04-01")]
    assert told[0]["address"].endswith("/newsletter/issue-2/")
