"""Rules of who may what, written down as queries and worded as SQL once in a process.

Nearly every page, post and socket asks what a person belongs to today. To put such a nested question into SQL takes
Django far longer than the database takes to answer it, and each time it finds the same words. So the words are kept, and
only who asks and which day it is are put in anew.
"""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

# Stand where the person and the day will stand; no rule holds either of them.
SOMEBODY = -8_675_309
SOME_DAY = date(1, 2, 3)


def prepared(
    rule: Callable[[int, date], QuerySet], **parts: Callable[[int, date], QuerySet]
) -> Callable[[int], RawSQL]:
    """`rule(person_id, day)` as something to stand in `pk__in=`, for a person and today.

    The rule is asked once, so it may not look at anything but its two arguments, and gives a queryset of one column.
    What it asks for several times is a part with a name, to which `part(name)` refers: the database plans it once.
    """

    @cache
    def worded(vendor: str) -> tuple[str, tuple]:
        sql, values = _words(rule)
        named = [(name, *_words(part)) for name, part in parts.items()]
        before = ", ".join(f"{name}(id) AS MATERIALIZED ({words})" for name, words, _ in named)
        return f"WITH {before} {sql}" if before else sql, (*(one for *_, some in named for one in some), *values)

    def ask(person_id: int) -> RawSQL:
        sql, values = worded(connection.vendor)
        new = in_place_of(person_id)
        return RawSQL(sql, tuple(new.get(value, value) for value in values))

    return ask


def in_place_of(person_id: int) -> dict:
    """What stands for somebody and some day, by what it stands for. For somebody the day stays open, too."""
    if person_id == SOMEBODY:
        return {}
    dated = connection.ops.adapt_datefield_value
    return {SOMEBODY: person_id, dated(SOME_DAY): dated(timezone.localdate())}


def part(name: str) -> RawSQL:
    """All of a part, to stand in `__in=` within a rule."""
    return RawSQL(f"SELECT id FROM {name}", ())


def any_of(name: str) -> RawSQL:
    """Whether a part holds anything at all, as a condition within a rule."""
    return RawSQL(f"EXISTS (SELECT 1 FROM {name})", (), BooleanField())


def _words(rule: Callable[[int, date], QuerySet]) -> tuple[str, tuple]:
    return rule(SOMEBODY, SOME_DAY).order_by().query.sql_with_params()
