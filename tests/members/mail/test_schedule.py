"""What is called every few seconds finishes what others began and goes on after they died."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from members.mail import schedule, states
from members.models import Letter
from tests.factories.members import PersonFactory
from tests.factories.newsletter import mailing

pytestmark = pytest.mark.django_db
State = Letter.State


def test_what_waits_is_sent_by_the_next_tick():
    people = [PersonFactory() for _ in range(25)]
    mailing(people)
    mailing(people[:2], key="test-2")
    schedule.tick()
    assert len(mail.outbox) == 27
    schedule.tick()
    assert len(mail.outbox) == 27


def test_a_tick_with_no_time_left_still_goes_one_step():
    mailing([PersonFactory() for _ in range(25)])
    schedule.tick(seconds=0)
    first = len(mail.outbox)
    assert 0 < first < 25
    schedule.tick(seconds=0)
    assert len(mail.outbox) > first


def test_a_short_mailing_does_not_wait_for_a_long_one():
    mailing([PersonFactory() for _ in range(50)])
    short = PersonFactory()
    mailing([short], key="test-2")
    schedule.tick()
    assert [short.email] in [message.to for message in mail.outbox[:25]]


def test_letters_of_a_dead_worker_are_sent_by_a_living_one(time_machine):
    batch = mailing([PersonFactory(), PersonFactory()])
    states.claim(batch, 2)
    schedule.tick()
    assert mail.outbox == []
    time_machine.move_to(timezone.now() + timedelta(minutes=10))
    schedule.tick()
    assert len(mail.outbox) == 2


def task(**fields):
    fields = {
        "status": "RUNNING",
        "args_kwargs": {"args": [], "kwargs": {}},
        "task_path": "members.mail.schedule.tick",
        "backend_name": "default",
        "run_after": get_date_max(),
        "started_at": timezone.now() - timedelta(hours=1),
        "worker_ids": ["a"],
        **fields,
    }
    return DBTaskResult.objects.create(**fields)


def test_a_task_whose_process_died_runs_again():
    dead, alive, done = task(), task(started_at=timezone.now()), task(status="SUCCESSFUL")
    assert schedule.revive_tasks() == 1
    assert {x.pk for x in DBTaskResult.objects.ready()} == {dead.pk}
    for other in (alive, done):
        status = other.status
        other.refresh_from_db()
        assert other.status == status


def test_the_only_process_may_revive_all_when_it_starts():
    task(started_at=timezone.now())
    assert schedule.revive_tasks(timedelta(0)) == 1


def test_a_task_that_kills_its_process_each_time_is_given_up():
    poison = task(worker_ids=["a", "b", "c"])
    assert schedule.revive_tasks() == 0
    poison.refresh_from_db()
    assert poison.status == "FAILED"
