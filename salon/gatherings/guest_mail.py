"""Mails to guests. The first one goes to whoever's address was typed, so nothing that was typed stands in it."""

from django.conf import settings
from django.utils.translation import gettext as _

from members.mail import late, sheet
from members.mail.sheet import Part
from members.models import Batch, Letter
from salon.gatherings import wording
from salon.models import Attendance, Guest

CONFIRM = "confirm"


def promise(what: str, mark: str, guest: Guest) -> None:
    """One mail, once for each cause (`what`) and `mark`."""
    late.promise_guest(f"{_of(guest)}{what}-{mark}", guest.address)


def forget(guest: Guest) -> None:
    """No letter names the address any more; what waits to leave, does not."""
    Batch.objects.filter(key__startswith=_of(guest)).delete()


def write(letter: Letter) -> late.Written:
    """Raises late.Skip where it is not so any more."""
    _name, number, what, mark = letter.batch.key.split("-")
    guest = Guest.objects.select_related("gathering").filter(pk=number).first()
    if guest is None or guest.gathering.is_over:
        raise late.Skip("終わったか、申し込みがなくなった集いです。")
    mine = Attendance.objects.filter(guest=guest).first()
    if what == CONFIRM:
        return _first(guest, mine)
    if mine is None or not wording.is_so(letter, what, mark, guest.gathering, mine):
        raise late.Skip("事情が変わりました。")
    subject, words = wording.words(what, guest.gathering)
    name = sheet.words(sheet.greeting(guest.name))
    return late.Written(subject, [name, sheet.words(words), wording.facts(guest.gathering, mine), _way_out(guest)])


def _first(guest: Guest, mine: Attendance | None) -> late.Written:
    """To confirm; or, where that is done already, what it led to."""
    gathering = guest.gathering
    if gathering.cancelled_at:
        raise late.Skip("中止になった集いです。")
    if mine is None and not gathering.is_public:
        raise late.Skip("会員だけの集いになりました。")
    named = {"title": gathering.title}
    if mine:
        words = _("集い「%(title)s」のお申し込みは、すでに受けつけています。") % named
        parts = [sheet.words(words), wording.facts(gathering, mine), _way_out(guest)]
        return late.Written(_("集い「%(title)s」のお申し込み") % named, parts)
    address = _address(guest)
    asked = _(
        "集い「%(title)s」に、このメールアドレスで参加の申し込みがありました。\n"
        "まだ決まっていません。次のページで「申し込みを決める」を押してください。"
    )
    button = _("申し込みを決める：%(address)s") % {"address": address}
    parts = [
        sheet.words(asked % named),
        wording.facts(gathering, None),
        sheet.button(button, _("ページをひらく"), address),
        sheet.words(_("お心当たりがないときは、何もしなくて大丈夫です。2日たつと、申し込みは消えます。")),
    ]
    return late.Written(_("集い「%(title)s」のお申し込みの確認") % named, parts)


def _way_out(guest: Guest) -> Part:
    address = _address(guest)
    words = _("くわしく見る・参加できなくなったとき：%(address)s") % {"address": address}
    return sheet.button(words, _("くわしく見る・取りやめる"), address)


def _address(guest: Guest) -> str:
    return settings.SITE_URL + guest.get_absolute_url()


def _of(guest: Guest) -> str:
    return f"guest-{guest.pk}-"
