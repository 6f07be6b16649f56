"""Pictures, and what search engines ask for."""

from pathlib import Path

import pytest

from tests.factories.cms import image

pytestmark = pytest.mark.django_db


def test_a_rendition_is_served_and_may_be_kept(client):
    rendition = image().get_rendition("width-50|format-webp")
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "public" in response["Cache-Control"] and not response.cookies
    assert client.get(rendition.url, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_nothing_else_of_the_folder_is(client, settings):
    root = Path(settings.MEDIA_ROOT)
    (root / "documents").mkdir(exist_ok=True)
    (root / "images").mkdir(exist_ok=True)
    (root / "documents" / "secret.png").write_bytes(b"x")
    (root / "images" / "page.html").write_bytes(b"x")
    (root / "top.png").write_bytes(b"x")
    original = image()
    for path in (
        "/media/documents/secret.png",
        "/media/images/../documents/secret.png",
        "/media/images/%2e%2e/documents/secret.png",
        "/media/images/..%2ftop.png",
        "/media/images/..%5ctop.png",
        "/media/images/page.html",
        "/media/images/.png",
        "/media/images/none.png",
        "/media/images/",
        "/media/top.png",
        f"/media/images/{'a' * 5000}.png",
        original.file.url,
    ):
        assert client.get(path).status_code == 404, path


def test_robots_are_told_where_not_to_go(client, home, settings):
    text = client.get("/robots.txt").text
    assert "Disallow: /salon/" in text and f"{settings.SITE_URL}/sitemap.xml" in text
