"""What mails about gatherings say, to members and guests alike, and whether it is still so."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.mail import sheet
from members.mail.sheet import Part
from members.models import Letter
from salon.models import Attendance, Gathering

SEAT, REMINDER, CHANGE, END = "seat", "before", "change", "end"


def is_so(letter: Letter, what: str, mark: str, gathering: Gathering, mine: Attendance) -> bool:
    if what == END or gathering.cancelled_at:
        return what == END and gathering.cancelled_at is not None
    if what == CHANGE:
        # Of two changes that were told the later letter tells both
        return not _is_followed(letter)
    if what == REMINDER:
        return mine.is_coming and mark == beginning(gathering) and gathering.starts > timezone.now()
    return mine.is_coming


def _is_followed(letter: Letter) -> bool:
    """Another letter about the same goes to the same person or guest, whose keys begin with whom and what they are about."""
    about = "-".join(letter.batch.key.split("-")[:3])
    later = Letter.objects.filter(person=letter.person_id, batch__gt=letter.batch_id)
    return later.filter(batch__key__startswith=f"{about}-").exists()


def words(what: str, gathering: Gathering) -> tuple[str, str]:
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


def facts(gathering: Gathering, mine: Attendance | None) -> Part:
    lines = [_("いつ：%(when)s") % {"when": gathering.when}, _("どこで：%(where)s") % {"where": gathering.where}]
    facts = sheet.words("\n".join(lines))
    if not gathering.online or mine is None or not mine.is_coming or gathering.cancelled_at:
        return facts
    said = _("オンラインの入口：%(address)s") % {"address": gathering.online}
    return sheet.together(facts, sheet.link(said, said, gathering.online))


def beginning(gathering: Gathering) -> str:
    return f"{gathering.starts.timestamp():.0f}"
