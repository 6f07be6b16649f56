"""A guest asks, opens the mailed link, presses, and can step back with one press. Opening changes nothing."""

import uuid

import pytest
from django.core import mail
from django.core.cache import cache

from members.mail import schedule
from salon.gatherings import attending, guests, opening
from salon.models import Gathering, Guest
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import gathering_in, kinki

pytestmark = pytest.mark.django_db
ENTRANCE = "https://example.org/enter-here"
TYPED = {"name": "客の名", "address": "guest@example.net"}


@pytest.fixture
def gathering():
    cache.clear()
    here, _one, _two = kinki()
    return gathering_in(here, FacilitatorFactory(), is_public=True, form="both", online=ENTRANCE, seats=1)


@pytest.fixture
def form(gathering):
    return f"{gathering.get_public_url()}register/"


def test_the_whole_way(gathering, form, client):
    assert "確認のメールを受け取る" in client.get(form).content.decode()
    answer = client.post(form, TYPED, follow=True)
    assert "確認のメールをお送りします" in answer.content.decode()
    schedule.tick()
    [message] = mail.outbox
    link = Guest.objects.get().get_absolute_url()
    assert link in message.body
    for _ in range(2):
        assert "申し込みは、まだ決まっていません" in client.get(link).content.decode()
    assert not gathering.attendances.exists()
    page = client.post(link, {"wish": "come"}, follow=True).content.decode()
    assert "参加を受けつけています" in page
    assert "客の名さま" in page
    assert ENTRANCE not in page
    assert gathering.attendances.coming().count() == 1
    left = client.post(link, {"wish": "leave"}, follow=True)
    assert (left.status_code, "取りやめました" in left.content.decode()) == (200, True)
    assert client.get(link).status_code == 410
    assert client.post(link, {"wish": "come"}).status_code == 410
    assert not Guest.objects.exists()


def test_a_full_one_has_a_line(gathering, form, client):
    guests.ask(gathering, "先の客", "first@example.net")
    guests.confirm(Guest.objects.get().key)
    assert "いまはいっぱいです" in client.get(form).content.decode()
    client.post(form, TYPED)
    guest = Guest.objects.get(address=TYPED["address"])
    page = client.post(guest.get_absolute_url(), {"wish": "come"}, follow=True).content.decode()
    assert "あなたは1番目です" in page
    assert "先の客" not in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "お名前を入れてください"),
        ({"name": "あ" * 61}, "60文字まで"),
        ({"address": "guest"}, "メールアドレスの形になっていません"),
        ({"address": "a@example.net, b@example.net"}, "メールアドレスの形になっていません"),
        ({"name": "a\x00b"}, "読みとれない文字"),
    ],
)
def test_a_mistake_is_told_where_it_was_made_and_loses_nothing(form, client, typed, words):
    answer = client.post(form, TYPED | typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    kept = next(value for name, value in TYPED.items() if name not in typed)
    assert f'value="{kept}"' in page
    assert not Guest.objects.exists()


def test_programs_sign_nobody_up(form, client):
    assert client.post(form, TYPED | {"confirmation": "x"}).status_code == 302
    assert not Guest.objects.exists()


def test_the_answer_does_not_tell_who_comes(gathering, form, client):
    first = client.post(form, TYPED, follow=True)
    guests.confirm(Guest.objects.get().key)
    again = client.post(form, TYPED, follow=True)
    assert first.content == again.content


def test_one_place_asks_a_few_times_and_one_address_is_written_to_a_few_times(gathering, form, client):
    desk = FacilitatorFactory()
    forms = [form] + [
        f"{gathering_in(gathering.room, desk, is_public=True).get_public_url()}register/" for _ in range(6)
    ]
    assert {client.post(one, TYPED).status_code for one in forms} == {302}
    assert Guest.objects.count() == 5
    answers = [client.post(form, TYPED | {"address": f"other{number}@example.net"}) for number in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "other3@example.net" in answers[-1].content.decode()


def test_what_is_over_takes_nobody(gathering, form, client):
    client.post(form, TYPED)
    link = Guest.objects.get().get_absolute_url()
    opening.cancel(FacilitatorFactory(), gathering, "雨です")
    assert "申し込みは終わりました" in client.get(form).content.decode()
    client.post(form, TYPED | {"address": "late@example.net"})
    assert Guest.objects.count() == 1
    assert "雨です" in client.get(link).content.decode()
    assert client.post(link, {"wish": "come"}).status_code == 422
    assert client.post(link, {"wish": "leave"}).status_code == 302


def test_a_link_that_nobody_pressed_tells_nothing_of_what_is_closed_to_guests(gathering, form, client):
    client.post(form, TYPED)
    link = Guest.objects.get().get_absolute_url()
    assert gathering.title in client.get(link).text
    Gathering.objects.update(is_public=False)
    for answer in (client.get(link), client.post(link, {"wish": "come"}, follow=True)):
        assert (answer.status_code, gathering.title in answer.text) == (410, False)
    assert not gathering.attendances.exists()


def test_a_link_that_is_wrong_says_so_and_an_unclear_press_asks_again(gathering, client):
    assert client.get(f"/gatherings/guests/{uuid.uuid4()}/").status_code == 410
    guests.ask(gathering, "客", "guest@example.net")
    link = Guest.objects.get().get_absolute_url()
    answer = client.post(link, {"wish": "maybe"})
    assert (answer.status_code, "もう一度押してください" in answer.content.decode()) == (422, True)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"


def test_members_read_how_many_guests_come_and_organisers_whom(gathering, client):
    _here, one, _two = kinki()
    guests.ask(gathering, "客の名", "guest@example.net")
    guests.confirm(Guest.objects.get().key)
    attending.join(one, gathering)
    client.force_login(one)
    page = client.get(gathering.get_absolute_url()).content.decode()
    assert "このうち1人は、サイトから申し込んだ" in page
    assert "客の名" not in page
    assert "あなたは1番目です" in page
    client.force_login(FacilitatorFactory())
    page = client.get(gathering.get_absolute_url()).content.decode()
    assert "客の名" in page
    assert "guest@example.net" in page
