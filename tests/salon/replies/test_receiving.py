from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import OperationalError
from django.utils import timezone

from members.models import Affiliation, Pause, Suppression
from salon.models import MailAnswer, RoomEvent, Topic
from salon.models.messages import TEXT_LENGTH
from salon.moderation import house, moving, reading_first, standing
from salon.replies import addresses, answering, parsing
from salon.replies.receiving import Outcome, receive, receive_addressed
from salon.rooms import posting
from tests.factories.members import FacilitatorFactory
from tests.factories.salon import excluded, outsider, room, topic_in

pytestmark = pytest.mark.django_db


def test_an_answer_lands_in_its_topic_as_a_message_like_any_other(place):
    assert receive(place.mail("行きます。\n\n> 秘密\n> の文"), place.address) == Outcome.POSTED
    assert place.answers() == ["行きます。"]
    message = place.topic.messages.get(author=place.person)
    assert message.organisation == place.person.organisations().get()
    assert RoomEvent.objects.filter(message=message, kind="post").exists()


def test_a_mail_that_is_brought_twice_lands_once(place):
    first = place.mail("行きます。")
    assert receive(first, place.address) == Outcome.POSTED
    assert receive(b"Received: by another server\r\n" + first, place.address) == Outcome.AGAIN
    assert receive(place.mail("行きます。", message_id="2@a.example"), place.address) == Outcome.POSTED
    assert place.answers() == ["行きます。"] * 2


def test_a_mail_without_message_id_lands_once_too(place):
    raw = place.mail("行きます。").replace(b"Message-ID: <1@a.example>\r\n", b"")
    assert [receive(raw, place.address), receive(raw, place.address)] == [Outcome.POSTED, Outcome.AGAIN]
    assert receive(raw.replace("行きます".encode(), "やめます".encode()), place.address) == Outcome.POSTED


def test_one_mail_may_answer_in_two_topics(place):
    second = topic_in(place.topic.room, place.other, "別の題")
    raw = place.mail().replace(b"\r\nMessage", f", {addresses.reply_address(place.person, second)}\r\nMessage".encode())
    assert receive_addressed(raw) == [Outcome.POSTED, Outcome.POSTED]
    assert second.messages.filter(author=place.person).count() == 1


def test_where_two_headers_name_the_same_address_it_lands_once(place):
    raw = f"Delivered-To: {place.address.upper()}\r\n".encode() + place.mail()
    assert receive_addressed(raw) == [Outcome.POSTED]
    assert receive_addressed(b"To: info@salon.example\r\n\r\n") == [Outcome.UNKNOWN]


@pytest.mark.parametrize("header", ["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes"])
def test_a_machine_is_neither_posted_nor_answered(place, mailoutbox, header):
    assert receive(place.mail("ただいま留守です。", header), place.address) == Outcome.DROPPED
    assert (place.answers(), mailoutbox) == ([], [])


def test_a_bounce_is_neither_posted_nor_answered(place, mailoutbox):
    assert receive(place.mail(), place.address, envelope_sender="") == Outcome.DROPPED
    assert (place.answers(), mailoutbox) == ([], [])


def test_an_address_that_nobody_made_is_nobodys(place, mailoutbox):
    for address in ("reply@salon.example", place.address.replace("+", "+aaa"), "", "x" * 1000):
        assert receive(place.mail(), address) == Outcome.UNKNOWN
    type(place.person).objects.filter(pk=place.person.pk).update(is_active=False)
    assert receive(place.mail(), place.address) == Outcome.UNKNOWN
    assert (place.answers(), mailoutbox) == ([], [])


def refused(place, mailoutbox, raw: bytes) -> str:
    """Not posted, and the person told, at the registered address, without a word of the topic: in which words."""
    before = place.topic.messages.count()
    assert receive(raw, place.address, "somebody@a.example") == Outcome.ANSWERED
    assert place.topic.messages.count() == before
    [mail] = mailoutbox
    assert mail.to == [place.person.email]
    assert mail.extra_headers["Auto-Submitted"] == "auto-replied"
    assert mail.extra_headers["In-Reply-To"] == "<1@a.example>"
    assert place.address not in str(mail.message())
    for word in ("秘密", place.topic.room.name, place.topic.room.slug, place.other.name):
        assert word not in mail.subject + mail.body
    return mail.body


@pytest.mark.parametrize("sender", ["evil@example.net", "", '"{}" <evil@example.net>', "{}, evil@example.net"])
def test_nobody_posts_in_anothers_name(place, mailoutbox, sender):
    raw = place.mail(sender=sender.format(place.person.email) or "nobody")
    assert "別のアドレスから" in refused(place, mailoutbox, raw)


