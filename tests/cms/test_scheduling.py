"""A case goes out at the hour that an editor has set, and comes back at another."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms import scheduling
from cms.models import CasePage
from tests.factories.cms import case

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def scheduled(home):
    page = case("あさってのこと", live=False)
    page.go_live_at = timezone.now() + HOUR
    page.save_revision().publish()
    return page


def is_live(page):
    return CasePage.objects.get(pk=page.pk).live


def test_before_its_hour_it_is_nowhere(client, scheduled):
    scheduling.publish_due()
    assert not is_live(scheduled)
    assert client.get(scheduled.url).status_code == 404
    assert "あさってのこと" not in client.get("/cases/").text


def test_when_its_hour_comes_it_is_published_and_that_is_written_down_once(client, scheduled, time_machine):
    time_machine.move_to(timezone.now() + 2 * HOUR)
    scheduling.publish_due()
    scheduling.publish_due()
    assert is_live(scheduled)
    assert "あさってのこと" in client.get("/cases/").text
    assert PageLogEntry.objects.filter(page=scheduled.pk, action="wagtail.publish.scheduled").count() == 1


def test_it_comes_back_when_its_time_is_over(client, home):
    page = case("期限のある事例", expire_at=timezone.now() - HOUR)
    scheduling.publish_due()
    assert not is_live(page)
    assert client.get(page.url).status_code == 404


def test_what_has_no_hour_stays_as_it_is(home, django_assert_num_queries):
    public, draft = case("公開中"), case("下書き", live=False)
    with django_assert_num_queries(2):
        scheduling.publish_due()
    assert is_live(public) and not is_live(draft)
