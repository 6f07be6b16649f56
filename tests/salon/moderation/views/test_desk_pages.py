"""Forms of the secretariat and of those who tell it something."""

import pytest
from django.urls import reverse
from django.utils import timezone

from salon.models import Caution, Exclusion, HouseRules, Room, Topic
from salon.moderation import reporting
from tests.factories.members import AdministratorFactory, EditorFactory, FacilitatorFactory
from tests.factories.salon import key, kinki, room, topic_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    here, one, two = kinki()
    return topic_in(here, one, text="気になる文").messages.get(), one, two, FacilitatorFactory()


def test_a_reader_tells_by_a_form_and_reads_what_came_of_it(client, place):
    message, _, two, desk = place
    form = reverse("moderation:report", args=[message.room.slug, message.public_id])
    client.force_login(two)
    assert form in client.get(message.get_absolute_url()).text
    assert client.post(form, {}).status_code == 422
    answer = client.post(form, {"reason": "hurtful", "words": "きつい言い方です"}, follow=True)
    assert "これからたしかめます" in answer.text
    client.force_login(desk)
    queue = client.get(reverse("moderation:reports")).text
    for word in ("気になる文", two.name, "きつい言い方です", reverse("moderation:person", args=[message.author_id])):
        assert word in queue
    assert '<option value="" selected>' in queue, "what was done is said, not supposed"
    close = reverse("moderation:close-reports", args=[message.public_id])
    assert client.post(close, {}).status_code == 422
    client.post(close, {"outcome": "spoken", "answer": "ご本人と話しました"})
    client.force_login(two)
    page = client.get(reverse("moderation:my-reports")).text
    assert "対応しました" in page
    assert "ご本人と話しました" in page


def test_who_told_is_on_no_page_of_the_author(client, place):
    message, one, two, _ = place
    reporting.report(two, message, "hurtful", "きつい言い方です")
    client.force_login(one)
    for where in (message.get_absolute_url(), message.place_url.partition("#")[0], "/salon/reports/", "/salon/"):
        page = client.get(where).text
        assert "きつい言い方です" not in page
        assert two.name not in page


def test_a_person_is_told_and_excluded_by_forms(client, place):
    message, one, _, desk = place
    client.force_login(desk)
    page = reverse("moderation:person", args=[one.pk])
    assert client.post(reverse("moderation:caution", args=[one.pk]), {}).status_code == 422
    client.post(reverse("moderation:caution", args=[one.pk]), {"caution-reason": "気をつけてください"})
    assert Caution.objects.get().reason == "気をつけてください"
    exclude = reverse("moderation:exclude", args=[one.pk])
    bad = client.post(exclude, {"exclusion-reason": "書いた理由", "exclusion-days": "9999"})
    assert bad.status_code == 422
    assert "書いた理由" in bad.text
    client.post(
        exclude, {"exclusion-reason": "理由", "exclusion-days": "3", "exclusion-room": message.room.pk}, follow=True
    )
    made = Exclusion.objects.get()
    assert (made.room, (made.until - timezone.localdate()).days) == (message.room, 3)
    assert "早めに終える" in client.get(page).text
    client.post(reverse("moderation:end-exclusion", args=[made.pk]))
    assert "早めに終える" not in client.get(page).text
    answer = client.post(
        reverse("moderation:exclude", args=[desk.pk]), {"exclusion-reason": "理由", "exclusion-days": "3"}, follow=True
    )
    assert "ファシリテーターの利用を止めることはできません" in answer.text


def test_an_announcement_needs_a_room_and_goes_out_once(client, place):
    _, _, _, desk = place
    client.force_login(desk)
    form = reverse("moderation:announce")
    said = {"title": "お休みの日", "body": "年末はお休みします。", "key": key()}
    refused = client.post(form, said)
    assert refused.status_code == 422
    assert "年末はお休みします。" in refused.text
    there = room("雑談")
    for _ in range(2):
        client.post(form, {**said, "rooms": [there.slug]})
    assert Topic.objects.filter(title="お休みの日").count() == 1
    assert client.post(form, {**said, "title": "別の題", "rooms": [there.slug]}).status_code == 409
    client.post(form, {**said, "title": "みなさんへ", "key": key(), "everywhere": "on"})
    assert Topic.objects.filter(title="みなさんへ").count() == Room.objects.filter(kind__in=Room.DERIVED).count()


@pytest.mark.parametrize("make", [EditorFactory, AdministratorFactory])
def test_editors_and_administrators_write_the_rules(client, make):
    person = make()
    client.force_login(person)
    form = reverse("moderation:edit-rules")
    client.post(form, {"text": "約束の文", "asks_again": "on"})
    assert (HouseRules.objects.get().text, HouseRules.objects.get().by) == ("約束の文", person)
    assert client.post(form, {"text": ""}).status_code == 403  # the new rules stand before it: they are read first
    client.post("/salon/first/", {"first-rules": HouseRules.objects.get().pk})
    assert client.post(form, {"text": ""}).status_code == 422
    client.post(form, {"text": "約束の文"})
    assert HouseRules.objects.count() == 1
    assert "約束の文" in client.get(reverse("moderation:rules")).text
