"""Free tags as people here type them: also 、 ， and the full-width space divide."""

import re


def split(text: str) -> list[str]:
    """Tags of one line, without empty ones and doubles, in the order typed.

    >>> split("食事、農業　サロン,食事")
    ['食事', '農業', 'サロン']
    """
    return list(dict.fromkeys(word for word in re.split(r"[,、，;；\s\u3000]+", text or "") if word))
