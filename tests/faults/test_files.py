"""Killed in the middle of uploads: what was acknowledged has its files, nobody is given half of one, the rest is swept."""

import html
import http.client
import io
import itertools
import json
import os
import random
import re
import threading
import time

import pytest
from PIL import Image

from tests.faults.page import Person

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("ROUNDS", "2"))
KILLS = 4
SWEEP = """
from datetime import timedelta
from django.conf import settings
from django.utils import timezone
from salon.models import Attachment
from salon.rooms import keeping
keeping.tidy(timezone.now() + 2 * keeping.WAITS)
rows = {path for one in Attachment.objects.all() for path in (keeping.path(one), keeping.small_path(one))}
there = {path for path in settings.ROOM_FILES.rglob("*") if path.is_file()}
print("alone:", Attachment.objects.filter(message=None).count())
print("without a row:", len(there - rows))
print("without a file:", sum(not keeping.path(one).is_file() for one in Attachment.objects.all()))
"""


def document() -> bytes:
    return b"%PDF-1.4\n" + os.urandom(random.choice([10_000, 8_000_000])) + b"\n%%EOF\n"


def picture() -> bytes:
    size = random.choice([(60, 40), (900, 600)])
    target = io.BytesIO()
    Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3)).save(target, "PNG")
    return target.getvalue()


def whole(content: bytes) -> bool:
    """Whatever we may have sent: from its first byte to its last."""
    if content.startswith(b"%PDF"):
        return content.endswith(b"%%EOF\n")
    try:
        Image.open(io.BytesIO(content)).load()
    except (OSError, SyntaxError):
        return False
    return True


class Uploader(threading.Thread):
    """Uploads and posts, one after the other, each until it is acknowledged; now and then with the form itself."""

    def __init__(self, person: Person, slug: str, address: str):
        super().__init__(daemon=True)
        self.person, self.slug, self.address = person, slug, address
        self.ended, self.acknowledged, self.again, self.troubles = threading.Event(), [], 0, []

    def run(self):
        try:
            for number in itertools.count():
                if self.ended.is_set():
                    return
                key, sent = f"files-{time.monotonic_ns()}-{number}", [document(), picture()]
                if random.random() < 0.3:
                    files = [("files", f"file{place}", content) for place, content in enumerate(sent)]
                    posted = self.until(201, self.address, {"body": "写真と書類です", "key": key}, files)
                else:
                    names = [self.upload(content)["file"] for content in sent]
                    posted = self.until(
                        201,
                        self.address,
                        [("body", "写真と書類です"), ("key", key), *(("attached", one) for one in names)],
                    )
                self.acknowledged.append((posted["message"], sent))
        except AssertionError as error:
            self.troubles.append(error)

    def upload(self, content: bytes) -> dict:
        kept = self.until(201, f"/salon/rooms/{self.slug}/files/", {}, [("file", "file", content)])
        if not self.ended.is_set():
            status, served = self.until_answered("GET", f"/salon/files/{kept['file']}/")
            assert status == 200 and whole(served), f"an upload that was answered with success: {status}"
        return kept

    def until(self, status: int, path: str, form, files=None) -> dict:
        answered, body = self.until_answered("POST", path, form, files)
        assert answered == status, (answered, body[:300])
        return json.loads(body)

    def until_answered(self, *request) -> tuple[int, bytes]:
        while True:
            try:
                status, body = self.person.request(*request)
            except (OSError, http.client.HTTPException):
                status = 0
            if status and status < 500:
                return status, body
            self.again += 1
            time.sleep(0.1)

    def what_waits(self) -> list[str]:
        """Addresses that the form shows anew, as somebody sees who opens it after a crash."""
        _, page = self.until_answered("GET", self.address)
        names = re.findall(r'name="attached" value="([0-9a-f-]+)"', html.unescape(page.decode()))
        return [f"/salon/files/{name}/" for name in names]


def await_another(uploaders: list[Uploader]) -> None:
    before, until = [len(one.acknowledged) for one in uploaders], time.monotonic() + 60
    while [len(one.acknowledged) for one in uploaders] == before:
        assert not any(one.troubles for one in uploaders), [one.troubles for one in uploaders]
        assert time.monotonic() < until, "nothing is acknowledged any more"
        time.sleep(0.01)


def await_a_file_being_written(product) -> None:
    """Chance alone hits these milliseconds too seldom."""
    folder = product.folder / "data" / "room_files"
    there, until = set(folder.glob("*/*")), time.monotonic() + 20
    while set(folder.glob("*/*")) <= there:
        assert time.monotonic() < until, "nobody uploads anything"
        time.sleep(0.001)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_kill_leaves_no_half_file_and_no_post_without_its_files(network, round_):
    product = network.products[0]
    # Files lie in the folder of one process here, so all go there
    people = [Person(one.session, one.number, [product.port]) for one in network.people[:3]]
    uploaders = [Uploader(person, network.slug, network.topic) for person in people]
    for uploader in uploaders:
        uploader.start()
    try:
        for number in range(KILLS):
            # Any moment, once they are at it again
            await_another(uploaders)
            time.sleep(random.uniform(0, 1))
            if number % 2:
                await_a_file_being_written(product)
            product.kill()
            product.start()
            for uploader in uploaders:
                for address in uploader.what_waits():
                    status, content = uploader.until_answered("GET", address)
                    if status == 404:
                        # Taken off meanwhile, as the files of a post that is sent again and already stands
                        assert address not in uploader.what_waits(), "the form shows what is not there"
                        continue
                    assert status == 200
                    assert whole(content), "half a file"
    finally:
        for uploader in uploaders:
            uploader.ended.set()
    for uploader in uploaders:
        uploader.join(60)
        assert not uploader.troubles, uploader.troubles
        assert not uploader.is_alive() and uploader.acknowledged
    assert sum(uploader.again for uploader in uploaders), "nothing was ever in doubt: the test has shown nothing"
    assert re.findall(r": (\d+)", network.shell(SWEEP)) == ["0", "0", "0"]
    for uploader in uploaders:
        for message, sent in uploader.acknowledged:
            _, page = uploader.until_answered("GET", f"/salon/rooms/{network.slug}/messages/{message}/")
            shown = list(dict.fromkeys(re.findall(r'href="(/salon/files/[0-9a-f-]+/)"', page.decode())))
            assert len(shown) == len(sent), "an acknowledged post without its files"
            served = [people[1].request("GET", address) for address in shown]
            assert [status for status, _ in served] == [200, 200]
            assert sent[0] == served[0][1] and whole(served[1][1])
