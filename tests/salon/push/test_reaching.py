"""Where a browser may ask us to send something."""

import pytest

from salon.push.reaching import is_endpoint


@pytest.mark.parametrize(
    "url",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com:443/abc",
    ],
)
def test_a_service_on_the_internet_may_be_given(url):
    assert is_endpoint(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://push.example.com/abc",
        "https://push.example.com:6379/abc",
        "https://push.example.com:x/abc",
        "https://someone@push.example.com/abc",
        "https://127.0.0.1/abc",
        "https://[::1]/abc",
        "https://[::1/abc",
        "https://0x7f.1/abc",
        "https://localhost/abc",
        "https://push.example.com/あ",
        "file:///etc/passwd",
        "https://push.example.com/" + "x" * 1000,
    ],
)
def test_anything_else_may_not(url):
    assert not is_endpoint(url)