def test_the_others_who_may_read_the_topic_are_others_too(place, mailoutbox):
    assert "別のアドレスから" in refused(place, mailoutbox, place.mail(sender=place.other.email))


def test_every_address_that_a_person_has_confirmed_is_the_persons(place):
    EmailAddress.objects.create(user=place.person, email="Second@Example.org", verified=True)
    EmailAddress.objects.create(user=place.person, email="third@example.org", verified=False)
    assert receive(place.mail(sender="second@example.org"), place.address) == Outcome.POSTED
    third = place.mail(sender="third@example.org", message_id="3@a")
    assert receive(third, place.address) == Outcome.ANSWERED


def test_what_was_written_comes_back_where_it_was_not_posted(place, mailoutbox):
    Topic.objects.filter(pk=place.topic.pk).update(closed_at=timezone.now())
    body = refused(place, mailoutbox, place.mail(f"長く考えた返事です。\n{place.address}"))
    assert "長く考えた返事です。\n…\n" in body
    # It was kept for as long as it waited to leave
    assert list(MailAnswer.objects.values_list("text", "html")) == [("", "")]


def test_what_was_written_comes_back_as_it_was_typed_in_the_mail_as_html(place, mailoutbox):
    Topic.objects.filter(pk=place.topic.pk).update(closed_at=timezone.now())
    body = refused(place, mailoutbox, place.mail("**長く**考えた\n<b>返事</b>です。"))
    [[html, _kind]] = mailoutbox[0].alternatives
    assert "**長く**考えた\n<b>返事</b>です。" in body
    assert "**長く**考えた<br>&lt;b&gt;返事&lt;/b&gt;です。" in html
    assert "終了しています" in html
    for word in ("秘密", place.topic.room.name, place.topic.room.slug, place.other.name):
        assert word not in html


def test_nothing_is_carried_for_who_writes_from_another_address(place, mailoutbox):
    raw = place.mail("買ってください https://evil.example", sender="evil@example.net")
    assert "evil.example" not in refused(place, mailoutbox, raw)


def test_what_has_to_be_read_first_stands_before_answers_by_mail_too(place, mailoutbox):
    given = standing.caution(FacilitatorFactory(), place.person, "理由の文")
    body = refused(place, mailoutbox, place.mail("長く考えた返事です。"))
    assert "先にお読みいただきたい" in body
    assert "長く考えた返事です。" in body
    assert "理由の文" not in body
    reading_first.confirm(place.person, None, [given.pk], [])
    assert receive(place.mail(message_id="2@a"), place.address) == Outcome.POSTED


def test_rules_that_were_not_accepted_stand_before_answers_by_mail(place, mailoutbox):
    rules = house.publish(None, "約束の文")
    assert "先にお読みいただきたい" in refused(place, mailoutbox, place.mail())
    reading_first.confirm(place.person, rules.pk, [], [])
    assert receive(place.mail(message_id="2@a"), place.address) == Outcome.POSTED


def test_what_was_posted_before_a_caution_is_not_said_to_be_refused(place, mailoutbox):
    assert receive(place.mail(), place.address) == Outcome.POSTED
    standing.caution(FacilitatorFactory(), place.person, "理由の文")
    assert receive(place.mail(), place.address) == Outcome.AGAIN
    assert mailoutbox == []


def test_who_is_excluded_posts_nothing(place, mailoutbox):
    excluded(place.person, place.topic.room)
    assert "いまは書きこめません" in refused(place, mailoutbox, place.mail("長く考えた返事です。"))
    assert "長く考えた返事です。" in mailoutbox[0].body


def test_who_rests_may_answer_as_they_may_write_in_the_salon(place):
    Pause.objects.create(person=place.person)
    assert receive(place.mail(), place.address) == Outcome.POSTED


def test_an_answer_to_a_mail_about_several_topics_is_posted_nowhere_and_comes_back(place, mailoutbox):
    place.address = addresses.reply_address(place.person, None)
    body = refused(place, mailoutbox, place.mail("どの話題か分からない返事"))
    assert "「この話題に返信」" in body
    assert "どの話題か分からない返事" in body
    assert place.answers() == []


def test_no_key_of_ones_own_is_posted_where_a_mail_program_marks_no_quotation(place):
    stop = "https://salon.example/mail/stop/7a1f4a0e-6f0f-4b46-a2f5-0d7b6c2a1a11/"
    assert receive(place.mail(f"はい。\n返信先：{place.address}\n{stop}"), place.address) == Outcome.POSTED
    assert place.answers() == ["はい。\n返信先：…\n…"]


