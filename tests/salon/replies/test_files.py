"""Files that come with an answer by mail are attached like uploads, once, or the sender is told which were not taken."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from PIL import Image

from salon.models import Attachment
from salon.replies import files
from salon.replies.reading import read
from salon.replies.receiving import Outcome, receive
from salon.rooms import keeping, posting
from salon.rooms.recognising import NotTaken
from tests.factories.files import photo_of_a_phone, picture

pytestmark = pytest.mark.django_db
LARGE = files.SHOWN_LEAST + 1


def mail(place, text="写真です。", html="", message_id="1@a.example") -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Message-ID"] = place.person.email, place.address, f"<{message_id}>"
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def with_file(made: EmailMessage, content: bytes, name="a.jpg", kind="image/jpeg", **more) -> EmailMessage:
    made.add_attachment(content, *kind.split("/"), filename=name, **more)
    return made


def names(place) -> list[str]:
    mine = Attachment.objects.filter(message__topic=place.topic, message__author=place.person)
    return list(mine.values_list("name", flat=True))


def test_a_photo_of_a_phone_hangs_on_the_message_without_its_place(place):
    raw = with_file(mail(place), photo_of_a_phone(), "下見.jpg", disposition="inline").as_bytes()
    assert receive(raw, place.address) == Outcome.POSTED
    assert (place.answers(), names(place)) == (["写真です。"], ["下見.jpg"])
    with Image.open(keeping.path(Attachment.objects.get())) as kept:
        assert not kept.getexif()
    assert Attachment.objects.visible_to(place.other).exists()


def test_a_mail_that_is_brought_twice_brings_its_files_once(place, mailoutbox):
    raw = with_file(with_file(mail(place), picture()), b"MZ\x00\x90", "a.exe", "application/x-msdownload").as_bytes()
    assert [receive(raw, place.address) for _ in range(3)] == [Outcome.POSTED, Outcome.AGAIN, Outcome.AGAIN]
    assert Attachment.objects.count() == 1
    assert len(mailoutbox) == 1


def test_a_picture_may_speak_for_itself(place):
    assert receive(with_file(mail(place, ""), picture()).as_bytes(), place.address) == Outcome.POSTED
    assert (place.answers(), names(place)) == ([""], ["a.jpg"])


def test_what_is_not_taken_is_told_to_the_sender_while_the_text_stands(place, mailoutbox, settings):
    settings.ROOM_FILE_LARGEST = 10_000
    made = with_file(mail(place), b"MZ\x00\x90", "道具.exe", "application/octet-stream")
    made = with_file(with_file(made, b"%PDF-" + b"x" * 20_000, "大きい.pdf", "application/pdf"), picture())
    assert receive(made.as_bytes(), place.address) == Outcome.POSTED
    assert (place.answers(), names(place)) == (["写真です。"], ["a.jpg"])
    [told] = mailoutbox
    assert told.to == [place.person.email]
    assert "書きこみました" in told.subject
    assert "「道具.exe」：この種類のファイルは送れません" in told.body
    assert "「大きい.pdf」：大きすぎます" in told.body
    assert "送信済み" not in told.body


def test_where_nothing_is_left_to_post_the_sender_is_told(place, mailoutbox):
    assert receive(with_file(mail(place, ""), b"MZ\x00\x90", "道具.exe").as_bytes(), place.address) == Outcome.ANSWERED
    assert "「道具.exe」" in mailoutbox[0].body
    assert place.answers() == []


def test_a_message_has_only_so_many_files(place, mailoutbox):
    made = mail(place)
    for number in range(keeping.MOST + 1):
        with_file(made, picture(size=(60, 40 + number)), f"{number}.jpg")
    assert receive(made.as_bytes(), place.address) == Outcome.POSTED
    assert len(names(place)) == keeping.MOST
    assert f"「{keeping.MOST}.jpg」：ファイルは1回に" in mailoutbox[0].body


def test_a_mail_in_the_mail_is_no_file(place, mailoutbox):
    made = mail(place)
    made.add_attachment(mail(place, "転送する文"))
    assert receive(made.as_bytes(), place.address) == Outcome.POSTED
    assert names(place) == []
    assert "「転送されたメール」" in mailoutbox[0].body


def test_nothing_is_left_lying_where_it_was_not_posted(place, monkeypatch):
    def lost(**what):
        raise posting.NotInRoom

    monkeypatch.setattr(posting, "post", lost)
    assert receive(with_file(mail(place), picture()).as_bytes(), place.address) == Outcome.ANSWERED
    assert not Attachment.objects.filter(dropped_at=None).exists()


def shown(place, size: int, html: str = '<p>はい。</p><img src="cid:logo">') -> EmailMessage:
    made = mail(place, "はい。", html)
    made.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n".ljust(size), "image", "png", cid="<logo>", filename="i.png")
    return made


@pytest.mark.parametrize(("size", "taken"), [(LARGE, ["i.png"]), (LARGE - 100, [])])
def test_small_pictures_in_the_text_are_marks_of_signatures_and_large_ones_are_photos(place, size, taken):
    assert [file.name for file in read(shown(place, size).as_bytes()).files] == taken


def test_a_picture_that_the_text_shows_is_in_the_text_wherever_it_hangs(place):
    made = with_file(mail(place, html='<img src="cid:logo">'), picture(), "image001.jpg", cid="<logo>")
    assert read(made.as_bytes()).files == []
    assert len(read(with_file(mail(place), picture(), "image001.jpg", cid="<logo>").as_bytes()).files) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("私.vcf", "text/vcard"),
        ("card.vcf", "application/octet-stream"),
        ("winmail.dat", "application/ms-tnef"),
        ("smime.p7s", "application/pkcs7-signature"),
        ("ATT00001.txt", "text/plain"),
    ],
)
def test_what_a_mail_program_puts_there_is_no_file_of_the_sender(place, name, kind):
    assert read(with_file(mail(place), b"content", name, kind).as_bytes()).files == []


def test_a_file_inside_of_what_outlook_packs_is_not_lost_in_silence(place, mailoutbox):
    made = with_file(mail(place), b"\x78\x9f\x3e\x22" + files.FILE_IN_OUTLOOKS, "winmail.dat", "application/ms-tnef")
    assert receive(made.as_bytes(), place.address) == Outcome.POSTED
    assert "「winmail.dat」" in mailoutbox[0].body


def test_no_name_of_a_file_keeps_a_mail_from_being_taken_in(place, mailoutbox):
    raw = with_file(mail(place), b"MZ\x00\x90", "NAME", "application/x-msdownload").as_bytes()
    raw = raw.replace(b'filename="NAME"', b"filename*=utf-8''a%00b%0A%ED%A0%80=?utf-8?B?!?=.exe")
    assert receive(raw, place.address) == Outcome.POSTED
    [told] = mailoutbox
    assert "：この種類のファイルは送れません" in told.body
    assert "\x00" not in told.body


def test_two_deliveries_at_once_leave_one_set_of_files(place, monkeypatch):
    raw, post = with_file(mail(place), picture()).as_bytes(), posting.post

    def overtaken(**what):
        monkeypatch.setattr(posting, "post", post)
        assert receive(raw, place.address) == Outcome.POSTED
        return post(**what)

    monkeypatch.setattr(posting, "post", overtaken)
    assert receive(raw, place.address) == Outcome.AGAIN
    assert names(place) == ["a.jpg"]
    assert Attachment.objects.filter(dropped_at=None).count() == 1


def test_of_files_without_end_the_first_are_tried_and_the_rest_is_counted(place, mailoutbox, monkeypatch):
    tried = []
    monkeypatch.setattr(files, "MOST_TRIED", 3)
    monkeypatch.setattr(keeping, "keep", lambda *said, **_how: tried.append(said) or refuse())
    made = mail(place)
    for number in range(8):
        with_file(made, b"MZ", f"{number}.exe", "application/octet-stream")
    assert receive(made.as_bytes(), place.address) == Outcome.POSTED
    assert len(tried) == 3
    assert "ほかの5個のファイル" in mailoutbox[0].body


def refuse():
    raise NotTaken("だめです。")
