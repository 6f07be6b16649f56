"""How the tests read our documents: headings, tables, what stands between backquotes."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under `heading` (with its #s), up to the next one of the same level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    _before, found, after = f"\n{text}".partition(f"\n{heading}\n")
    assert found, f"there is no heading {heading}"
    return re.split(rf"^#{{1,{level}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def subheadings(text: str) -> list[str]:
    """Words between backquotes that are headings of the third level."""
    return re.findall(r"^### `([^`]+)`$", text, flags=re.MULTILINE)


def rows(text: str) -> list[list[str]]:
    """Cells of every row of every table, without the heads."""
    found = []
    for line in text.splitlines():
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if set("".join(cells)) <= set("-: "):
            found and found.pop()  # what came before the line was the head
        else:
            found.append(cells)
    return found


def quoted(text: str) -> list[str]:
    """What stands between backquotes, outside of blocks of code."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
