"""The nginx of docs/operations.md keeps what says so, to the second that it says, and nothing of anybody's own."""

import http.server
import threading
import time
import urllib.error
import urllib.request

import pytest

from bench import proxy

pytestmark = pytest.mark.once
KEPT = "@4102444800"
OVER = "@1000000000"


class Upstream(http.server.ThreadingHTTPServer):
    """Answers as our process does; `asked` is how often."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked += 1
        self.send_response(200)
        if "kept" in self.path or "over" in self.path:
            self.send_header("X-Accel-Expires", KEPT if "kept" in self.path else OVER)
        if "cookie" in self.path:
            self.send_header("Set-Cookie", "a=b")
        self.send_header("Cache-Control", "public, max-age=3600")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("ETag", 'W/"one"')
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"page")

    def log_message(self, *_arguments) -> None:
        """Nobody reads it."""


@pytest.fixture
def upstream():
    server = Upstream()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def nginx(upstream):
    server = proxy.nginx(None, upstream.server_port, "/", b"page")
    if server is None:
        pytest.skip("no nginx is here")
    yield server
    server.stop()
    server.log.close()


def status(server, path: str, **headers: str) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_what_is_kept_and_what_is_not(nginx, upstream):
    for path, headers, asked in (
        ("/kept", {}, 1),
        ("/kept?page=2", {}, 1),
        ("/kept", {"Host": "elsewhere"}, 1),
        ("/kept", {"Accept-Encoding": "gzip, br"}, 1),
        # Packed in one way only, so it is the same
        ("/kept", {"Accept-Encoding": "br;q=1, gzip"}, 0),
        ("/over", {}, 3),
        ("/says-nothing", {}, 3),
        ("/kept-with-a-cookie", {}, 3),
        ("/kept", {"Cookie": "sessionid=x"}, 3),
        ("/kept", {"Authorization": "Basic eDp5"}, 3),
    ):
        upstream.asked = 0
        for _ in range(3):
            assert status(nginx, path, **headers) == 200
        assert upstream.asked == asked, (path, headers)


def test_who_has_it_already_is_told_so_without_asking(nginx, upstream):
    assert status(nginx, "/kept") == 200
    assert status(nginx, "/kept", **{"If-None-Match": 'W/"one"'}) == 304
    assert upstream.asked == 1


def test_the_same_bytes_lie_there_as_a_file(nginx):
    assert status(nginx, "/as-a-file") == 200


def test_the_clock_of_this_test_is_right():
    assert int(OVER[1:]) < time.time() < int(KEPT[1:])
