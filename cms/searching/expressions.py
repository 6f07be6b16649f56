"""What is asked for: words, and how they are joined. The same query is read strictly first and then wider (`ranks`)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Word:
    """Any of the forms will do: the word as it was asked for, and what means the same. Folded.

    `whole`: where it stands for itself and is no part of another word. `in_title`: there, and not elsewhere.
    """

    forms: tuple[str, ...]
    whole: bool = False
    in_title: bool = False


@dataclass(frozen=True)
class Every:
    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Some:
    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Without:
    part: "Part"


Part = Word | Every | Some | Without
NOTHING = Some(())


def words(part: Part) -> Iterator[Word]:
    """All that are wanted; none that is not."""
    if isinstance(part, Word):
        yield part
    elif isinstance(part, Every | Some):
        for one in part.parts:
            yield from words(one)


def read_as(part: Part, *, whole: bool, in_title: bool) -> Part:
    """The same query with its wanted words read in this way; what was asked of titles only stays so."""
    if isinstance(part, Word):
        return replace(part, whole=whole, in_title=in_title or part.in_title)
    if isinstance(part, Every | Some):
        return replace(part, parts=tuple(read_as(one, whole=whole, in_title=in_title) for one in part.parts))
    return part


def ranks(part: Part) -> list[Part]:
    """The query from its strictest reading to its widest, which brings all there is. Each is wider than the one before.

    Words for themselves stand above parts of other words, and what is in a title above what is not.
    """
    wanted = Some(tuple(words(part)))
    if not wanted.parts:
        return [part]
    whole = read_as(part, whole=True, in_title=False)
    found: list[Part] = [read_as(part, whole=True, in_title=True)]
    if len(wanted.parts) > 1:
        found.append(Every((whole, read_as(wanted, whole=True, in_title=True))))
    return [*found, whole, Every((part, read_as(wanted, whole=False, in_title=True))), part]
