"""Pictures, and what search engines ask for."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from tests.factories.cms import document, image, locked_collection
from tests.factories.members import PersonFactory

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


def test_a_picture_under_a_lock_is_there_for_whom_the_lock_lets_in(client):
    address = image(collection=locked_collection()).get_rendition("width-50|format-webp").url
    assert client.get(address).status_code == 404
    client.force_login(PersonFactory())
    response = client.get(address)
    assert response.status_code == 200
    # The next at the same proxy may be a stranger
    assert "no-store" in response["Cache-Control"] and "public" not in response["Cache-Control"]


def test_a_picture_for_one_group_is_seen_by_that_group_and_by_the_editors(client):
    group = Group.objects.create(name="うちわ")
    address = image(collection=locked_collection("groups", [group])).get_rendition("width-50|format-webp").url
    friend, other, editor = PersonFactory(), PersonFactory(is_facilitator=True), PersonFactory(is_editor=True)
    friend.groups.add(group)
    answers = {}
    for person in (friend, other, editor):
        client.force_login(person)
        answers[person] = client.get(address).status_code
    assert answers == {friend: 200, other: 404, editor: 200}


def test_a_document_under_a_lock_is_kept_by_no_cache(client):
    address = document(collection=locked_collection()).url
    assert client.get(address).status_code == 302
    client.force_login(PersonFactory())
    response = client.get(address)
    assert response.getvalue() == b"x"
    assert "no-store" in response["Cache-Control"]


def test_a_file_that_is_no_rendition_is_not_shown(client, settings):
    (Path(settings.MEDIA_ROOT) / "images").mkdir(exist_ok=True)
    (Path(settings.MEDIA_ROOT) / "images" / "left.png").write_bytes(b"x")
    assert client.get("/media/images/left.png").status_code == 404


def test_robots_are_told_where_not_to_go(client, home, settings):
    text = client.get("/robots.txt").text
    assert "Disallow: /salon/" in text and f"{settings.SITE_URL}/sitemap.xml" in text
