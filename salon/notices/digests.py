"""まとめ: what somebody missed and wants to hear of, once a day or a week; nothing when there is nothing.

What has been handed over for a period is kept, so that a server that was away makes up for it and nobody gets it twice.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from members.mail import batches, late, sheet
from members.mail.sheet import Part
from members.models import Batch, Letter, Person
from members.models.letters import Kind
from members.models.pauses import people_paused_on
from salon import marks
from salon.models import DigestRound, Introduction, Message, Notice, Topic, Wishes
from salon.notices import quiet
from salon.notices.mailing import author_of
from salon.replies.addresses import reply_address
from salon.rooms import hearing
from salon.rooms.reading import unread_messages

KEY = "digest-"
HOUR = 8  # in Japan
TOPICS = 15
Often = Wishes.Digest


@dataclass(frozen=True)
class Missed:
    """A topic with how much in it is unread, and the first message of that."""

    topic: Topic
    count: int
    first: Message


def hand_over(now: datetime | None = None) -> None:
    """Promise the digests of every period that has begun. The first time ever only begins to count."""
    here = timezone.localtime(now)
    today = here.date() if here.hour >= HOUR else here.date() - timedelta(days=1)
    for often, day in ((Often.DAILY, today), (Often.WEEKLY, today - timedelta(days=today.weekday()))):
        if not DigestRound.objects.filter(digest=often, day=day).exists():
            _round(often, day)


@transaction.atomic
def _round(often: str, day: date) -> None:
    first_ever = not DigestRound.objects.filter(digest=often).exists()
    _made, is_new = DigestRound.objects.get_or_create(digest=often, day=day)
    if first_ever or not is_new:
        return
    weekly = Q(pk__in=Wishes.objects.exclude(digest=Often.WEEKLY).values("person"))
    wanting = ~weekly if often == Often.WEEKLY else weekly
    if often == Often.DAILY:
        # Who comes back from a pause need not wait for Monday
        # Two days: who ends it by hand is back since a day that may have had its round
        yesterday, before = (people_paused_on(day - timedelta(days=ago)).values("pk") for ago in (1, 2))
        back = Q(pk__in=yesterday) | Q(pk__in=before)
        told = Letter.objects.filter(person=OuterRef("pk"), batch__kind=Kind.DIGEST, batch__created_at__gte=_eve(day))
        wanting |= back & Q(~Exists(told))
    for person in batches.receiving(Person.objects.filter(wanting), Kind.DIGEST):
        since = _since(person)
        if missed(person, since, timezone.now())[0] or _for_oneself(person, since):
            late.promise(f"{KEY}{person.pk}-{day:%Y%m%d}", Kind.DIGEST, person)


def _eve(day: date) -> datetime:
    """The beginning of the day before."""
    return timezone.make_aware(datetime.combine(day - timedelta(days=1), time.min))


def missed(person: Person, since: datetime, until: datetime) -> tuple[list[Missed], int]:
    """Topics in which something is unread that was written since then, newest first; and how many more topics there are."""
    found = hearing.heard(person, unread_messages(person)).filter(created_at__gt=since, created_at__lte=until)
    rows = list(found.order_by().values("topic").annotate(number=Count("pk"), first=Min("pk")).order_by("-first"))
    shown = rows[:TOPICS]
    messages = Message.objects.select_related("topic__room", "organisation").in_bulk([row["first"] for row in shown])
    some = [Missed(messages[row["first"]].topic, row["number"], messages[row["first"]]) for row in shown]
    return some, len(rows) - len(some)


def write(letter: Letter) -> late.Written:
    """Raises late.Skip when all of it was read meanwhile, late.Later in quiet hours."""
    person = letter.person
    if person is None:
        raise late.Skip("登録がなくなりました。")
    if until := quiet.until(quiet.wishes_of(person)):
        raise late.Later(until)
    since = _since(person, letter.batch)
    some, more = missed(person, since, letter.batch.created_at)
    personal = _for_oneself(person, since)
    if not some and not personal:
        raise late.Skip("もうすべて読まれました。")
    parts = [
        sheet.words(sheet.greeting(person.name)),
        sheet.words(_("サロンで、まだお読みでない書きこみのまとめです。")),
    ]
    if personal:
        parts.append(_counted(_("あなたあての書きこみが%(count)d件あります"), personal, "notices:home"))
    # One topic is answered by answering the mail; of several each has its own address
    several = len(some) != 1
    parts += [_topic(one, reply_address(person, one.topic) if several else None) for one in some]
    if more:
        parts.append(_more(more))
    if waiting := Introduction.objects.waiting_for(person).count():
        parts.append(_counted(_("お返事をお待ちしているおつなぎが%(count)d件あります"), waiting, "desk:introductions"))
    answer = reply_address(person, None if several else some[0].topic) or ""
    if answer and not several:
        said = _("このメールに返信すると、「%(title)s」への書きこみになり、ルームの全員が読みます。")
        parts.append(sheet.words(said % {"title": some[0].topic.title}))
    elif answer and some:
        parts.append(
            sheet.words(
                _(
                    "お返事は、話題ごとの「この話題に返信」のあて先にお送りください。その話題への書きこみになり、ルームの全員が読みます。"
                    "このメールにそのまま返信すると、どの話題か分からないため、書きこみになりません。"
                )
            )
        )
    change = settings.SITE_URL + reverse("notices:wishes")
    said = _("まとめの届く回数を変えるには：%(address)s") % {"address": change}
    parts.append(sheet.link(said, _("まとめの届く回数を変える"), change))
    return late.Written(_("まだお読みでない書きこみがあります"), parts, answer)


def _counted(words: str, count: int, page: str) -> Part:
    said, address = words % {"count": count}, settings.SITE_URL + reverse(page)
    return sheet.together(sheet.title(f"■ {said}", said), sheet.button(address, _("ページをひらく"), address))


def _more(count: int) -> Part:
    address = settings.SITE_URL + reverse("salon:home")
    said = _("ほかに%(count)d件の話題があります：%(address)s") % {"count": count, "address": address}
    return sheet.link(said, _("ほかに%(count)d件の話題があります") % {"count": count}, address)


def _topic(one: Missed, answer: str | None) -> Part:
    """`answer`: the address of this topic, where answering the mail does not lead to it."""
    message, address = one.first, settings.SITE_URL + one.first.place_url
    words = Truncator(" ".join(marks.read(message.text).split())).chars(90)
    said = {"title": one.topic.title, "room": one.topic.room.name, "count": one.count}
    line = _("%(author)sさん：%(words)s") % {"author": author_of(message), "words": words}
    head = _("%(title)s（%(room)s）　新しい書きこみ%(count)d件") % said
    below = _("%(room)s　新しい書きこみ%(count)d件") % said
    parts = [sheet.title(f"■ {head}", one.topic.title, below), sheet.words(line)]
    parts.append(sheet.button(address, _("この話題をひらく"), address))
    if answer:
        subject = quote(f"Re: {one.topic.title}")
        plain = _("この話題に返信：%(address)s") % {"address": answer}
        parts.append(sheet.link(plain, _("この話題に返信（メール）"), f"mailto:{answer}?subject={subject}"))
    return sheet.together(*parts)


def _for_oneself(person: Person, since: datetime) -> int:
    """Calls and answers made since then that still wait, but for those in rooms that were made silent since."""
    found = Notice.objects.visible_to(person).waiting().exclude(kind=Notice.Kind.FOLLOWED)
    return found.filter(made_at__gt=since).exclude(message__room__in=hearing.silent(person)).count()


def _since(person: Person, before: Batch | None = None) -> datetime:
    """When the last digest was made that left. During a pause none does, so that the next tells of all of it."""
    letters = Letter.objects.filter(person=person, batch__kind=Kind.DIGEST).order_by("-batch__created_at")
    letters = letters.exclude(state__in=[Letter.State.SKIPPED, Letter.State.FAILED])
    if before is not None:
        letters = letters.exclude(batch=before)
    last = letters.values_list("batch__created_at", flat=True).first()
    return last or person.date_joined - timedelta(seconds=1)
