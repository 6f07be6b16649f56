"""The public archive: published issues, the same for everybody."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.members import EditorFactory
from tests.factories.newsletter import index, issue

pytestmark = pytest.mark.django_db


def test_the_newest_issue_stands_first_and_drafts_do_not_stand_there(client):
    issue(1, title="古い号")
    issue(2, title="新しい号")
    issue(3, live=False, title="下書きの号")
    locked = issue(4, title="かぎのかかった号")
    PageViewRestriction.objects.create(page=locked, restriction_type=PageViewRestriction.LOGIN)
    page = client.get("/newsletter/").content.decode()
    assert page.index("新しい号") < page.index("古い号")
    assert "下書きの号" not in page
    assert "かぎのかかった号" not in page


def test_an_issue_is_read_by_anybody_and_a_draft_by_nobody(client):
    issue(1, body=[("secretariat", {"heading": "見出し", "text": "https://a.example/ です。", "who": "文月"})])
    issue(2, live=False)
    answer = client.get("/newsletter/issue-1/")
    assert '<a href="https://a.example/">' in answer.content.decode()
    assert client.get("/newsletter/issue-2/").status_code == 404


def test_everybody_gets_the_same_page(client):
    issue()
    before = {address: client.get(address).content for address in ("/newsletter/", "/newsletter/issue-1/")}
    client.force_login(EditorFactory())
    assert before == {address: client.get(address).content for address in before}
    assert not client.get("/newsletter/").cookies


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999999", "x", "", "1&page=2"])
def test_a_page_number_that_makes_no_sense_shows_issues(client, page):
    index()
    issue()
    answer = client.get(f"/newsletter/?page={page}")
    assert answer.status_code == 200
    assert "題1" in answer.content.decode()


def test_an_archive_without_issues_says_so(client):
    index()
    assert "お便りはこれから始まります" in client.get("/newsletter/").content.decode()


def test_an_issue_without_a_picture_has_no_empty_box_on_the_home_page(client):
    issue(1, title="絵のない号")
    page = client.get("/").text
    assert "絵のない号" in page
    assert "card__picture" not in page
