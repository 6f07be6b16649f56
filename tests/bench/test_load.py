"""What measures must be right itself: what is sent, arrives and is lost is counted, and time runs from when a post was due."""

import threading

import pytest

from bench import servers
from bench.__main__ import of_frames, sustained
from bench.load import Result

pytestmark = pytest.mark.once


@pytest.fixture
def limit():
    server = servers.limit(None)
    if server is None:
        pytest.skip("no compiler is here")
    yield server
    server.process.kill()
    server.process.wait()
    server.log.close()


def test_every_delivery_is_counted_once(limit):
    load, make = of_frames(limit, 5, str.encode)
    result = load.run(100, 0.2, make)
    load.close()
    assert (result.sent, result.acknowledged, result.delivered) == (20, 20, 100)
    assert result.complete and result.sustained
    assert 0 < result.quantile(0.5) <= result.quantile(0.99) < 250
    assert limit.cpu() >= 0 and limit.memory() > 0


def test_what_a_server_loses_is_missed(limit):
    load, make = of_frames(limit, 2, str.encode)
    threading.Timer(0.1, limit.process.kill).start()
    result = load.run(50, 0.3, make, drain=0.1)
    load.close()
    assert not result.complete
    assert result.dropped == 2


def test_a_late_delivery_is_late_from_when_it_was_due():
    assert Result(waits=[0.01] * 98 + [0.3] * 2, delivered=100, expected=100).quantile(0.99) == pytest.approx(300)
    assert not Result(waits=[0.01] * 98 + [0.3] * 2, delivered=100, expected=100).sustained


def test_the_highest_rate_that_holds_is_found_and_one_bad_moment_forgiven():
    tried = []

    def run(rate):
        tried.append(rate)
        good = rate < 40 and (rate != 20 or tried.count(20) == 2)
        return Result(waits=[0.01], delivered=1, expected=1 if good else 2)

    assert sustained(run, (10, 20, 30, 40, 50)) == 30
    assert tried == [10, 20, 20, 30, 40, 40]
