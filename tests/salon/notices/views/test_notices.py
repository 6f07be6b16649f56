"""The page of notices, the number in the navigation, and how mails are wanted."""

import pytest

from members.mail import consent
from members.models.letters import Kind
from salon.models import Notice, Wishes
from salon.notices import making
from salon.rooms import changing
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(client):
    here, one, two = kinki()
    message = said(topic_in(here, one), two, f"@{one.name} **柿**はいかがですか")
    making.catch_up()
    client.force_login(one)
    return message, one, two


def test_a_notice_leads_to_its_message_and_is_put_away_by_that(client, place):
    message, one, _ = place
    page = client.get("/salon/notices/").text
    notice = Notice.objects.get(person=one)
    assert "柿はいかがですか" in page
    assert f'href="/salon/notices/{notice.pk}/"' in page
    assert client.get("/salon/notices/count/").json() == {"count": 1}
    assert 'data-count="1"' in client.get("/me/").text
    assert client.get(f"/salon/notices/{notice.pk}/")["Location"] == message.place_url
    assert client.get("/salon/notices/count/").json() == {"count": 0}


def test_all_are_put_away_with_one_press(client, place):
    client.post("/salon/notices/")
    assert client.get("/salon/notices/count/").json() == {"count": 0}
    assert "柿はいかがですか" in client.get("/salon/notices/").text


def test_what_was_taken_back_is_nowhere(client, place):
    message, one, two = place
    notice = Notice.objects.get(person=one)
    changing.withdraw(two, message)
    assert "柿は" not in client.get("/salon/notices/").text
    assert client.get(f"/salon/notices/{notice.pk}/").status_code == 404


def test_a_notice_of_somebody_else_is_not_there(client, place):
    _, one, two = place
    client.force_login(two)
    assert client.get(f"/salon/notices/{Notice.objects.get(person=one).pk}/").status_code == 404


def test_mails_are_chosen_by_kind_and_hour(client, place):
    _, one, _ = place
    assert "checked" in client.get("/me/notices/").text
    client.post("/me/notices/", {"digest": "daily", "quiet_from": "20", "quiet_until": "9"})
    wishes = Wishes.objects.get(person=one)
    assert (wishes.digest, wishes.quiet_from, wishes.quiet_until) == ("daily", 20, 9)
    assert not consent.wants(one, Kind.MENTION)
    client.post("/me/notices/", {"mention": "on", "digest": "", "quiet_from": "0", "quiet_until": "0"})
    assert consent.wants(one, Kind.MENTION)
    assert not consent.wants(one, Kind.DIGEST)


@pytest.mark.parametrize("typed", [{"quiet_from": "24"}, {"quiet_until": "\x00"}, {"digest": "hourly"}])
def test_what_is_no_choice_is_said_and_changes_nothing(client, place, typed):
    _, one, _ = place
    answer = client.post("/me/notices/", {"digest": "daily", "quiet_from": "20", "quiet_until": "9", **typed})
    assert answer.status_code in (400, 422)
    assert not Wishes.objects.filter(person=one).exists()
