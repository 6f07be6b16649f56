"""A question without a name, from the form of the asker to the room; and what all others see of it on the way."""

import difflib
import json
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from members.models import Person
from salon.desk import consulting
from salon.live import frames
from salon.models import Consultation, Message
from salon.rooms.events import events_after
from tests.factories.members import FacilitatorFactory, OrganisationFactory, member_of
from tests.factories.salon import kinki, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    here, _one, _two = kinki()
    for name, prefecture in (("京都", "京都府"), ("奈良", "奈良県"), ("和歌山", "和歌山県")):
        member_of(OrganisationFactory(name=f"{name}の団体", prefecture=prefecture), name=f"{name}のひと")
    return here


def person(name):
    return Person.objects.get(name=name)


def browser(who):
    client = Client()
    client.force_login(who)
    return client


def through_the_desk(asker, room, facilitator):
    """Asked, prepared, released, answered: every step by the pages."""
    data = {"title": "赤字の話", "text": "補助金が切れます。", "room": room.slug}
    address = browser(asker).post("/salon/consultations/new/", data)["Location"]
    name = address.split("/")[-2]
    desk = browser(facilitator).post(f"/salon/desk/consultations/{name}/", data | {"words": ""})
    assert desk.status_code == 302
    Consultation.objects.update(release_at=timezone.now() - timedelta(seconds=1))
    assert consulting.release_due() == 1
    message = Message.objects.get(text=data["text"])
    said(message.topic, person("和歌山のひと"), "こたえ")
    browser(asker).get(f"/salon/consultations/{name}/")
    return message


# What differs between any two questions, whoever asks: random names, keys, tokens, times, and ids of rows
CHANGES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{32}\b|\b[0-9A-Za-z]{64}\b|\d\d:\d\d(?:[:.]\d+)*(?:\+\d\d:\d\d)?"
    r"|(?<=topics/)\d+|(?<=topic=\")\d+|(?<=topic-value=\")\d+|(?<=\"topic\": )\d+|(?<=\"topic\":)\d+|(?<=data-room=\")\d+|(?<=-topic-)\d+"
)


def seen_by(peer, room, message):
    """Everything that another member can open, as text, without what differs anyway."""
    client = browser(peer)
    topic = f"/salon/rooms/{room.slug}/topics/{message.topic_id}/"
    addresses = [
        "/salon/",
        f"/salon/rooms/{room.slug}/",
        f"/salon/rooms/{room.slug}/people/",
        f"/salon/rooms/{room.slug}/events/?after=0",
        message.get_absolute_url(),
        topic,
        "/salon/needs/",
        "/salon/consultations/",
        "/me/",
    ]
    seen = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        seen[CHANGES.sub("*", address)] = CHANGES.sub("*", answer.content.decode())
    items = events_after(room.pk, 0)
    seen["frame"] = CHANGES.sub("*", frames.events(room.pk, 0, items) + frames.stir(room.pk, items))
    return seen


def differing(one, other):
    """Lines that differ; the addresses are the same."""
    assert set(one) == set(other)
    return "\n".join(
        line
        for address in one
        for line in difflib.unified_diff(one[address].splitlines(), other[address].splitlines(), address, n=0)
    )


def test_a_peer_sees_the_same_whoever_asked(room):
    """Byte by byte, apart from random names, times and ids of rows."""
    facilitator, peer = FacilitatorFactory(), person("京都のひと")
    seen = []
    for asker in (person("大阪のひと"), person("兵庫のひと")):
        with transaction.atomic():
            seen.append(seen_by(peer, room, through_the_desk(asker, room, facilitator)))
            transaction.set_rollback(True)
    assert differing(*seen) == ""
    assert "補助金が切れます" in seen[0]["frame"]
    assert "ある団体からの相談" in seen[0]["frame"]


# In the main part of a page: whose it is, and the room of one's own organisation in the list
ONES_OWN = re.compile(
    r'(?<=person-value=")\d+|(?<=called-value=")[^"]*|(?<=draft-key-value=")\d+|<li data-rooms-target="room"[^>]*><a href="/salon/rooms/own-org[^<]*<span class="rooms__name">[^<]*|(?<=rooms__jump" href="/salon/rooms/)own-org[^/]*'
)


def test_the_asker_sees_the_room_like_everybody_else(room):
    asker, peer = person("大阪のひと"), person("京都のひと")
    message = through_the_desk(asker, room, FacilitatorFactory())
    first, second = (
        {
            at: ONES_OWN.sub("*", text.rpartition("<main")[2])
            for at, text in seen_by(who, room, message).items()
            if "/rooms/" in at
        }
        for who in (asker, peer)
    )
    assert differing(first, second) == ""
    assert len(first) == 5


