"""配信停止: the key in the address is enough, whoever holds it. And where a mail provider brings answers."""

from tests.who_may.doors import Door
from tests.who_may.roles import EVERYBODY, NOBODY

KEY = {
    "own": lambda world: {"key": world.own.letter.stop_key},
    "foreign": lambda world: {"key": world.foreign.letter.stop_key},
}

doors = [
    Door("mail/stop/<uuid:key>/", **KEY, get=EVERYBODY, foreign_get=EVERYBODY, post=EVERYBODY, foreign_post=EVERYBODY),
    Door("mail/stop/<uuid:key>/again/", **KEY, post=EVERYBODY, foreign_post=EVERYBODY),
    # Who posts here shows a secret, or finds nothing: tests/salon/replies/test_webhook.py
    Door("salon/mail/incoming/", post=NOBODY),
]
