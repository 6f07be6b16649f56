"""Nothing that is typed into rooms holds personal data of the people that organisations support, whichever form it comes by."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from salon.models import Caution, Exclusion, Gathering, Message, Poll, Report, Room, Summary, Topic
from salon.moderation import reporting
from salon.replies.addresses import reply_address
from salon.rooms import attaching, groups, keeping, posting
from salon.rooms.attaching import Attached
from tests.factories import files
from tests.factories.members import FacilitatorFactory, member_of
from tests.factories.salon import gathering_facts, key, kinki, said, topic_in

pytestmark = pytest.mark.django_db
BIRTH, PHONE = "昭和23年4月5日生まれの方です", "06-1234-5678にどうぞ"


@pytest.fixture
def place():
    here, one, two = kinki()
    return here, one, two, topic_in(here, one)


def doors(here, one, topic):
    """The name of each form that many read, its address, and what is typed, but for one field."""
    message, desk = said(topic, one), FacilitatorFactory()
    at = timezone.localdate(gathering_facts()["starts"]).isoformat()
    gathering = {"room": here.slug, "title": "集い", "day": at, "begin": "10:00", "end": "11:00"}
    gathering |= {"form": "place", "place": "会館", "text": "文"}
    poll = {"body": "文", "question": "問い", "options": "春\n秋", "closes_on": timezone.localdate().isoformat()}
    poll |= {"by_organisation": "0", "named": "0", "results": "voted"}

    def there(name, *more):
        return reverse(name, args=[here.slug, *more])

    return [
        (one, there("salon:topic", topic.pk), {}, "body"),
        (one, there("salon:room"), {"body": "文"}, "title"),
        (one, there("salon:room"), {"title": "題"}, "body"),
        (one, there("salon:edit", message.public_id), {}, "body"),
        (one, there("salon:topic-edit", topic.pk), {}, "title"),
        (one, there("salon:summary", topic.pk), {}, "body"),
        *((one, there("salon:topic-poll-new", topic.pk), poll, field) for field in ("body", "question", "options")),
        *((desk, reverse("gatherings:new"), gathering, field) for field in ("title", "text", "place")),
        (desk, there("salon:topic-behalf", topic.pk), {"whose": f"p{one.pk}-{one.organisations().get().pk}"}, "body"),
        (desk, reverse("moderation:announce"), {"title": "題", "rooms": [here.slug]}, "body"),
        *of_the_secretariat(desk, there, topic, one),
    ]


def of_the_secretariat(desk, there, topic, one):
    """What it types beside messages, and somebody else reads."""
    about, moved, told = (said(topic, one) for _ in range(3))
    reporter = member_of(one.organisations().get())
    reporting.report(reporter, told, "hurtful", "")
    group = groups.open_group("集まりの準備", "")
    return [
        (desk, there("salon:hide", about.public_id), {}, "because"),
        (desk, there("moderation:move-message", moved.public_id), {}, "title"),
        (desk, reverse("moderation:caution", args=[reporter.pk]), {}, "caution-reason"),
        (desk, reverse("moderation:exclude", args=[reporter.pk]), {"exclusion-days": "3"}, "exclusion-reason"),
        (desk, reverse("moderation:close-reports", args=[told.public_id]), {"outcome": "spoken"}, "answer"),
        *((desk, reverse("desk:group-new"), {"name": "組"}, field) for field in ("name", "purpose")),
        *((desk, reverse("desk:group", args=[group.slug]), {"name": "組"}, field) for field in ("name", "purpose")),
    ]


def typed(field, words):
    """Of a poll there are two things to choose."""
    return f"{words}\n春" if field == "options" else words


def stored() -> str:
    found = [
        *Message.objects.values_list("text", "hidden_because"),
        *Topic.objects.values_list("title"),
        *Summary.objects.values_list("text"),
    ]
    found += [
        *Gathering.objects.values_list("title", "text", "place"),
        *Poll.objects.values_list("question", "options"),
    ]
    found += [*Room.objects.values_list("name", "purpose"), *Report.objects.values_list("answer")]
    found += [*Caution.objects.values_list("reason"), *Exclusion.objects.values_list("reason")]
    return repr(found)


def test_a_day_of_birth_is_taken_by_no_form_and_what_was_typed_stays(place, client):
    here, one, _two, topic = place
    for who, address, data, field in doors(here, one, topic):
        client.force_login(who)
        for _again in range(2):
            answer = client.post(address, data | {field: typed(field, BIRTH)})
            assert (answer.status_code, address, field) == (422, address, field)
            assert "生年月日のようなものが入っています" in answer.text
            assert BIRTH in answer.text
    assert "昭和23年" not in stored()


def test_a_telephone_number_is_asked_about_once_by_each_form_and_then_taken(place, client):
    here, one, _two, topic = place
    numbers = (f"{number}" for number in range(1000, 2000))
    for who, address, data, field in doors(here, one, topic):
        client.force_login(who)
        words = {field: typed(field, PHONE.replace("1234", next(numbers)))}
        answer = client.post(address, data | words)
        assert (answer.status_code, address, field) == (422, address, field)
        assert "電話番号のようなものが入っています" in answer.text
        assert words[field].split("\n")[0] not in stored()
        assert client.post(address, data | words).status_code == 302, (address, field)
        assert words[field].split("\n")[0] in stored()


def test_what_a_device_sends_later_is_answered_in_words_and_twice_sent_stands_once(place, client):
    here, one, _two, topic = place
    client.force_login(one)
    post = {"key": "of-the-device", "body": PHONE}

    def send():
        return client.post(
            reverse("salon:topic", args=[here.slug, topic.pk]), post, headers={"accept": "application/json"}
        )

    refused = send()
    assert refused.status_code == 422
    assert "電話番号" in refused.json()["errors"]["body"][0]
    assert [send().status_code, send().status_code] == [201, 201]
    assert Message.objects.filter(text=PHONE).count() == 1


def test_nobody_gives_away_the_address_by_which_one_answers_in_ones_own_name(place, client, settings):
    settings.REPLY_ADDRESS = "reply@salon.example"
    here, one, two, topic = place
    client.force_login(one)
    words = f"このメールが来ました。\n{reply_address(one, topic)}"
    for _again in range(2):
        assert client.post(reverse("salon:topic", args=[here.slug, topic.pk]), {"body": words}).status_code == 422
    assert not Message.objects.visible_to(two).filter(text__contains="reply+").exists()
    assert Message.objects.visible_to(two).exists()


def test_what_stood_before_is_not_asked_about_again_when_it_is_changed(place, client):
    here, one, _two, topic = place
    message = said(topic, one, PHONE)
    client.force_login(one)
    address = reverse("salon:edit", args=[here.slug, message.public_id])
    assert client.post(address, {"body": f"{PHONE}、何時でも"}).status_code == 302
    assert client.post(address, {"body": f"{PHONE}、または06-9999-0000"}).status_code == 422


def test_who_tells_the_secretariat_what_should_not_stand_there_may_quote_it(place, client):
    here, one, two, topic = place
    client.force_login(two)
    where = reverse("moderation:report", args=[here.slug, said(topic, one).public_id])
    assert client.post(where, {"reason": "personal", "words": BIRTH}).status_code == 302
    assert Report.objects.get().words == BIRTH


def test_the_name_of_a_file_is_looked_at_too(place, client):
    here, one, _two, topic = place
    client.force_login(one)

    def upload(name):
        file = SimpleUploadedFile(name, files.TEXT)
        return client.post(reverse("salon:upload", args=[here.slug]), {"file": file, "topic": topic.pk})

    refused = upload("生年月日_昭和23年4月5日.txt")
    assert refused.status_code == 422
    assert "名前を変えてから" in refused.json()["errors"]["file"][0]
    assert not attaching.Attachment.objects.exists()
    sent = {"body": "名簿です", "attached": upload("連絡先_06-1234-5678.txt").json()["file"], "key": key()}
    address = reverse("salon:topic", args=[here.slug, topic.pk])
    asked = client.post(address, sent)
    assert asked.status_code == 422
    assert "連絡先_06-1234-5678.txt」に、電話番号のようなもの" in asked.text
    assert client.post(address, sent).status_code == 302
    assert Message.objects.get(text="名簿です").attachments.get().name == "連絡先_06-1234-5678.txt"


def test_the_words_about_a_picture_are_looked_at_too(place, client):
    here, one, _two, topic = place
    client.force_login(one)
    address = reverse("salon:topic", args=[here.slug, topic.pk])
    waits = keeping.keep(one, here, "a.jpg", files.picture(), topic)
    sent = {"body": "写真です", "attached": str(waits.public_id), f"alt-{waits.public_id}": BIRTH}
    assert client.post(address, sent).status_code == 422
    waits.refresh_from_db()
    assert waits.message is None
    posting.post(person=one, topic=topic, text="写真", key=key(), attached=Attached(names=[waits.public_id]))
    message = Message.objects.get(text="写真")
    alts = {f"alt-{waits.public_id}": BIRTH}
    assert (
        client.post(reverse("salon:edit", args=[here.slug, message.public_id]), {"body": "写真"} | alts).status_code
        == 422
    )
    assert attaching.Attachment.objects.get(pk=waits.pk).alt == ""
