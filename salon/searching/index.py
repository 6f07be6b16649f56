"""Keeps what can be found in step with what can be read: called in the transaction that changes it, so nothing is stale.

`salon.rooms.numbering` calls for every event, and so for whatever changes a message or topic.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation

from cms.searching.folding import fold
from members.questions import KeyOf, Question
from salon.models import (
    Attachment,
    Gathering,
    Message,
    Poll,
    Posting,
    SearchedGathering,
    SearchedMessage,
    SearchedPosting,
    Summary,
    Topic,
)
from salon.searching.engines import Row, engine

AT_ONCE = 500


def posted(message: Message, title: str = "") -> list[Question]:
    """What has to be stored for a new message without files, after it in the same go; `title` of the topic that it opens."""
    return engine().putting(Row(KeyOf(message), message.room_id, message.organisation_id, _text(title, message.text)))


def messages(changed: Sequence[Message]) -> None:
    """These messages are others than they were, or stand elsewhere."""
    opening = set(
        Message.objects.filter(pk__in=[one.pk for one in changed])
        .filter(~Exists(Message.objects.filter(topic=OuterRef("topic"), seq__lt=OuterRef("seq"))))
        .values_list("pk", flat=True)
    )
    names, asked = _names_of_files([one.pk for one in changed]), _words_of_polls([one.pk for one in changed])
    summaries = summed_up([one.topic_id for one in changed if one.pk in opening])
    wanted = {}
    for one in changed:
        about = (one.topic.title, summaries.get(one.topic_id, "")) if one.pk in opening else ()
        text = _text(*about, *((one.text, *asked.get(one.pk, ()), *names[one.pk]) if one.is_readable else ()))
        if text:
            wanted[one.pk] = Row(one.pk, one.room_id, one.organisation_id, text)
    stored = SearchedMessage.objects.filter(pk__in=[one.pk for one in changed])
    old = {row.message: row for row in map(Row._make, stored.values_list("pk", "room", "organisation", "text"))}
    if gone := [row for pk, row in old.items() if wanted.get(pk) != row]:
        engine().drop(gone)
    if come := [row for pk, row in wanted.items() if old.get(pk) != row]:
        engine().put(come)


def topic_name(changed: Topic) -> None:
    """It is called or summed up otherwise: its first message carries the title and the summary."""
    messages(list(changed.messages.select_related("topic").order_by("seq")[:1]))


def whole_topic(changed: Topic) -> None:
    """It stands in another room, or another message may be the first of it."""
    _in_portions(changed.messages.all())


def posting(changed: Posting) -> None:
    """A need or an offer was written or changed. Whether it is open is asked when somebody searches."""
    words = _text(changed.title, changed.text, changed.quantity)
    SearchedPosting.objects.update_or_create(posting=changed, defaults={"text": words})


def gathering(changed: Gathering) -> None:
    """A gathering was opened, changed or cancelled. Its `online` is a key: who does not come finds nothing by it."""
    with translation.override("ja"):  # where, as most read it, whoever changed it in whatever language
        words = _text(changed.title, changed.text, changed.where, changed.cancelled_because)
    SearchedGathering.objects.update_or_create(gathering=changed, defaults={"text": words})


def sort_in() -> None:
    """What was put lately goes to its place. Left alone, one post in thousands would do it for all before it and hold its room."""
    with connection.cursor() as cursor:
        for statement in engine().sort_in:
            cursor.execute(statement)


def rebuild(say: Callable[[int], None] = lambda number: None) -> None:
    """Everything anew, while the salon is open: each portion holds its messages until it is written. Until the end less is found."""
    with connection.cursor() as cursor:
        for statement in engine().empty:
            cursor.execute(statement)
    _in_portions(Message.objects.all(), say)
    _one_by_one(Posting.objects.all(), posting)
    _one_by_one(Gathering.objects.all(), gathering)


def _one_by_one(found: QuerySet, keep: Callable[[Any], None]) -> None:
    """Each in its hands, so that what somebody changes meanwhile is not written over with what it was."""
    for pk in list(found.values_list("pk", flat=True)):
        with transaction.atomic():
            for one in found.select_for_update().filter(pk=pk):
                keep(one)


def _in_portions(found: QuerySet[Message], say: Callable[[int], None] = lambda number: None) -> None:
    last = done = 0
    while True:
        with transaction.atomic():
            held = found.select_for_update(of=("self",)).select_related("topic").filter(pk__gt=last).order_by("pk")
            portion = list(held[:AT_ONCE])
            if not portion:
                return
            messages(portion)
        last, done = portion[-1].pk, done + len(portion)
        say(done)


def _names_of_files(pks: Sequence[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    for pk, name in Attachment.objects.filter(message__in=pks, dropped_at=None).values_list("message", "name"):
        names[pk].append(name)
    return names


def _words_of_polls(pks: Sequence[int]) -> dict[int, list[str]]:
    found = Poll.objects.filter(message__in=pks).values_list("message", "question", "options")
    return {message: [question, *options] for message, question, options in found}


def summed_up(topics: Sequence[int]) -> dict[int, str]:
    """The summary that stands at the top of each of these topics now, if any."""
    # The oldest first, so that the newest is the one that stays
    return dict(Summary.objects.filter(topic__in=topics).order_by("pk").values_list("topic", "text"))


def _text(*parts: str) -> str:
    # With an empty line, so that no word goes on from one part into the next
    return fold("\n\n".join(filter(None, parts))).strip()
