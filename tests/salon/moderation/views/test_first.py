"""What has to be read stands before the salon, once, and nothing typed is lost on the way."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Person
from salon.models import Acceptance, Attachment, Caution, Message
from salon.moderation import house, standing
from tests.factories import files
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import key, kinki, topic_in

pytestmark = pytest.mark.django_db

FIRST = "/salon/first/"


@pytest.fixture
def place(client):
    here, one, _ = kinki()
    client.force_login(one)
    return topic_in(here, one), one


def hidden(text):
    """What a browser would send of this page."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text))


def test_who_comes_first_reads_the_rules_and_goes_on_where_the_link_led(client, place):
    topic, one = place
    rules = house.publish(None, "約束の文")
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk]) + "?at=1"
    answer = client.get(where)
    assert answer["Location"].startswith(FIRST)
    page = client.get(answer["Location"])
    assert "約束の文" in page.text
    done = client.post(answer["Location"], hidden(page.text))
    assert (done.status_code, done["Location"]) == (302, where)
    assert client.get(where).status_code == 200
    assert Acceptance.objects.get(person=one).rules == rules


def test_a_page_costs_no_query_more_for_who_has_nothing_to_read(client, place, django_assert_num_queries):
    client.get("/salon/")  # whatever is looked up once in a process
    with CaptureQueriesContext(connection) as before:
        client.get("/salon/")
    usual = len(before)
    house.publish(None, "約束の文")
    client.post(FIRST, hidden(client.get(FIRST).text))
    with django_assert_num_queries(usual):
        client.get("/salon/")


def test_what_was_typed_meanwhile_is_sent_after_reading(client, place):
    topic, one = place
    house.publish(None, "約束の文")
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk])
    page = client.post(where, {"body": "書いておいた文", "key": key()})
    assert page.status_code == 403
    assert not Message.objects.filter(text="書いておいた文").exists()
    again = client.post(f"{FIRST}?next={where}", hidden(page.text), follow=True)
    assert Message.objects.get(text="書いておいた文").author == one
    assert "書いておいた文" in again.text


def fields(text):
    """The same where a name may come several times."""
    found = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', text):
        found.setdefault(name, []).append(value)
    return found


def paper(name="資料.pdf"):
    return SimpleUploadedFile(name, files.PDF)


def test_files_that_came_with_a_form_are_sent_after_reading_too(client, place):
    topic, one = place
    house.publish(None, "約束の文")
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk])
    page = client.post(where, {"body": "文", "key": key(), "files": [paper(), paper("名簿の形.pdf")]})
    assert "資料.pdf、名簿の形.pdf" in page.text
    # More came to be read meanwhile: what is kept goes along from page to page
    standing.caution(FacilitatorFactory(), one, "もうひとつ")
    page = client.post(f"{FIRST}?next={where}", fields(page.text))
    assert "もうひとつ" in page.text
    client.post(f"{FIRST}?next={where}", fields(page.text), follow=True)
    message = Message.objects.get(text="文")
    assert [one.name for one in message.attachments.all()] == ["資料.pdf", "名簿の形.pdf"]


def test_files_of_a_new_topic_are_sent_after_reading_too(client, place):
    topic, _one = place
    house.publish(None, "約束の文")
    where = reverse("salon:room", args=[topic.room.slug])
    page = client.post(where, {"title": "新しい話題", "body": "文", "key": key(), "files": [paper()]})
    client.post(f"{FIRST}?next={where}", fields(page.text), follow=True)
    assert Message.objects.get(text="文").attachments.get().name == "資料.pdf"


def test_a_file_that_is_not_taken_is_said_where_it_was_sent(client, place):
    topic, _one = place
    house.publish(None, "約束の文")
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk])
    program = SimpleUploadedFile("game.exe", b"MZ\x00")
    page = client.post(where, {"body": "文", "key": key(), "files": [program, paper()]})
    assert "game.exe：" in page.text
    client.post(f"{FIRST}?next={where}", fields(page.text), follow=True)
    assert Message.objects.get(text="文").attachments.get().name == "資料.pdf"


def test_nothing_is_kept_for_a_room_that_one_may_not_write_in(client, place):
    topic, one = place
    standing.exclude(FacilitatorFactory(), one, topic.room, 7, "理由の文")
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk])
    page = client.post(where, {"body": "文", "key": key(), "files": [paper()]})
    assert (page.status_code, "理由の文" in page.text) == (403, True)
    assert not Attachment.objects.exists()


