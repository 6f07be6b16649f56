"""A message that links to one of our public pages shows a small card of it, to everybody the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salon.models import Message
from salon.rooms import changing
from salon.rooms.events import events_after
from salon.rooms.rendering import message_html, with_all
from tests.factories.cms import case, lock, page_tree
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db
LINK = "http://testserver/cases/kaki/をご覧ください"


@pytest.fixture
def place():
    page_tree()
    here, one, _ = kinki()
    return here, one, topic_in(here, one)


def html(message):
    return message_html(with_all(Message.objects.filter(pk=message.pk)).get())


def test_a_card_comes_by_the_page_and_by_the_socket(place):
    here, one, topic = place
    page = case("柿の木", slug="kaki", summary="柿をくばる話")
    message = said(topic, one, LINK)
    for shown in (html(message), events_after(here.pk, message.seq - 1)[0]["html"]):
        assert 'class="preview" href="/cases/kaki/"' in shown
        assert "柿をくばる話" in shown
    page.unpublish()
    assert "preview" not in html(message)
    assert 'href="http://testserver/cases/kaki/"' in html(message)


def test_what_is_not_public_has_no_card_though_its_writer_may_read_it(place):
    _, one, topic = place
    lock(case("会員だけの事例", slug="kaki"))
    other = topic_in(topic.room, one, title="ほかの話題")
    message = said(topic, one, f"{LINK} http://testserver/salon/rooms/kinki/topics/{other.pk}/")
    shown = html(message)
    assert "preview" not in shown
    assert "会員だけの事例" not in shown
    assert "ほかの話題" not in shown


def test_what_was_taken_back_has_no_card(place):
    _, one, topic = place
    case("柿の木", slug="kaki")
    message = said(topic, one, LINK)
    changing.withdraw(one, message)
    assert "柿の木" not in html(message)


def test_many_links_cost_no_more_queries_than_one(place):
    here, one, topic = place
    counts = []
    for number in range(3):
        case(slug=f"case-{number}")
        said(topic, one, f"http://testserver/cases/case-{number}/")
        with CaptureQueriesContext(connection) as queries:
            shown = "".join(map(message_html, with_all(here.messages.all())))
        assert shown.count('class="preview"') == number + 1
        counts.append(len(queries))
    assert len(set(counts[1:])) == 1
