"""The list of flows. A flow is a function that walks; it stands in the order in which it was written down."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Flow:
    name: str  # of its folder
    title: str
    steps: Callable
    without_script: bool


FLOWS: list[Flow] = []


def flow(title: str, *, without_script: bool = True):
    def listed(steps):
        FLOWS.append(Flow(steps.__name__.replace("_", "-"), title, steps, without_script))
        return steps

    return listed
