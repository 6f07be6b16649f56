"""What the secretariat sees of the demonstration on first sight: all of 見本 organisations, and nobody is stopped at the door."""

import pytest

from config.demo import house, moderation, network, talk
from members.models import Letter, Person
from salon.models import Caution, Deed, Report, Topic


@pytest.mark.django_db
def test_a_report_waits_another_was_answered_and_a_second_load_adds_nothing(client):
    network.load()
    talk.load()
    house.load()
    moderation.load()
    moderation.load()
    assert sorted(Report.objects.values_list("outcome", flat=True)) == ["", "spoken"]
    assert Topic.objects.filter(announced=True).count() == len(moderation.ROOMS)
    assert Caution.objects.exclude(confirmed_at=None).count() == 1
    concerned = {one.reporter for one in Report.objects.all()} | {one.message.author for one in Report.objects.all()}
    concerned |= {one.person for one in Caution.objects.all()}
    organisations = [one for person in concerned for one in person.organisations()]
    assert organisations
    assert all(one.is_sample for one in organisations)
    assert not Person.objects.filter(has_to_read=True).exists()
    assert not Letter.objects.exists()
    client.force_login(Person.objects.get(email="facilitator@example.org"))
    assert "居場所づくり」の方が" in client.get("/salon/moderation/reports/").text
    assert Deed.objects.filter(kind=Deed.Kind.ANNOUNCE).exists()
    assert moderation.TITLE in client.get("/salon/rooms/kinki/").text
