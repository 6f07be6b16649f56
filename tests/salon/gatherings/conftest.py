"""Mails of gatherings leave by day: at night they wait, and so would these tests (tests/salon/notices has the quiet hours)."""

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def by_day(time_machine):
    time_machine.move_to(timezone.localtime().replace(hour=14, minute=0), tick=True)