def test_a_closed_topic_takes_nothing(place, mailoutbox):
    Topic.objects.filter(pk=place.topic.pk).update(closed_at=timezone.now())
    assert "終了しています" in refused(place, mailoutbox, place.mail())


def test_who_may_not_read_the_room_any_more_writes_nothing_there(place, mailoutbox):
    Affiliation.objects.filter(person=place.person).update(until=timezone.localdate() - timedelta(days=1))
    assert "いまは書きこめません" in refused(place, mailoutbox, place.mail())


def test_a_room_that_is_lost_in_the_last_moment_is_lost(place, mailoutbox, monkeypatch):
    def lost(**what):
        raise posting.NotInRoom

    monkeypatch.setattr(posting, "post", lost)
    assert "いまは書きこめません" in refused(place, mailoutbox, place.mail())


def test_an_address_runs_out(place, mailoutbox, monkeypatch):
    monkeypatch.setattr(addresses, "GOOD_FOR", timedelta(days=-1))
    assert "古くなって" in refused(place, mailoutbox, place.mail())


def test_a_mail_without_a_word_of_ones_own_is_answered(place, mailoutbox):
    assert "見つかりませんでした" in refused(place, mailoutbox, place.mail("> 秘密\n> の文"))


def test_a_text_that_is_too_long_is_answered_and_not_cut(place, mailoutbox):
    assert f"{TEXT_LENGTH}文字まで" in refused(place, mailoutbox, place.mail("長" * (TEXT_LENGTH + 1)))
    assert receive(place.mail("長" * TEXT_LENGTH, message_id="2@a"), place.address) == Outcome.POSTED


def test_a_mail_that_is_too_large_is_answered(place, mailoutbox, monkeypatch):
    monkeypatch.setattr(parsing, "LARGEST", 1000)
    assert "大きすぎて" in refused(place, mailoutbox, place.mail("あ" * 1000))


def test_two_machines_never_write_to_each_other_for_long(place, mailoutbox):
    empty = [place.mail("", message_id=f"{number}@a") for number in range(answering.A_DAY + 5)]
    for raw in [*empty, *empty]:
        assert receive(raw, place.address) == Outcome.ANSWERED
    assert len(mailoutbox) == answering.A_DAY


def test_an_address_that_takes_no_mail_gets_none(place, mailoutbox):
    Suppression.objects.create(address=place.person.email, reason="bounced")
    assert receive(place.mail(""), place.address) == Outcome.ANSWERED
    assert mailoutbox == []


def test_nothing_of_a_mail_stands_in_the_log(place, caplog):
    caplog.set_level("DEBUG", logger="tsunagari")
    receive(place.mail("秘密の返事"), place.address)
    receive(place.mail("秘密の返事", sender="secret@example.net"), place.address)
    assert [record.getMessage() for record in caplog.records if record.name == "tsunagari.replies"] == [
        "a mail came in: posted",
        "a mail came in: answered",
    ]


def test_what_the_database_says_is_for_the_door(place, monkeypatch):
    def away(**what):
        raise OperationalError

    monkeypatch.setattr(posting, "post", away)
    with pytest.raises(OperationalError):
        receive(place.mail(), place.address)


def test_an_answer_goes_where_the_topic_went(place):
    desk = FacilitatorFactory()
    into = topic_in(place.topic.room, place.other, "もうひとつの題")
    moving.merge(desk, place.topic, into)
    assert receive(place.mail(), place.address) == Outcome.POSTED
    assert receive(place.mail(), place.address) == Outcome.AGAIN
    assert into.messages.filter(author=place.person).count() == 1


def test_an_answer_does_not_follow_into_a_room_that_one_may_not_read(place, mailoutbox):
    outsider()
    moving.move_topic(FacilitatorFactory(), place.topic, room("北海道・東北"))
    assert "いまは書きこめません" in refused(place, mailoutbox, place.mail())


def test_a_day_of_birth_in_a_mail_is_not_posted_and_its_sender_is_told(place):
    words = "昭和23年4月5日生まれの方が来ます。"
    assert receive(place.mail(words), place.address) == Outcome.ANSWERED
    assert place.answers() == []
    assert not Topic.objects.filter(messages__text__contains="昭和").exists()
    # One's own number beneath a mail is no reason to give it back
    assert receive(place.mail("行きます。06-1234-5678", message_id="2@a.example"), place.address) == Outcome.POSTED