def test_the_asker_agrees_to_other_words_and_reads_the_answers(room):
    asker, facilitator = person("大阪のひと"), FacilitatorFactory()
    client = browser(asker)
    data = {"title": "題", "text": "大阪の港の近くです。", "room": ""}
    address = client.post("/salon/consultations/new/", data)["Location"]
    name = address.split("/")[-2]
    assert "大阪のひと" in browser(facilitator).get(f"/salon/desk/consultations/{name}/").content.decode()
    wanted = {"title": "題", "text": "海の近くです。", "room": room.slug, "words": "地名を直しました。"}
    browser(facilitator).post(f"/salon/desk/consultations/{name}/", wanted)
    page = client.get(address).content.decode()
    assert "海の近くです。" in page
    assert "地名を直しました。" in page
    assert "確認していただきたいこと" in client.get("/salon/").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    client.post(f"{address}agree/", {"seen": seen})
    Consultation.objects.update(release_at=timezone.now())
    consulting.release_due()
    message = Message.objects.get(text="海の近くです。")
    assert not Message.objects.filter(text__contains="港").exists()
    said(message.topic, person("京都のひと"), "京都からのこたえ")
    assert "新しい答えが1件" in client.get("/salon/consultations/").content.decode()
    assert "京都からのこたえ" in client.get(address).content.decode()
    client.post(f"{address}more/", {"text": "つづきです。"})
    assert Consultation.objects.filter(follows__message=message, text="つづきです。").exists()


def test_a_wrong_form_keeps_what_was_typed(room):
    client = browser(person("大阪のひと"))
    answer = client.post(
        "/salon/consultations/new/", {"title": "", "text": "電話は 06-1234-5678 です", "room": "nowhere"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "06-1234-5678" in page
    assert "電話番号のようなもの" in page
    assert not Consultation.objects.exists()


def test_nobody_else_opens_it_and_the_event_names_nobody(room):
    asker = person("大阪のひと")
    message = through_the_desk(asker, room, FacilitatorFactory())
    name = Consultation.objects.get().public_id
    for who in (person("兵庫のひと"), member_of(asker.organisations().get())):
        assert browser(who).get(f"/salon/consultations/{name}/").status_code == 404
        assert browser(who).get(f"/salon/desk/consultations/{name}/").status_code == 403
    [item] = [item for item in events_after(room.pk, 0) if item["message"] == str(message.public_id)]
    assert (item["author"], 'data-author=""' in item["html"]) == (None, True)
    assert asker.name not in json.dumps(item, ensure_ascii=False)


def test_who_goes_back_and_writes_on_is_not_told_that_it_arrived_when_it_did_not(room):
    asker = browser(person("大阪のひと"))
    data = {"title": "題", "text": "はじめの文", "room": room.slug, "key": "the-same-key"}
    asker.post("/salon/consultations/new/", data)
    answer = asker.post("/salon/consultations/new/", data | {"text": "はじめの文と、つづき"})
    assert (answer.status_code, Consultation.objects.count()) == (422, 1)
    assert "別の内容でもう送られています" in answer.text
    assert "はじめの文と、つづき" in answer.text
    again = re.search(r'name="key" value="(\w+)"', answer.text)[1]
    asker.post("/salon/consultations/new/", data | {"text": "はじめの文と、つづき", "key": again})
    assert set(Consultation.objects.values_list("text", flat=True)) == {"はじめの文", "はじめの文と、つづき"}


def test_further_words_that_appeared_can_be_taken_back_too(room):
    asker, facilitator = person("大阪のひと"), FacilitatorFactory()
    through_the_desk(asker, room, facilitator)
    question = Consultation.objects.get()
    more = consulting.say_more(question, "言いすぎたつづき", "k" * 20)
    consulting.prepare(more, room=room, title="", text=more.text)
    Consultation.objects.filter(pk=more.pk).update(release_at=timezone.now() - timedelta(seconds=1))
    assert consulting.release_due() == 1
    own = browser(asker)
    page = own.get(f"/salon/consultations/{question.public_id}/").content.decode()
    assert f'href="/salon/consultations/{more.public_id}/"' in page
    assert (
        f"/salon/consultations/{more.public_id}/withdraw/"
        in own.get(f"/salon/consultations/{more.public_id}/").content.decode()
    )
    own.post(f"/salon/consultations/{more.public_id}/withdraw/")
    assert list(consulting.at_the_desk()) == [more]


def test_beneath_a_question_that_is_taken_back_nothing_more_is_asked_for(room):
    asker = person("大阪のひと")
    through_the_desk(asker, room, FacilitatorFactory())
    address = f"/salon/consultations/{Consultation.objects.get().public_id}/"
    own = browser(asker)
    assert f'action="{address}more/"' in own.get(address).content.decode()
    own.post(f"{address}withdraw/")
    assert f'action="{address}more/"' not in own.get(address).content.decode()
