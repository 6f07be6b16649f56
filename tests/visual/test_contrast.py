"""Every pair of ink and ground that the style sheets use is readable, by day and by night (WCAG AA)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.once

TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    *[("ink", ground, TEXT) for ground in ("paper", "surface", "sunk", "band", "ai-wash", "kaki-wash")],
    *[("ink", f"{name}-wash", TEXT) for name in ("matsu", "yamabuki", "beni")],
    *[("ink-soft", ground, TEXT) for ground in ("paper", "surface", "sunk", "band", "ai-wash")],
    *[(name, ground, TEXT) for name in ("ai", "beni", "kaki") for ground in ("paper", "surface", "band")],
    *[(name, f"{name}-wash", TEXT) for name in ("ai", "kaki", "matsu", "yamabuki", "beni")],
    ("ai-deep", "ai-wash", TEXT),
    ("on-ai", "ai", TEXT),
    ("on-ai", "ai-deep", TEXT),
    ("on-kaki", "kaki", TEXT),
    ("on-cloth", "cloth", TEXT),
    *[(name, ground, SHAPE) for name in ("line-strong", "focus") for ground in ("paper", "surface")],
    ("focus-gap", "focus", SHAPE),
    ("matsu", "paper", SHAPE),
]


def colours(scheme):
    css = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    day, night = css.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", day))
    if scheme == "night":
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", night))
    return found


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["day", "night"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_stands_out_from_its_ground(scheme, ink, ground, least):
    colour = colours(scheme)
    assert contrast(colour[ink], colour[ground]) >= least
