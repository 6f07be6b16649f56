"""Joining with one press, and what of a gathering is shown to whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from salon.gatherings import attending, opening
from salon.models import Attendance, Gathering
from tests.factories.members import AffiliationFactory, FacilitatorFactory, OrganisationFactory
from tests.factories.salon import gathering_in, kinki, outsider

pytestmark = pytest.mark.django_db
SECRET = "https://example.org/enter-here"


@pytest.fixture
def place(client):
    here, one, two = kinki()
    gathering = gathering_in(here, FacilitatorFactory(), form="both", online=SECRET, seats=1)
    client.force_login(one)
    return gathering, one, two


def page(client, gathering, tail=""):
    return client.get(gathering.get_absolute_url() + tail).content.decode()


def test_one_press_comes_another_steps_back(place, client):
    gathering, one, _two = place
    address = gathering.get_absolute_url() + "answer/"
    assert "参加する</button>" in page(client, gathering)
    for _ in range(2):
        assert client.post(address, {"comes": "1"}).status_code == 302
    shown = page(client, gathering)
    assert "参加を取りやめる" in shown
    assert f"{one.name} <small>大阪の団体</small>" in shown
    client.post(address, {"comes": "0"})
    assert attending.of(one, gathering).state == "declined"
    client.post(address, {"comes": "maybe"})
    assert "もう一度押してください" in page(client, gathering)


def test_who_waits_reads_the_place_in_the_line(place, client):
    gathering, one, two = place
    attending.join(two, gathering)
    assert "空きを待つ</button>" in page(client, gathering)
    client.post(gathering.get_absolute_url() + "answer/", {"comes": "1"})
    assert attending.of(one, gathering).is_waiting
    shown = page(client, gathering)
    assert "あなたは1番目です" in shown
    assert SECRET not in shown


def test_the_address_is_seen_by_those_who_come_and_those_who_may_change_it(place, client):
    gathering, one, two = place
    for tail in ("", "gathering.ics"):
        assert SECRET not in page(client, gathering, tail)
    attending.join(one, gathering)
    for tail in ("", "gathering.ics"):
        assert SECRET in page(client, gathering, tail).replace("\r\n ", "")
    client.force_login(two)
    assert SECRET not in page(client, gathering)
    client.force_login(FacilitatorFactory())
    assert SECRET in page(client, gathering)


def test_the_file_is_one_for_calendars_and_kept_by_nobody(place, client):
    gathering, _one, _two = place
    answer = client.get(gathering.get_absolute_url() + "gathering.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="gathering.ics"'
    assert "no-store" in answer["Cache-Control"]


def test_who_does_not_read_the_room_finds_nothing_at_any_address(place, client):
    gathering, _one, _two = place
    client.force_login(outsider())
    address = gathering.get_absolute_url()
    for tail in ("", "gathering.ics", "edit/", "cancel/"):
        assert client.get(address + tail).status_code == 404
    assert client.post(address + "answer/", {"comes": "1"}).status_code == 404
    for listed in ("/salon/gatherings/", "/salon/"):
        assert gathering.title not in client.get(listed).content.decode()
    assert not Attendance.objects.exists()


def test_it_stands_on_the_first_page_in_its_room_and_in_the_list(place, client):
    gathering, one, _two = place
    attending.join(one, gathering)
    for address in ("/salon/", f"/salon/rooms/{gathering.room.slug}/", "/salon/gatherings/"):
        shown = client.get(address).content.decode()
        assert gathering.get_absolute_url() in shown
        assert '<span class="tag">参加します</span>' in shown
        assert SECRET not in shown


def test_what_is_past_is_listed_as_such_and_takes_nobody(place, client):
    gathering, one, _two = place
    before = timezone.now() - timedelta(days=2)
    Gathering.objects.update(starts=before, ends=before + timedelta(hours=1))
    shown = client.get("/salon/gatherings/").content.decode()
    assert shown.index("これまでの集い") < shown.index(gathering.title)
    assert "参加する</button>" not in page(client, gathering)
    client.post(gathering.get_absolute_url() + "answer/", {"comes": "1"})
    assert attending.of(one, gathering) is None
    assert gathering.get_absolute_url() not in client.get("/salon/").content.decode()


def test_what_is_cancelled_says_why_and_takes_nobody(place, client):
    gathering, one, _two = place
    attending.join(one, gathering)
    opening.cancel(FacilitatorFactory(), gathering, "台風が来ます")
    shown = page(client, gathering)
    assert SECRET not in shown
    assert "台風が来ます" in shown
    assert "参加する</button>" not in shown
    assert '<span class="tag">中止</span>' in client.get("/salon/").content.decode()


def test_who_belongs_to_two_chooses_for_which(place, client):
    gathering, one, _two = place
    second = OrganisationFactory(code="second", name="二つ目の団体")
    AffiliationFactory(person=one, organisation=second)
    foreign = OrganisationFactory(code="foreign")
    address = gathering.get_absolute_url() + "answer/"
    client.post(address, {"comes": "1", "organisation": "second"})
    assert attending.of(one, gathering).organisation == second
    client.post(address, {"comes": "0"})
    client.post(address, {"comes": "1", "organisation": foreign.code})
    assert attending.of(one, gathering).organisation != foreign


def test_the_questions_of_the_lists_to_the_database_do_not_grow(place, client, django_assert_max_num_queries):
    gathering, _one, _two = place

    def asked():
        with django_assert_max_num_queries(200) as found:
            client.get("/salon/gatherings/")
        return len(found)

    asked()
    few = asked()
    for _ in range(4):
        gathering_in(gathering.room, FacilitatorFactory())
    assert asked() == few


def test_a_reminder_is_promised_only_while_it_lies_ahead(place, client):
    gathering, one, _two = place
    attending.join(one, gathering)
    assert "前の日の朝に、メールでもお知らせします。" in page(client, gathering)
    soon = timezone.now() + timedelta(minutes=1)
    Gathering.objects.update(starts=soon, ends=soon + timedelta(hours=1))
    assert "前の日の朝に、メールでもお知らせします。" not in page(client, gathering)


def test_who_is_shut_out_in_this_very_moment_finds_nothing(place, client, monkeypatch):
    gathering, _one, _two = place

    def gone(*_said):
        raise Gathering.DoesNotExist

    monkeypatch.setattr(attending, "held", gone)
    for comes in ("1", "0"):
        assert client.post(gathering.get_absolute_url() + "answer/", {"comes": comes}).status_code == 404
