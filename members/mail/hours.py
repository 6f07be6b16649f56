"""Hours at which a person wants no mail, and days of rest. Whoever keeps what people chose registers here; `members` asks."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

from members.models import Letter, Person
from members.models.letters import Kind
from members.models.pauses import people_paused_on

# Mails whose words are written late say it themselves: first whether there is anything to say at all.
# These wait for the end of a pause, too: no digest makes up for them
WAITING = (Kind.NOTICE,)
_asked: list[Callable[[Person], datetime | None]] = []


def ask(step: Callable[[Person], datetime | None]) -> None:
    """`step` says until when mail waits for a person, None where it may leave now."""
    _asked.append(step)


def until(letter: Letter) -> datetime | None:
    """Until when this letter waits; None where it leaves now."""
    if letter.batch.kind not in WAITING or letter.person is None:
        return None
    today = timezone.localdate()
    found = [at for step in _asked if (at := step(letter.person))]
    if people_paused_on(today).filter(pk=letter.person.pk).exists():
        found.append(timezone.make_aware(datetime.combine(today + timedelta(days=1), time.min)))
    return max(found, default=None)
