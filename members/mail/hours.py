"""Hours at which a person wants no mail. Whoever keeps what people chose registers here; `members` asks."""

from collections.abc import Callable
from datetime import datetime

from members.models import Letter, Person
from members.models.letters import Kind

# Mails whose words are written late say it themselves: first whether there is anything to say at all
WAITING = (Kind.NOTICE,)
_asked: list[Callable[[Person], datetime | None]] = []


def ask(step: Callable[[Person], datetime | None]) -> None:
    """`step` says until when mail waits for a person, None where it may leave now."""
    _asked.append(step)


def until(letter: Letter) -> datetime | None:
    """Until when this letter waits; None where it leaves now."""
    if letter.batch.kind not in WAITING or letter.person is None:
        return None
    return max((at for step in _asked if (at := step(letter.person))), default=None)
