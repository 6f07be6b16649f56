"""Mail at once: somebody was called or answered. Its words are found when it leaves, for who may read them then."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from members.mail import late, sheet
from members.models import Letter, Person
from members.models.letters import Kind
from salon.models import Notice, Seat
from salon.notices import quiet
from salon.replies.addresses import reply_address
from salon.rooms import hearing
from salon.rooms.text import text_html

KEY = "mention-"


def promise(notices: Sequence[Notice]) -> None:
    """A mail for each of these, once, however often it is asked for."""
    people = Person.objects.in_bulk({notice.person_id for notice in notices})
    for notice in notices:
        late.promise(f"{KEY}{notice.pk}", Kind.MENTION, people[notice.person_id])


def write(letter: Letter) -> late.Written:
    """Raises late.Skip for what was read, taken away or may not be read now, late.Later in quiet hours."""
    person = letter.person
    if person is None:
        raise late.Skip("登録がなくなりました。")
    found = Notice.objects.visible_to(person).waiting().select_related("message__room", "message__topic")
    notice = found.filter(pk=letter.batch.key.removeprefix(KEY)).first()
    if notice is None:
        raise late.Skip("もう読まれたか、いまは読めない書きこみです。")
    message = notice.message
    if hearing.level(person, message.room) == Seat.Level.NOTHING:
        raise late.Skip("このルームのお知らせを止めています。")
    if until := quiet.until(quiet.wishes_of(person)):
        raise late.Later(until)
    title, room = message.topic.title, message.room.name
    if notice.kind == Notice.Kind.REPLY:
        subject = _("「%(title)s」に、あなたへの返信があります") % {"title": title}
    else:
        subject = _("「%(title)s」に、あなたあての書きこみがあります") % {"title": title}
    answer = reply_address(person, message.topic) or ""
    address = settings.SITE_URL + reverse("notices:go", args=[notice.pk])
    author = {"author": author_of(message), "room": room, "title": title}
    text = message.text.strip() or _("（写真や書類だけの書きこみです）")
    parts = [
        sheet.words(sheet.greeting(person.name)),
        sheet.words(_("%(author)sさんより（%(room)s「%(title)s」）") % author),
        sheet.said(text, text_html(text)),
        sheet.button(_("サロンで読む：%(address)s") % {"address": address}, _("この話題をひらく"), address),
    ]
    if answer:
        parts.append(sheet.words(_("このメールに返信すると、この話題への書きこみになり、ルームの全員が読みます。")))
    return late.Written(subject, parts, answer)


def author_of(message) -> str:
    organisation = message.organisation
    return f"{message.author_name}（{organisation.name}）" if organisation else message.author_name