def test_a_script_that_posts_is_told_in_words_and_one_that_reads_is_let_through(client, place):
    topic, _ = place
    house.publish(None, "約束の文")
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk])
    answer = client.post(where, {"body": "文", "key": key()}, headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert "お読みください" in answer.json()["errors"]["__all__"][0]
    events = client.get(reverse("salon:events", args=[topic.room.slug]), headers={"Accept": "application/json"})
    assert events.status_code == 200


CORS = {"Sec-Fetch-Mode": "cors"}


@pytest.mark.parametrize("accept", [{}, {"Accept": "*/*"}, {"Accept": "text/html"}])
def test_nobody_goes_past_it_with_what_a_script_sends_and_nothing_typed_is_lost(client, place, accept):
    topic, one = place
    house.publish(None, "約束の文")
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk])
    page = client.post(where, {"body": "書いておいた文", "key": key()}, headers=CORS | accept)
    assert (page.status_code, "約束の文" in page.text) == (403, True)
    assert not Message.objects.filter(text="書いておいた文").exists()
    client.post(f"{FIRST}?next={where}", hidden(page.text), follow=True)
    assert Message.objects.get(text="書いておいた文").author == one


def test_a_page_that_is_open_goes_on_saying_what_was_read(client, place):
    topic, _one = place
    house.publish(None, "約束の文")
    where = reverse("salon:read", args=[topic.room.slug, topic.pk])
    assert client.post(where, {"seq": 1}, headers=CORS).status_code == 204
    assert client.post(where, {"seq": 1}).status_code == 403


def test_a_word_of_the_secretariat_is_read_and_confirmed_once(client, place):
    _, one = place
    desk = FacilitatorFactory()
    standing.caution(desk, one, "気をつけてください")
    page = client.get("/salon/", follow=True)
    assert "気をつけてください" in page.text
    # What came while the page was open is not confirmed with it
    standing.caution(desk, one, "もうひとつ")
    assert "もうひとつ" in client.post(FIRST, hidden(page.text)).text
    client.post(FIRST, hidden(client.get(FIRST).text))
    assert client.get("/salon/").status_code == 200
    assert not Caution.objects.filter(confirmed_at=None).exists()
    assert not Person.objects.get(pk=one.pk).has_to_read


def test_an_exclusion_is_told_with_reason_until_when_and_whom_to_ask(client, place):
    topic, one = place
    exclusion = standing.exclude(FacilitatorFactory(), one, topic.room, 7, "人を責める書きこみが続いたため")
    page = client.get("/salon/", follow=True).text
    until = f"{exclusion.until.year}年{exclusion.until.month}月{exclusion.until.day}日まで"
    for word in ("人を責める書きこみが続いたため", until, "/contact/", topic.room.name):
        assert word in page
    client.post(FIRST, hidden(page))
    # Also afterwards it says why the room is not in the list
    assert until in client.get("/salon/").text
    assert client.get(reverse("salon:room", args=[topic.room.slug])).status_code == 404


def test_nobody_confirms_for_somebody_else_and_no_address_leads_out(client, place):
    _, one = place
    _, _, other = kinki()
    standing.caution(FacilitatorFactory(), other, "ほかの人へ")
    theirs = Caution.objects.get()
    answer = client.post(f"{FIRST}?next=https://example.com/", {"first-caution": theirs.pk})
    assert answer["Location"] == "/salon/"
    theirs.refresh_from_db()
    assert theirs.confirmed_at is None
    assert client.post(f"{FIRST}?next=/admin/", {"first-again": "1"})["Location"] == "/salon/"
    assert one.pk != other.pk


def test_what_was_taken_before_the_word_came_is_answered_as_the_first_time(client, place):
    topic, one = place
    where = reverse("salon:topic", args=[topic.room.slug, topic.pk])
    typed, as_data = {"body": "先に送った文", "key": key()}, {"Accept": "application/json"}
    first = client.post(where, typed, headers=as_data)
    standing.caution(FacilitatorFactory(), one, "一言")
    again = client.post(where, typed, headers=as_data)
    assert (again.status_code, again.json()) == (201, first.json())
    # Anything else waits
    for other in ({"key": key()}, {"body": "別の文"}):
        assert client.post(where, typed | other, headers=as_data).status_code in (403, 409)
    assert Message.objects.filter(author=one).count() == 2
