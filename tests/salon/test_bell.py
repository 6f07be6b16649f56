"""What a ring says to this process and to the others."""

import asyncio

import pytest
from channels.layers import InMemoryChannelLayer

from salon import bell, sealing

pytestmark = [pytest.mark.asyncio, pytest.mark.once]
ITEM = {"seq": 3, "html": "<li>ひみつの文</li>"}


class Hub:
    def __init__(self) -> None:
        self.heard = []

    def listens_to(self, room):
        return True

    def hear(self, *ring):
        self.heard.append(ring)


class Layer:
    """The way to the other processes."""

    def __init__(self) -> None:
        self.sent = []

    async def group_send(self, group, message):
        self.sent.append(message)


class LayerOfOne(InMemoryChannelLayer):
    def __init__(self) -> None:
        super().__init__()
        self.sent = []

    async def group_send(self, group, message):
        self.sent.append(message)


async def rung(monkeypatch, layer, *rings) -> tuple[list, list]:
    """What the hub here heard, and what went to the others."""
    hub = Hub()
    monkeypatch.setattr(bell, "get_channel_layer", lambda: layer)
    for name in ("_loop", "_here"):
        monkeypatch.setattr(bell, name, getattr(bell, name))
    bell.ring_from(asyncio.get_running_loop(), hub)
    for ring in rings:
        await asyncio.to_thread(bell._ring, *ring)
    await asyncio.sleep(5 * bell.TOGETHER)
    return hub.heard, layer.sent


async def test_rings_of_a_moment_go_to_the_others_together_and_the_newest_counts(monkeypatch):
    heard, sent = await rung(monkeypatch, Layer(), (7, 3, None), (7, 4, None), (8, 1, None))
    assert heard == [(7, 3, None), (7, 4, None), (8, 1, None)]
    assert sent == [{"type": "ring", "rooms": [[7, 4], [8, 1]]}]


async def test_what_was_made_ready_goes_to_the_others_sealed(monkeypatch):
    heard, [sent] = await rung(monkeypatch, Layer(), (7, 3, lambda: ITEM), (8, 1, None))
    assert heard == [(7, 3, ITEM), (8, 1, None)]
    assert sent["rooms"] == [[7, 3], [8, 1]]
    assert sealing.unseal(sent["made"]) == [[7, 3, ITEM]]
    assert "ひみつ".encode() not in sent["made"] and "ひみつ" not in str(sent)


async def test_it_goes_once(monkeypatch):
    layer = Layer()
    await rung(monkeypatch, layer, (7, 3, lambda: ITEM))
    _heard, sent = await rung(monkeypatch, layer, (7, 4, None))
    assert sent[1:] == [{"type": "ring", "rooms": [[7, 4]]}]


async def test_where_one_process_is_all_there_is_nothing_is_sealed(monkeypatch):
    _heard, sent = await rung(monkeypatch, LayerOfOne(), (7, 3, lambda: ITEM))
    assert sent == [{"type": "ring", "rooms": [[7, 3]]}]
