"""The numbers under which a text stands in the index: one for each sign and each pair of signs, one for room and organisation.

A word is looked up by its pairs, and what is found is compared with the text itself: two things that come to the same
number, or pairs that stand apart, cost a look and change no result.
"""

from collections.abc import Iterable
from zlib import crc32


def of_text(folded: str) -> set[int]:
    """Signs and pairs; spaces belong to neither."""
    found: set[str] = set()
    for run in folded.split(" "):
        found.update(run)
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return {_number(one) for one in found}


def of_word(folded: str) -> set[int]:
    """What a text must have that holds the word: its pairs, and signs only where they stand alone."""
    found: set[str] = set()
    for run in folded.split(" "):
        found.update([run] if len(run) == 1 else (run[place : place + 2] for place in range(len(run) - 1)))
    return {_number(one) for one in found}


def of_rooms(pks: Iterable[int]) -> set[int]:
    return {_number(f"room {pk}") for pk in pks}


def of_organisation(pk: int | None) -> set[int]:
    return {_number(f"organisation {pk}")}


def _number(name: str) -> int:
    """32 bits with a sign, as PostgreSQL's integer."""
    return crc32(name.encode()) - 2**31
