"""Public pages that are kept ready: nothing old for more than a second at any process, with the bell or without it."""

import http.client
import threading
import time

import pytest

pytestmark = pytest.mark.faults
WITHIN = 1.0
LOOK = 0.5  # seconds that a busy machine may add

PREPARE = """
from cms.models import CaseIndexPage, CasePage
page = CasePage(title="%(old)s", summary="あらまし", slug="%(slug)s", live=False)
CaseIndexPage.objects.originals().get().add_child(instance=page)
page.save_revision().publish()
print(page.url)
"""
CHANGES = {
    "published": "page.title = '%(new)s'; page.save_revision().publish()",
    "unpublished": "page.unpublish()",
    "locked": (
        "from wagtail.models import PageViewRestriction; "
        "PageViewRestriction.objects.create(page_id=page.pk, restriction_type='login')"
    ),
    "deleted": "page.delete()",
    "changed by hand": "CasePage.objects.filter(pk=page.pk).update(summary='%(new)s')",
}


class Reader:
    """Reads one address of one process again and again, on one connection, and remembers when it was the old one last."""

    def __init__(self, port: int, address: str, old: bytes) -> None:
        self.port, self.address, self.old = port, address, old
        self.answers, self.old_at, self.is_over = 0, 0.0, threading.Event()
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self.is_over.wait(0.01):
            asked_at = time.monotonic()
            connection.request("GET", self.address)
            answer = connection.getresponse()
            body = answer.read()
            self.answers += 1
            if answer.status == 200 and self.old in body:
                self.old_at = asked_at
        connection.close()

    def end(self) -> None:
        self.is_over.set()
        self.thread.join()


@pytest.mark.parametrize("bell", ["with the bell", "without the bell"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_true_is_said_for_no_more_than_a_second(house, change, bell):
    run = time.monotonic_ns()
    words = {"old": f"まえの題{run}", "new": f"あとの題{run}", "slug": f"page-{run}"}
    address = house.shell(PREPARE % words).strip().splitlines()[-1]
    old = ("あらまし" if change == "changed by hand" else words["old"]).encode()
    if bell == "without the bell":
        house.redis.kill()
    try:
        readers = [Reader(product.port, address, old) for product in house.products]
        wait_until(lambda: all(reader.old_at and reader.answers > 20 for reader in readers))
        find = f"from cms.models import CasePage; page = CasePage.objects.get(slug='{words['slug']}'); "
        house.shell(find + CHANGES[change] % words)
        changed_at = house.shell.done
        wait_until(lambda: time.monotonic() > changed_at + 2 * WITHIN)
        for reader in readers:
            reader.end()
            assert reader.old_at < changed_at + WITHIN + LOOK, reader.old_at - changed_at
            assert reader.answers > 20
    finally:
        for reader in readers:
            reader.end()
        if bell == "without the bell":
            house.redis.start()


def test_while_the_database_is_away_nothing_is_said_from_memory_and_afterwards_all_is_well(house):
    port = house.products[0].port
    assert status(port, "/about/") == 200
    house.postgres.kill()
    try:
        wait_until(lambda: status(port, "/about/") == 500)
    finally:
        house.postgres.start()
    wait_until(lambda: status(port, "/about/") == 200)


def status(port: int, address: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", address)
    found = connection.getresponse()
    found.read()
    connection.close()
    return found.status


def wait_until(what, within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.02)
