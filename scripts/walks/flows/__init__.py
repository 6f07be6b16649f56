"""The flows, one file a part of the salon, in the order in which they are walked."""

# isort: off
from scripts.walks.flows import (
    entering,
    talking,
    finding,
    practising,
    asking,
    introducing,
    gathering,
    moderating,
    secretariat,
    keyboard,
)

__all__ = [
    "asking",
    "entering",
    "finding",
    "gathering",
    "introducing",
    "keyboard",
    "moderating",
    "practising",
    "secretariat",
    "talking",
]
