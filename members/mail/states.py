"""How a letter moves from state to state. Every step is one UPDATE that names the state it comes from.

So two workers never hold the same letter, on SQLite as on PostgreSQL, and a worker that was thought dead and
comes back finds that the letter is no longer its own.
"""

import uuid
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from members.models import Batch, Letter

State = Letter.State

# Longer than the longest silence that a mail server may keep (settings.EMAIL_TIMEOUT) times its few questions
WORKER_IS_DEAD_AFTER = timedelta(minutes=5)
# After an error that passes (4xx, a lost connection): first again after a minute, given up after about a day
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720)]


class Taken(Exception):
    """The letter is no longer ours: its claim was released while we were slow, or somebody decided otherwise."""


def due(now: datetime | None = None) -> QuerySet[Letter]:
    """Letters whose turn it is."""
    return Letter.objects.filter(state=State.QUEUED).filter(
        Q(not_before=None) | Q(not_before__lte=now or timezone.now())
    )


def claim(batch: Batch, size: int) -> list[Letter]:
    """Take up to `size` letters; of two who reach for the same letter one gets it."""
    token = uuid.uuid4()
    ids = list(due().filter(batch=batch).order_by("pk").values_list("pk", flat=True)[:size])
    Letter.objects.filter(pk__in=ids, state=State.QUEUED).update(
        state=State.CLAIMED, claim=token, claimed_at=timezone.now()
    )
    return list(Letter.objects.filter(pk__in=ids, claim=token).select_related("batch").order_by("pk"))


def begin_sending(letter: Letter) -> None:
    """Commit `sending`; raises `Taken` if the letter is no longer ours. After this nothing goes back by itself."""
    mine = Letter.objects.filter(pk=letter.pk, state=State.CLAIMED, claim=letter.claim)
    if not mine.update(state=State.SENDING, claimed_at=timezone.now()):
        raise Taken
    letter.state = State.SENDING


def settle(letter: Letter, state: State, error: str = "") -> None:
    """Write down how it ended. Also where the reaper gave us up meanwhile: we know better than it."""
    now = timezone.now()
    Letter.objects.filter(
        pk=letter.pk, claim=letter.claim, state__in=[State.CLAIMED, State.SENDING, State.UNCERTAIN]
    ).update(
        state=state,
        error=error[:300],
        sent_at=now if state == State.SENT else None,
        tries=F("tries") + 1,
        claimed_at=now,
    )


def put_back(letter: Letter, error: str) -> None:
    """An error that passes, before the mail was handed over: wait longer each time, in the end give up."""
    if letter.tries >= len(PAUSES):
        settle(letter, State.FAILED, error)
        return
    Letter.objects.filter(
        pk=letter.pk, claim=letter.claim, state__in=[State.CLAIMED, State.SENDING, State.UNCERTAIN]
    ).update(
        state=State.QUEUED,
        claim=None,
        tries=F("tries") + 1,
        error=error[:300],
        not_before=timezone.now() + PAUSES[letter.tries],
    )


def put_off(letter: Letter, until: datetime) -> None:
    """Not its time yet, and no try of it."""
    Letter.objects.filter(pk=letter.pk, claim=letter.claim, state=State.CLAIMED).update(
        state=State.QUEUED, claim=None, not_before=until
    )


def server_is_away(letters: list[Letter], error: str) -> None:
    """Nobody answers: it is no letter's fault. All wait a minute, no try is counted."""
    ours = Q(pk__in=[letter.pk for letter in letters], state=State.CLAIMED, claim__in=[x.claim for x in letters])
    Letter.objects.filter(ours | Q(pk__in=due().values("pk"))).update(
        state=State.QUEUED, claim=None, error=error[:300], not_before=timezone.now() + PAUSES[0]
    )


def release_stale(now: datetime | None = None) -> None:
    """What died with its worker: `claimed` goes back to the queue, `sending` waits for a person to decide."""
    dead = Letter.objects.filter(claimed_at__lt=(now or timezone.now()) - WORKER_IS_DEAD_AFTER)
    dead.filter(state=State.CLAIMED).update(state=State.QUEUED, claim=None)
    dead.filter(state=State.SENDING).update(
        state=State.UNCERTAIN, error="送っている途中で止まりました。届いたかどうか分かりません。"
    )


def decide_uncertain(letter: Letter, again: bool) -> bool:
    """A person looked into it: send again, or take it as sent. False where it was not uncertain any more."""
    uncertain = Letter.objects.filter(pk=letter.pk, state=State.UNCERTAIN)
    if again:
        return bool(uncertain.update(state=State.QUEUED, claim=None, not_before=None, error=""))
    return bool(uncertain.update(state=State.SENT, claim=None, error=""))
