"""The log is read by facilitators, and by administrators, who read no room."""

import pytest
from django.urls import reverse

from members.models import Organisation
from salon.models import Room
from salon.rooms import changing, opening, posting
from tests.factories.members import AdministratorFactory, FacilitatorFactory, member_of
from tests.factories.salon import key, kinki, topic_in

pytestmark = pytest.mark.django_db

LOG = "/salon/moderation/log/"


def test_it_says_who_did_what_and_why_and_no_word_of_the_room(client):
    here, one, _ = kinki()
    topic = topic_in(here, one, "ひみつの題", "ひみつの文")
    changing.hide(FacilitatorFactory(name="見守るひと"), topic.messages.get(), "お名前がありました")
    for reader in (FacilitatorFactory(), AdministratorFactory()):
        client.force_login(reader)
        text = client.get(LOG).text
        for word in ("見守るひと", "書きこみの表示を止めた", "近畿", one.name, "お名前がありました"):
            assert word in text
        assert "ひみつ" not in text
        assert (reverse("salon:message", args=[here.slug, topic.messages.get().public_id]) in text) == (
            reader.is_facilitator
        )


def test_it_tells_nobody_who_was_introduced_to_whom(client):
    _, one, two = kinki()
    both = Organisation.objects.filter(affiliations__person__in=[one, two])
    room = opening.open_introduction_room(both, "大阪の団体と兵庫の団体")
    message = posting.open_topic(person=one, room=room, title="題", text="文", key=key()).message
    changing.hide(FacilitatorFactory(), message, "理由")
    client.force_login(AdministratorFactory())
    assert "大阪の団体と" not in client.get(LOG).text
    assert Room.objects.get(pk=room.pk).name == "大阪の団体と兵庫の団体"


def test_nobody_else_reads_it(client):
    _, one, _ = kinki()
    client.force_login(one)
    assert client.get(LOG).status_code == 403
    client.force_login(member_of(one.organisations().get(), is_editor=True))
    assert client.get(LOG).status_code == 403
