"""A mail in HTML as plain text, so that one set of rules (`salon/replies/quoting.py`) cuts what is quoted.

What a mail program marks as quoted comes out with "> " before each line. Below what Outlook draws above the mail that
is answered, everything is quoted.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from salon.replies.quoting import REST_IS_QUOTED, says_who_wrote

# One's own words stand at the top of the body; what is quoted below can be endless
LENGTH = 300_000
# Stands where the rest was not read
CUT = "\ufdd0"
_LONG_STYLE = re.compile(r"""style=("[^"<>]{300,}"|'[^'<>]{300,}')""", re.IGNORECASE)
_UNREAD = {"head", "style", "script", "title", "template", "object", "noscript"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = {
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
}
_BLOCKS |= {"li", "ol", "p", "pre", "section", "table", "tr", "ul"}
# Classes and ids by which mail programs know their own: Gmail, Thunderbird, Yahoo!, Proton, Outlook
_QUOTED = {"gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"}
_SIGNATURES = {"gmail_signature", "gmail_signature_prefix", "moz-signature", "protonmail_signature_block"}
_REST = {"divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container", "stopspelling"}
# Outlook on a computer gives it no name
_OUTLOOK_LINE = re.compile(r"border:none;border-top:solid(#\w{6}|windowtext)1\.0pt")
_WIDE = "\u3000-\u9fff\uf900-\ufaff\uff00-\uffef"
_NEWLINE_IN_JAPANESE = re.compile(f"(?<=[{_WIDE}])[ \t]*\r?\n[ \t]*(?=[{_WIDE}])")


def text_of(html: str) -> str:
    """The text of `html` as one reads it."""
    reader = _Reader(convert_charrefs=True)
    html = _LONG_STYLE.sub("", html)
    body = max(html.lower().find("<body"), 0)
    # A sign that begins no tag: the parser would look for its end again and again
    reader.feed(re.sub(r"<(?![^<>]+>)", "&lt;", html[body : body + LENGTH]))
    if len(html) > body + LENGTH:
        reader.say(CUT)
    reader.close()
    return reader.text()


@dataclass(frozen=True)
class _Element:
    tag: str = ""
    is_unread: bool = False
    is_quoted: bool = False
    is_typed: bool = False  # line ends count
    href: str = ""


class _Reader(HTMLParser):
    def __init__(self, **options) -> None:
        super().__init__(**options)
        self.lines: list[str] = []
        self.line: list[str] = []
        self.open = [_Element()]
        self.count: Counter[str] = Counter()

    def text(self) -> str:
        self._end_line()
        return "\n".join(self.lines).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        names = set(f"{values.get('class', '')} {values.get('id', '')}".lower().split())
        names |= {name.removeprefix("x_") for name in names}  # as Outlook on the web calls those of others
        style = re.sub(r"\s", "", values.get("style", "").lower())
        if tag == "br":
            self._end_line(always=True)
        elif tag in _BLOCKS:
            self._end_line()
        if names & _REST or _OUTLOOK_LINE.search(style):
            self.say(REST_IS_QUOTED)
        # Outlook makes a paragraph of every line, and says that nothing is between them
        if (
            tag == "p"
            and self.lines
            and self.lines[-1].strip("> ")
            and "msonormal" not in names
            and "margin" not in style
        ):
            self._end_line(always=True)
        if tag == "li":
            self.line.append("・")
        if tag == "img" and 0 < len(values.get("alt", "")) < 5 and not values["alt"].isalnum():
            self.handle_data(values["alt"])  # an emoji
        if tag in _VOID:
            return
        around = self.open[-1]
        cited = tag == "blockquote" and self._is_cited(values, names, style)
        self.count[tag] += 1
        self.open.append(
            _Element(
                tag,
                is_unread=around.is_unread or tag in _UNREAD or bool(names & _SIGNATURES),
                is_quoted=around.is_quoted or cited or bool(names & _QUOTED),
                is_typed=around.is_typed or tag == "pre" or "white-space:pre" in style,
                href=values.get("href", "") if tag == "a" else "",
            )
        )

    def handle_endtag(self, tag: str) -> None:
        if not self.count[tag]:
            return
        if tag in _BLOCKS:
            self._end_line()
        if tag in ("td", "th"):
            self.line.append(" ")
        while (element := self.open.pop()).tag != tag:
            self.count[element.tag] -= 1
        self.count[tag] -= 1
        if element.href.startswith(("http://", "https://")) and not element.is_unread:
            written = "".join(self.line)
            if element.href.rstrip("/") not in written:
                self.line.append(f" {element.href} ")

    def handle_data(self, data: str) -> None:
        if self.open[-1].is_unread:
            return
        if not self.open[-1].is_typed:
            self.line.append(data)
            return
        for number, line in enumerate(data.split("\n")):
            if number:
                self._end_line(always=True)
            self.line.append(line)

    def _is_cited(self, values: dict[str, str], names: set[str], style: str) -> bool:
        """Else it is only moved to the right, as people do in Gmail and Outlook."""
        above = next(filter(str.strip, reversed(self.lines[-2:])), "")
        return (
            values.get("type", "").lower() == "cite"
            or any("quote" in name for name in names)
            or ("border-left" in style and "border-left:none" not in style)
            or says_who_wrote(above)
        )

    def say(self, words: str) -> None:
        self._end_line()
        self.line.append(words)
        self._end_line()

    def _end_line(self, always: bool = False) -> None:
        text, self.line = "".join(self.line), []
        always = always or "\xa0" in text  # as empty lines are made where nobody likes them
        if not self.open[-1].is_typed:
            text = re.sub(r"[ \t\r\n\f\xa0]+", " ", _NEWLINE_IN_JAPANESE.sub("", text)).strip(" ")
        if text or always:
            self.lines.append(f"> {text}" if self.open[-1].is_quoted else text)
