"""The pages of the library: what was typed stays, what is asked for wrongly is said, and no address opens what is not meant for one."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from salon.library import sharing
from salon.models import Resource
from salon.moderation import reading_first, standing
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki
from tests.salon.library.test_sharing import PDF, facts, given

pytestmark = pytest.mark.django_db
NEW = "/salon/library/new/"


def typed(**changed):
    file = SimpleUploadedFile("hinagata.pdf", PDF)
    said = {
        "title": "報告書のひな形",
        "text": "使いました",
        "category": "templates",
        "scope": "members",
        "consent": "on",
    }
    return said | {"file": file} | changed


def test_a_document_is_given_found_and_opened(client):
    _, one, two = kinki()
    client.force_login(one)
    page = client.post(NEW, typed(), follow=True)
    assert "資料を出しました" in page.text
    client.force_login(two)
    listed = client.get("/salon/library/?q=ひな形&category=templates")
    assert "報告書のひな形" in listed.text
    shared = Resource.objects.get()
    file = client.get(shared.file_url)
    assert file.content == PDF
    assert "attachment" in file["Content-Disposition"]
    assert "no-store" in file["Cache-Control"]
    assert "この条件に合う資料はありません" in client.get("/salon/library/?q=そんなものはない").text


def test_who_is_excluded_everywhere_gives_nothing_and_changes_nothing(client):
    _, one, _two = kinki()
    shared = given(one)
    exclusion = standing.exclude(FacilitatorFactory(), one, None, 7, "理由")
    reading_first.confirm(one, None, [], [exclusion.pk])
    client.force_login(one)
    for address in (NEW, f"{shared.get_absolute_url()}edit/"):
        answer = client.post(address, typed())
        assert (answer.status_code, "のせられません" in answer.text, "使いました" in answer.text) == (422, True, True)
    assert [one.title for one in Resource.objects.all()] == ["ひな形"]
    assert client.post(f"{shared.get_absolute_url()}withdraw/").status_code == 302
    shared.refresh_from_db()
    assert shared.withdrawn_at


def as_seen(client, shared):
    """What the button on its page sends."""
    return {"seen": re.search('name="seen" value="([^"]+)"', client.get(shared.get_absolute_url()).text)[1]}


def test_what_was_changed_while_the_secretariat_looked_is_not_for_everybody(client):
    _, one, _ = kinki()
    shared = given(one, scope="public")
    client.force_login(FacilitatorFactory())
    seen = as_seen(client, shared)
    sharing.change(one, shared, facts(scope="public", text="見ていない文"))
    for said in (seen, {}):
        page = client.post(f"{shared.get_absolute_url()}approve/", said, follow=True)
        assert "書きなおされました" in page.text
        assert "見ていない文" in page.text
    assert not Resource.objects.public().exists()
    client.post(f"{shared.get_absolute_url()}approve/", as_seen(client, shared))
    assert Resource.objects.public().exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"consent": ""}, "同意がいります"),
        ({"scope": "room"}, "どのルームの人に見せるか"),
        ({"scope": "everyone"}, "一覧から選び直してください"),
        ({"title": ""}, "名前を入れてください"),
        ({"until": "2001-01-01"}, "もう過ぎた日です"),
        ({"until": "いつか"}, "日付の形になっていません"),
        ({"text": "田中花子さん、1950年3月4日生まれ"}, "どなたのことか分かってしまう"),
        ({"file": ""}, "ファイルを選んでください"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, changed, words):
    _, one, _ = kinki()
    client.force_login(one)
    page = client.post(NEW, typed(**changed))
    assert page.status_code == 422
    assert words in page.text
    if "title" not in changed:
        assert "報告書のひな形" in page.text
    assert not Resource.objects.exists()


def test_everybody_reads_only_what_the_secretariat_has_looked_at(client):
    _, one, _ = kinki()
    public, members = given(one, scope="public", title="みなさんへ"), given(one, title="会員だけ")
    client.force_login(FacilitatorFactory())
    assert "みなさんへ" in client.get("/salon/library/").text
    client.logout()
    assert "みなさんへ" not in client.get("/resources/").text
    assert client.get(f"/resources/{public.public_id}/file/").status_code == 404
    client.force_login(FacilitatorFactory())
    client.post(f"/salon/library/{public.public_id}/approve/", as_seen(client, public))
    client.logout()
    page = client.get("/resources/")
    assert "みなさんへ" in page.text
    assert "会員だけ" not in page.text
    assert client.get(f"/resources/{public.public_id}/file/").content == PDF
    assert client.get(f"/resources/{members.public_id}/file/").status_code == 404
    assert client.get(members.file_url).status_code == 302


def test_everybody_gets_the_same_page(client):
    _, one, _ = kinki()
    sharing.approve(given(one, scope="public"))
    stranger = client.get("/resources/").content
    client.force_login(one)
    assert client.get("/resources/").content == stranger


def test_a_member_does_not_approve(client):
    _, one, _ = kinki()
    waiting = given(one, scope="public")
    client.force_login(one)
    seen = {"seen": waiting.consented_at.isoformat()}
    assert client.post(f"/salon/library/{waiting.public_id}/approve/", seen).status_code == 404
    waiting.refresh_from_db()
    assert waiting.approved_at is None
