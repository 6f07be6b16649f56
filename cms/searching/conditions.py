"""A query as a database takes it: an expression for its index, and what the index cannot say as a comparison of texts."""

from typing import NamedTuple

from cms.searching import tokens
from cms.searching.engines import TABLE, Condition, Engine
from cms.searching.expressions import Every, Part, Some, Without, Word


class Compared(NamedTuple):
    sql: str
    values: tuple[str, ...]


def condition(part: Part, model: str, engine: Engine) -> Condition:
    """`part` among the entries that have the token of this model."""
    match = engine.both.join([engine.token.format(model), _match(part, model, engine)])
    # What the index has said exactly need not be compared again
    doubtful = tuple(one for one in (part.parts if isinstance(part, Every) else [part]) if not _is_exact(one))
    return Condition(match, *_compared(Every(doubtful), engine)) if doubtful else Condition(match)


def _match(part: Part, model: str, engine: Engine) -> str:
    """Holds wherever the part holds, and perhaps elsewhere."""
    if isinstance(part, Word):
        return _either([_form(form, part, engine) for form in part.forms], engine)
    if isinstance(part, Some):
        return _either([_match(one, model, engine) for one in part.parts], engine)
    if isinstance(part, Every):
        return _both([_match(one, model, engine) for one in part.parts], engine)
    everything = engine.token.format(model)
    # The index would leave out too much where it says too little of what is not wanted
    return f"({everything}{engine.without}{_match(part.part, model, engine)})" if _is_exact(part.part) else everything


def _form(form: str, word: Word, engine: Engine) -> str:
    mark = tokens.TITLE if word.in_title else ""
    found = [engine.token.format(mark + one) for one in (tokens.whole(form) if word.whole else ())]
    if not (word.whole and tokens.is_exact(form)):
        for one in tokens.pairs(form):
            found.append((engine.token if len(one) > 1 else engine.beginning).format(mark + one))
    return _both(found, engine)


def _is_exact(part: Part) -> bool:
    if isinstance(part, Word):
        return all(map(tokens.is_exact, part.forms))
    return all(map(_is_exact, part.parts if isinstance(part, Every | Some) else [part.part]))


def _compared(part: Part, engine: Engine) -> Compared:
    if isinstance(part, Word):
        place = f"{TABLE}.{'title' if part.in_title else 'text'}"
        return Compared(f"({' OR '.join([engine.holds.format(place)] * len(part.forms))})", part.forms)
    if isinstance(part, Without):
        inside = _compared(part.part, engine)
        return Compared(f"NOT {inside.sql}", inside.values)
    found = [_compared(one, engine) for one in part.parts]
    joined = (" AND " if isinstance(part, Every) else " OR ").join(one.sql for one in found)
    return Compared(f"({joined})", tuple(value for one in found for value in one.values))


def _both(parts: list[str], engine: Engine) -> str:
    return f"({engine.both.join(parts)})"


def _either(parts: list[str], engine: Engine) -> str:
    return f"({engine.either.join(parts)})"
