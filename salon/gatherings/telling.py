"""Mails to those who come or wait. Their words are found when they leave, as everything may be otherwise by then."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.mail import late, sheet
from members.mail.sheet import Part
from members.models import Letter, Person
from members.models.letters import Kind
from salon.models import Attendance, Gathering
from salon.notices import quiet

SEAT, REMINDER, CHANGE, END = "seat", "before", "change", "end"


def moved_up(attendance: Attendance) -> None:
    """Who waited has a seat."""
    _promise(SEAT, attendance.gathering, f"{attendance.at:%Y%m%d%H%M%S%f}", [attendance.person])


def remind(gathering: Gathering, people: Iterable[Person] | None = None) -> None:
    """These or all who come, each once for each time that it is to begin."""
    coming = gathering.attendances.coming().values("person")
    _promise(REMINDER, gathering, _beginning(gathering), people or Person.objects.filter(pk__in=coming))


def changed(gathering: Gathering) -> None:
    _promise(CHANGE, gathering, str(gathering.sequence), _everybody(gathering))


def cancelled(gathering: Gathering) -> None:
    _promise(END, gathering, "0", _everybody(gathering))


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
    if not _is_so(what, mark, gathering, mine):
        raise late.Skip("事情が変わりました。")
    if until := quiet.until(quiet.wishes_of(person)):
        raise late.Later(until)
    subject, words = _words(what, gathering)
    address = settings.SITE_URL + gathering.get_absolute_url()
    parts = [
        sheet.words(_("%(name)sさま") % {"name": person.name}),
        sheet.words(words),
        _facts(gathering, mine),
        sheet.button(_("くわしく見る・取りやめる：%(address)s") % {"address": address}, _("この集いをひらく"), address),
    ]
    return late.Written(subject, parts)


def _is_so(what: str, mark: str, gathering: Gathering, mine: Attendance) -> bool:
    if what == END or gathering.cancelled_at:
        return what == END and gathering.cancelled_at is not None
    if what == CHANGE:
        # Of two changes the later letter tells both
        return mark == str(gathering.sequence)
    if what == REMINDER:
        return mine.is_coming and mark == _beginning(gathering) and gathering.starts > timezone.now()
    return mine.is_coming


def _words(what: str, gathering: Gathering) -> tuple[str, str]:
    named = {"title": gathering.title, "because": gathering.cancelled_because}
    if what == END:
        return (
            _("集い「%(title)s」は中止になりました") % named,
            _("集い「%(title)s」は中止になりました。\n理由：%(because)s") % named,
        )
    if what == CHANGE:
        return (
            _("集い「%(title)s」の日時や場所が変わりました") % named,
            _("集い「%(title)s」の日時や場所が変わりました。いまは、次のとおりです。") % named,
        )
    if what == SEAT:
        return (
            _("集い「%(title)s」に空きが出ました") % named,
            _("空きが出ましたので、集い「%(title)s」に参加できます。ご都合が悪くなったときは、取りやめてください。")
            % named,
        )
    named["day"] = date_format(timezone.localtime(gathering.starts), _("n月j日（D）"))
    return (
        _("集い「%(title)s」は%(day)sです") % named,
        _("参加される集い「%(title)s」が近づきました。お待ちしています。") % named,
    )


def _facts(gathering: Gathering, mine: Attendance) -> Part:
    lines = [_("いつ：%(when)s") % {"when": gathering.when}, _("どこで：%(where)s") % {"where": gathering.where}]
    facts = sheet.words("\n".join(lines))
    if not gathering.online or not mine.is_coming or gathering.cancelled_at:
        return facts
    said = _("オンラインの入口：%(address)s") % {"address": gathering.online}
    return sheet.together(facts, sheet.link(said, said, gathering.online))


def _promise(what: str, gathering: Gathering, mark: str, people: Iterable[Person]) -> None:
    for person in people:
        late.promise(f"gathering-{what}-{gathering.pk}-{mark}-{person.pk}", Kind.GATHERING, person)


def _everybody(gathering: Gathering) -> Iterable[Person]:
    answered = gathering.attendances.exclude(state=Attendance.State.DECLINED)
    return Person.objects.filter(pk__in=answered.values("person"))


def _beginning(gathering: Gathering) -> str:
    return f"{gathering.starts.timestamp():.0f}"
