"""The first page of the salon."""

from datetime import timedelta

import pytest
from django.utils import timezone

from salon.models import Message, Visit
from tests.factories.members import EditorFactory, FacilitatorFactory, member_of
from tests.factories.salon import kinki, said, topic_in
from tests.salon.home.test_questions import ask

pytestmark = pytest.mark.django_db


def test_it_says_what_is_new_what_waits_and_leads_to_the_first_unread(client):
    here, one, two = kinki()
    topic = topic_in(here, two, "あたらしい話")
    ask(two, here)
    Visit.objects.create(person=one, seen_at=timezone.now() - timedelta(days=1))
    client.force_login(one)
    page = client.get("/salon/").content.decode()
    assert "前に来られた" in page
    assert f'href="/salon/rooms/{here.slug}/topics/{topic.pk}/?at=unread#unread"' in page
    assert "答えを待っている質問" in page
    assert 'action="/salon/search/"' in page
    assert "あたらしい話" in client.get("/salon/").content.decode()


def test_its_questions_to_the_database_do_not_grow(client, django_assert_max_num_queries):
    here, one, two = kinki()
    client.force_login(one)
    client.get("/salon/")

    def asked():
        with django_assert_max_num_queries(200) as found:
            client.get("/salon/")
        return len(found)

    ask(two, here)
    said(topic_in(here, two), two)
    few = asked()
    for _ in range(4):
        ask(two, here)
        said(topic_in(here, two), two)
    assert asked() == few


def test_who_has_no_room_sees_nothing_of_any(client):
    here, _one, two = kinki()
    topic_in(here, two, "あたらしい話")
    client.force_login(EditorFactory())
    page = client.get("/salon/").content.decode()
    assert "あたらしい話" not in page
    assert 'id="news-title"' not in page


def test_a_long_topic_opens_at_the_first_unread_and_goes_on_from_there(client, monkeypatch):
    from salon.rooms.views import rooms

    monkeypatch.setattr(rooms, "MESSAGES_A_PAGE", 4)
    here, one, two = kinki()
    topic = topic_in(here, one, "題", "読んだ文")
    for number in range(9):
        said(topic, two, f"文{number}です")
    client.force_login(one)
    address = f"/salon/rooms/{here.slug}/topics/{topic.pk}/"
    page = client.get(f"{address}?at=unread").content.decode()
    assert page.index('id="unread"') < page.index("文0です")
    assert "文8です" not in page
    for _ in range(9):
        if "文8です" in page:
            break
        assert "続きを読む" in page
        page = client.get(f"{address}?at=unread").content.decode()
    assert "文8です" in page
    assert Message.objects.filter(topic=topic).count() == 10


def test_the_menu_has_no_way_to_a_page_that_refuses_who_presses_it(client):
    """An editor of no organisation may not see needs and introductions."""
    _here, one, _two = kinki()
    both = member_of(one.organisations().get(), is_editor=True)
    for person in (one, both, EditorFactory(), FacilitatorFactory()):
        client.force_login(person)
        menu = client.get("/salon/").text.partition("salon-nav")[2].partition("</nav>")[0]
        for address in ("/salon/needs/", "/salon/introductions/", "/salon/gatherings/", "/salon/search/"):
            assert (f'href="{address}"' in menu) == (client.get(address).status_code == 200), (person, address)
