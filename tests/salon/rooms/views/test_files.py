"""Files of rooms over HTTP: who gets them, as what, and how they come with a form that has no script."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from salon.models import Attachment, Message
from salon.rooms import changing, keeping, pictures
from salon.rooms.events import events_after
from tests.factories import files
from tests.factories.salon import key, kinki, outsider, topic_in

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def place(client):
    here, one, two = kinki()
    client.force_login(one)
    return here, one, two, topic_in(here, one)


def sent(content=files.PDF, name="資料.pdf"):
    return SimpleUploadedFile(name, content)


def upload(client, here, content=files.PDF, name="資料.pdf"):
    return client.post(f"/salon/rooms/{here.slug}/files/", {"file": sent(content, name)})


def post(client, topic, **data):
    address = f"/salon/rooms/{topic.room.slug}/topics/{topic.pk}/"
    return client.post(address, {"body": "文", "key": key(), **data})


def test_a_document_is_saved_under_its_japanese_name_and_nothing_in_it_runs(client, place):
    here, *_ = place
    answer = upload(client, here).json()
    got = client.get(f"/salon/files/{answer['file']}/")
    assert got.content == files.PDF
    assert got["Content-Type"] == "application/pdf"
    assert got["Content-Disposition"] == "attachment; filename*=utf-8''%E8%B3%87%E6%96%99.pdf"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"]
    assert "no-store" in got["Cache-Control"]
    assert "private" in got["Cache-Control"]


def test_a_picture_is_shown_and_has_a_small_one(client, place):
    here, *_ = place
    answer = upload(client, here, files.photo_of_a_phone(), "IMG_1.HEIC").json()
    assert answer["name"] == "IMG_1.jpg"
    big, small = client.get(f"/salon/files/{answer['file']}/"), client.get(answer["small"])
    assert big["Content-Disposition"].startswith("inline")
    assert (big["Content-Type"], small["Content-Type"]) == ("image/jpeg", "image/webp")
    assert b"zq-camera" not in big.content


def test_what_is_posted_is_got_by_readers_and_by_them_as_long_as_they_may(client, place):
    here, one, two, topic = place
    name = upload(client, here).json()["file"]
    address = f"/salon/files/{name}/"
    client.force_login(two)
    assert client.get(address).status_code == 404
    client.force_login(one)
    assert post(client, topic, attached=[name]).status_code == 302
    client.force_login(two)
    assert client.get(address).status_code == 200
    two.affiliations.update(until=timezone.localdate() - timezone.timedelta(days=1))
    assert client.get(address).status_code == 404
    client.force_login(outsider())
    assert client.get(address).status_code == 404
    client.force_login(one)
    changing.withdraw(one, topic.messages.last())
    assert client.get(address).status_code == 404


def test_a_message_shows_its_files_with_sizes_and_words(client, place):
    here, _, _, topic = place
    picture = upload(client, here, files.picture()).json()["file"]
    paper = upload(client, here).json()["file"]
    post(client, topic, attached=[picture, paper], **{f"alt-{picture}": "縁側の柿"})
    page = client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/").text
    assert 'width="60" height="40" loading="lazy" alt="縁側の柿"' in page
    assert "資料.pdf" in page
    assert page.index(picture) < page.index(paper)


def test_without_script_files_come_with_the_form_and_again_with_it_once(client, place):
    *_, topic = place
    same = key()
    for _ in range(2):
        post(client, topic, key=same, files=[sent(), sent(files.picture(), "a.png")])
    assert topic.messages.count() == 2
    assert topic.messages.last().attachments.count() == 2
    assert Attachment.objects.filter(dropped_at=None).count() == 2


def test_a_picture_speaks_for_itself_and_an_empty_form_does_not(client, place):
    *_, topic = place
    assert post(client, topic, body="", files=[sent(files.picture(), "a.jpg")]).status_code == 302
    assert post(client, topic, body="").status_code == 422


def test_what_came_with_a_form_that_is_shown_again_is_still_there(client, place):
    *_, topic = place
    shown = post(client, topic, body="あ" * 5001, files=[sent(), sent(b"MZ\x00", "game.exe")])
    assert shown.status_code == 422
    [waiting] = Attachment.objects.all()
    assert f'name="attached" value="{waiting.public_id}"' in shown.text
    assert "game.exe：この種類のファイルは送れません" in shown.text
    again = post(client, topic, attached=[str(waiting.public_id)])
    assert again.status_code == 302
    assert list(topic.messages.last().attachments.all()) == [waiting]


def test_one_can_be_taken_out_of_the_form_and_more_than_ten_do_not_come(client, place):
    *_, topic = place
    shown = post(client, topic, files=[sent() for _ in range(keeping.MOST + 1)])
    assert shown.status_code == 422
    names = [str(one.public_id) for one in Attachment.objects.all()]
    assert len(names) == keeping.MOST
    post(client, topic, attached=names, detach=names[1:])
    assert [str(one.public_id) for one in topic.messages.last().attachments.all()] == names[:1]


def test_a_file_that_is_gone_is_said_and_the_text_stays(client, place):
    here, _, _, topic = place
    name = upload(client, here).json()["file"]
    assert client.post(f"/salon/files/{name}/remove/").status_code == 204
    assert client.post(f"/salon/files/{name}/remove/").status_code == 404
    shown = post(client, topic, body="残る文", attached=[name])
    assert shown.status_code == 409
    assert "もう残っていない" in shown.text
    assert "残る文" in shown.text
    assert Message.objects.count() == 1


@pytest.mark.parametrize("attached", ["x", "\x00", "00000000-0000-0000-0000-000000000000", "'"])
def test_names_that_are_none_do_no_harm(client, place, attached):
    *_, topic = place
    assert post(client, topic, attached=[attached]).status_code in (302, 409)


def test_what_is_refused_is_said_in_words(client, place, settings):
    here, *_ = place
    settings.ROOM_FILE_LARGEST = 1024**2
    for content in (b"<svg/>", b"\xff\xd8\xff", b"x" * (1024**2 + 1), b""):
        answer = upload(client, here, content)
        assert answer.status_code == 422
        assert answer.json()["errors"]["file"][0].endswith("。")
    assert client.post(f"/salon/rooms/{here.slug}/files/").status_code == 422
    assert not Attachment.objects.exists()


def test_the_words_about_a_picture_are_changed_and_a_file_taken_out_afterwards(
    client, place, django_capture_on_commit_callbacks
):
    here, _, two, topic = place
    post(client, topic, body="", files=[sent(), sent(files.picture(), "a.jpg")])
    message = topic.messages.last()
    paper, picture = message.attachments.all()
    address = f"/salon/rooms/{here.slug}/messages/{message.public_id}/edit/"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"body": "", f"alt-{picture.public_id}": "柿の木", "detach": str(paper.public_id)})
    picture.refresh_from_db()
    assert picture.alt == "柿の木"
    assert not keeping.path(paper).exists()
    assert events_after(here.pk, message.seq)[-1]["kind"] == "change"
    assert "柿の木" in events_after(here.pk, message.seq)[-1]["html"]
    # Neither text nor file is no message
    assert client.post(address, {"body": "", "detach": str(picture.public_id)}).status_code == 422
    client.force_login(two)
    assert client.post(address, {"body": "x", "detach": str(picture.public_id)}).status_code == 404
    assert keeping.path(picture).exists()


def test_what_was_chosen_and_not_sent_is_listed_again_in_its_form_and_in_no_other(client, place):
    here, one, two, topic = place
    other = topic_in(here, one, "二つめ")
    address = f"/salon/rooms/{here.slug}/files/"
    for name, where in (("話題の.pdf", topic.pk), ("新しい話題の.pdf", 0), ("番号でない.pdf", "9" * 30)):
        assert client.post(address, {"file": sent(name=name), "topic": where}).status_code == 201
    own, room_page = f"/salon/rooms/{here.slug}/topics/{topic.pk}/", f"/salon/rooms/{here.slug}/"
    page = client.get(own).text
    assert "話題の.pdf" in page
    assert "新しい話題の.pdf" not in page
    assert "まだ送っていないものです" in page
    assert {"新しい話題の.pdf", "番号でない.pdf"} <= {
        one.name for one in client.get(room_page).context["form"].attached.files
    }
    assert client.get(f"{room_page}topics/{other.pk}/").context["form"].attached.files == []
    client.force_login(two)
    assert "話題の.pdf" not in client.get(own).text


def test_without_scripts_what_is_listed_again_goes_with_the_message_or_is_taken_out(client, place):
    here, _, _, topic = place
    for name in ("送る.pdf", "外す.pdf"):
        client.post(f"/salon/rooms/{here.slug}/files/", {"file": sent(name=name), "topic": topic.pk})
    names = {file.name: str(file.public_id) for file in Attachment.objects.all()}
    post(client, topic, attached=list(names.values()), detach=[names["外す.pdf"]])
    message = Message.objects.order_by("-seq").first()
    assert [file.name for file in message.attachments.all()] == ["送る.pdf"]
    page = client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/")
    assert not page.context["form"].attached.files


def test_what_was_not_sent_within_a_day_is_listed_no_more(client, place):
    here, _, _, topic = place
    client.post(f"/salon/rooms/{here.slug}/files/", {"file": sent(), "topic": topic.pk})
    keeping.tidy(timezone.now() + keeping.WAITS + keeping.WAITS)
    assert "資料.pdf" not in client.get(f"/salon/rooms/{here.slug}/topics/{topic.pk}/").text
    assert not Attachment.objects.exists()


def test_while_many_send_pictures_one_is_told_to_try_again_and_what_was_typed_stays(client, place, monkeypatch):
    here, _one, _two, topic = place
    monkeypatch.setattr(pictures, "_places", threading.BoundedSemaphore(1))
    with pictures._places:
        told = upload(client, here, files.picture(), "a.jpg")
        form = post(client, topic, body="書いておいた文", files=[sent(files.picture(), "a.jpg"), sent()])
    assert (told.status_code, form.status_code) == (503, 422)
    for text in (told.json()["errors"]["file"][0], form.text):
        assert "少し待って、もう一度送ってください" in text
    assert "書いておいた文" in form.text
    assert "資料.pdf" in form.text
    assert upload(client, here, files.picture(), "a.jpg").status_code == 201
