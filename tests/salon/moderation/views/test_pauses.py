"""The secretariat ends a pause for somebody, with one press, on the page of all and on that of the person."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Pause
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import kinki

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def desk(client):
    _here, one, two = kinki()
    client.force_login(FacilitatorFactory())
    return client, one, two


def test_one_press_ends_it_from_today_on(desk):
    client, one, two = desk
    today = timezone.localdate()
    resting = Pause.objects.create(person=one, since=today - 3 * DAY)
    organisation = Pause.objects.create(organisation=two.organisations().get(), since=today + DAY)
    page = client.get(reverse("moderation:pauses")).text
    for pause, name in ((resting, one.name), (organisation, two.organisations().get().name)):
        assert name in page
        assert reverse("moderation:end-pause", args=[pause.pk]) in page
    assert "お休みを終えました" in client.post(reverse("moderation:end-pause", args=[resting.pk]), follow=True).text
    resting.refresh_from_db()
    assert resting.until == today - DAY
    client.post(reverse("moderation:end-pause", args=[organisation.pk]))
    assert not Pause.objects.filter(pk=organisation.pk).exists(), "what had not begun is taken off"
    again = client.post(reverse("moderation:end-pause", args=[resting.pk]), follow=True)
    assert "もう終わっています" in again.text
    assert one.name not in again.text


def test_from_the_page_of_a_person_one_comes_back_to_it(desk):
    client, one, _two = desk
    pause = Pause.objects.create(person=one)
    page = reverse("moderation:person", args=[one.pk])
    end = reverse("moderation:end-pause", args=[pause.pk])
    assert end in client.get(page).text
    answer = client.post(end, {"person": one.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == page
    assert end not in answer.text
    for nonsense in ("", "x", "9" * 30, "\x00"):
        assert client.post(end, {"person": nonsense}).status_code in (302, 400)
