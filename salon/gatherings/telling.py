"""Mails to those who come or wait. Their words are found when they leave, as everything may be otherwise by then."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from members.mail import late, sheet
from members.models import Letter
from members.models.letters import Kind
from salon.gatherings import guest_mail, wording
from salon.models import Attendance, Gathering
from salon.notices import quiet


def moved_up(attendance: Attendance) -> None:
    """Who waited has a seat."""
    _promise(wording.SEAT, f"{attendance.at:%Y%m%d%H%M%S%f}", [attendance])


def remind(gathering: Gathering, attendances: Iterable[Attendance] | None = None) -> None:
    """These or all who come, each once for each time that it is to begin."""
    attendances = _with_names(gathering.attendances.coming()) if attendances is None else attendances
    _promise(wording.REMINDER, wording.beginning(gathering), attendances)


def changed(gathering: Gathering) -> None:
    _promise(wording.CHANGE, str(gathering.sequence), _everybody(gathering))


def cancelled(gathering: Gathering) -> None:
    _promise(wording.END, "0", _everybody(gathering))


def write(letter: Letter) -> late.Written:
    """Raises late.Skip where it is not so any more or concerns this person no longer, late.Later in quiet hours."""
    person = letter.person
    if person is None:
        raise late.Skip("登録がなくなりました。")
    _name, what, number, mark, _person = letter.batch.key.split("-")
    gathering = Gathering.objects.visible_to(person).filter(pk=number).first()
    if gathering is None or gathering.is_over:
        raise late.Skip("終わったか、いまは見られない集いです。")
    mine = Attendance.objects.filter(gathering=gathering, person=person).first()
    if mine is None or mine.state == Attendance.State.DECLINED:
        raise late.Skip("もう参加しない集いです。")
    if not wording.is_so(letter, what, mark, gathering, mine):
        raise late.Skip("事情が変わりました。")
    if until := quiet.until(quiet.wishes_of(person)):
        raise late.Later(until)
    subject, words = wording.words(what, gathering)
    address = settings.SITE_URL + gathering.get_absolute_url()
    parts = [
        sheet.words(sheet.greeting(person.name)),
        sheet.words(words),
        wording.facts(gathering, mine),
        sheet.button(_("くわしく見る・取りやめる：%(address)s") % {"address": address}, _("この集いをひらく"), address),
    ]
    return late.Written(subject, parts)


def _promise(what: str, mark: str, attendances: Iterable[Attendance]) -> None:
    for one in attendances:
        if one.guest:
            guest_mail.promise(what, mark, one.guest)
        elif one.person:
            late.promise(f"gathering-{what}-{one.gathering_id}-{mark}-{one.person_id}", Kind.GATHERING, one.person)


def _everybody(gathering: Gathering) -> Iterable[Attendance]:
    return _with_names(gathering.attendances.exclude(state=Attendance.State.DECLINED).order_by("pk"))


def _with_names(attendances):
    return attendances.select_related("person", "guest")
