"""静かな時間: what the secretariat writes waits for their end as everything else does."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from members.mail import schedule
from members.models import Letter, Pause
from salon.models import Wishes
from salon.moderation import standing
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 7, 1, 23, tzinfo=ZoneInfo("Asia/Tokyo"))


@pytest.fixture
def told(time_machine):
    """Somebody to whom the secretariat says something late in the evening."""
    time_machine.move_to(NIGHT, tick=False)
    _, one, _ = kinki()
    standing.exclude(FacilitatorFactory(), one, None, 3, "理由")
    return one


def sent():
    schedule.tick()
    return [message.to for message in mail.outbox]


def test_a_word_of_the_secretariat_waits_for_the_morning(told, time_machine):
    assert sent() == []
    assert Letter.objects.get().tries == 0
    time_machine.move_to(NIGHT + timedelta(hours=9), tick=False)
    assert sent() == [[told.email]]


def test_who_is_never_quiet_has_it_at_once(told):
    Wishes.objects.create(person=told, quiet_from=0, quiet_until=0)
    assert sent() == [[told.email]]


def test_who_rests_by_the_morning_does_not_get_it_then(told, time_machine):
    assert sent() == []
    time_machine.move_to(NIGHT + timedelta(hours=9), tick=False)
    Pause.objects.create(person=told)
    assert sent() == []


def test_who_is_back_from_a_pause_has_what_was_written_meanwhile_once(time_machine):
    time_machine.move_to(NIGHT - timedelta(hours=11), tick=False)
    _, one, _two = kinki()
    Pause.objects.create(person=one, until=(NIGHT + timedelta(days=2)).date())
    standing.exclude(FacilitatorFactory(), one, None, 30, "理由")
    for hour in range(24 * 5):
        time_machine.move_to(NIGHT - timedelta(hours=11 - hour), tick=False)
        if one.email in [to for message in sent() for to in message]:
            break
    # In the morning after the last day, when the quiet hours end
    assert timezone.localtime() == NIGHT.replace(day=4, hour=8)
    time_machine.move_to(NIGHT + timedelta(days=9), tick=False)
    assert sent() == [[one.email]]
