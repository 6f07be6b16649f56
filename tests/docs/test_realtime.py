"""docs/realtime.md says what goes over the wire, all of it, and nothing else."""

import json
import re

import pytest

from salon import bell
from salon.live import consumer, frames, hub, presence, socket
from salon.rooms import events
from tests.docs.reading import ROOT, rows, section, subheadings, text_of

pytestmark = pytest.mark.once

DOCUMENT = text_of("docs/realtime.md")
FROM_SERVER = section(DOCUMENT, "## Frames from the server")
FROM_CLIENT = section(DOCUMENT, "## Frames from the client")
INSIDE = {row[0].strip("`") for row in rows(section(DOCUMENT, "### Inside the page"))}
SERVER = "\n".join(path.read_text() for path in sorted((ROOT / "salon/live").glob("*.py")))
LIVE = text_of("static/js/live.js")
CONTROLLERS = "\n".join(path.read_text() for path in sorted((ROOT / "static/js/controllers").glob("*.js")))


def examples(text: str) -> dict[str, list[dict]]:
    """The frames shown under each heading."""
    return {
        name: [
            json.loads(shown) for shown in re.findall(r"```json\n(.*?)```", section(text, f"### `{name}`"), re.DOTALL)
        ]
        for name in subheadings(text)
    }


def test_names_every_frame_that_the_server_writes():
    written = set(re.findall(r'"t": "([\w-]+)"', SERVER))
    assert written == set(subheadings(FROM_SERVER))


def test_names_every_frame_that_the_server_reads():
    [known] = re.findall(r'frame\.get\("t"\) not in \(([^)]*)\)', SERVER)
    assert set(re.findall(r'"([\w-]+)"', known)) == set(subheadings(FROM_CLIENT))


def test_names_every_frame_that_the_browser_sends():
    sent = set(re.findall(r'\bsend\(\{ t: "([\w-]+)"', LIVE + CONTROLLERS))
    assert sent == set(subheadings(FROM_CLIENT))


def test_names_everything_that_a_page_listens_to():
    heard = set(re.findall(r'frame\.t === "([\w-]+)"', LIVE + CONTROLLERS))
    assert heard <= set(subheadings(FROM_SERVER)) | INSIDE
    # An answer to rubbish: the browser sends none, and has nothing to do
    assert set(subheadings(FROM_SERVER)) - heard == {"error"}


def test_names_what_live_tells_its_listeners_of_its_own():
    told = set(re.findall(r'\btell\([^)]*\{ t: "([\w-]+)"', LIVE))
    told |= {word for pair in re.findall(r't: \w+ \? "([\w-]+)" : "([\w-]+)"', LIVE) for word in pair}
    assert told == INSIDE


@pytest.mark.parametrize("text", [FROM_SERVER, FROM_CLIENT], ids=["server", "client"])
def test_shows_every_frame_as_it_is(text):
    for name, shown in examples(text).items():
        assert shown, f"{name} has no example"
        assert {frame["t"] for frame in shown} == {name}


def test_shows_frames_that_the_server_understands():
    for shown in examples(FROM_CLIENT).values():
        for frame in shown:
            assert frames.read(json.dumps(frame)) == frame


def test_describes_every_key_of_an_event():
    [shown] = examples(FROM_SERVER)["events"]
    described = {key.strip(" `") for row in rows(section(FROM_SERVER, "### `events`")) for key in row[0].split(",")}
    assert set(shown) == set(json.loads(frames.events(1, 0, [])))
    assert set(shown["items"][0]) == described == set(events.Item.__annotations__)


def test_shows_a_stir_as_it_is():
    [shown] = examples(FROM_SERVER)["stir"]
    item = dict.fromkeys(events.Item.__annotations__, 1) | {"kind": "post"}
    written = json.loads(frames.stir(1, [item]))
    assert (set(shown), set(shown["posts"][0])) == (set(written), set(written["posts"][0]))


def test_names_every_close_code():
    ours = {name: code for name, code in vars(frames).items() if name.isupper() and 4000 <= code < 5000}
    documented = {row[1].strip("`"): int(row[0]) for row in rows(section(DOCUMENT, "## Close codes"))}
    assert documented == ours
    assert {int(code) for code in re.findall(r"\bcode === (4\d{3})\b", LIVE)} <= set(ours.values())


def test_says_every_limit_as_it_is():
    documented = {row[0].strip("`"): float(row[1]) for row in rows(section(DOCUMENT, "## Limits"))}
    modules = {
        name: module for module in (bell, consumer, events, frames, hub, presence, socket) for name in vars(module)
    }
    assert documented == {name: float(getattr(modules[name], name)) for name in documented}
    numbers = {
        name
        for module in (bell, consumer, frames, hub, presence, socket)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, int | float)
    }
    codes = {row[1].strip("`") for row in rows(section(DOCUMENT, "## Close codes"))}
    assert numbers - codes - {"LARGEST_ROOM"} <= set(documented)
