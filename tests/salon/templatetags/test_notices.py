"""The number in the navigation is that of whoever looks, on the day on which they look."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from members.models import Affiliation
from salon.models import Notice
from salon.notices import making
from salon.templatetags.notices import waiting_notices
from tests.factories.salon import kinki, said, topic_in

pytestmark = pytest.mark.django_db


def test_what_calls_an_organisation_waits_for_those_who_belong_to_it_today():
    here, one, two = kinki()
    called = two.organisations().get()
    Affiliation.objects.create(person=two, organisation=one.organisations().get(), since=timezone.localdate())
    said(topic_in(here, one), one, "@兵庫の団体 の皆さん")
    making.catch_up()
    # Who asks first, and on which day, is nobody else's answer
    assert [waiting_notices(person) for person in (two, one, two, AnonymousUser())] == [1, 0, 1, 0]
    Affiliation.objects.filter(person=two, organisation=called).update(until=timezone.localdate())
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert Notice.objects.visible_to(two).count() == 1
        assert waiting_notices(two) == Notice.objects.visible_to(two).waiting().count() == 0
    assert waiting_notices(two) == 1
