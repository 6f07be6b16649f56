"""The socket's application: plain ASGI, because Channels' consumers touch the database thread for every event.

Who it is, is known before the socket is accepted; what it may hear, is asked when it opens a room.
"""

import logging
from http.cookies import CookieError, SimpleCookie

from django.conf import settings

from salon.live import frames
from salon.live.access import person_of
from salon.live.database import query
from salon.live.hub import checks_so_far, hub
from salon.live.socket import BEAT_EVERY, MOST_ROOMS, Gone, Socket, Stopping, TooMany, TooSlow

COST_OF_RUBBISH = 50  # tokens: after a handful of frames that make no sense the socket is closed

logger = logging.getLogger("tsunagari.live")


async def application(scope, receive, send) -> None:
    """`/live/`: see docs/realtime.md for the frames."""
    if (await receive())["type"] != "websocket.connect":
        return
    session = _session_key(scope)
    checks = checks_so_far()
    person = await query(person_of, session)
    if person is None or session is None:
        await send({"type": "websocket.close", "code": frames.SIGN_IN})
        return
    socket = Socket(send, person.pk, session, person.name)
    await send({"type": "websocket.accept"})
    home = hub()
    try:
        home.add(socket)
        if home.checks != checks and await query(person_of, session) is None:
            # It ended on the way in, and who looked after that did not know of the socket yet
            await home.drop(socket, frames.SIGN_IN)
            return
        await socket.send(frames.write({"t": "hello", "beat": int(BEAT_EVERY), "person": person.pk}))
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or socket.closed:
                return
            await _answer(home, socket, message.get("text"))
    except TooMany:
        await home.drop(socket, frames.TOO_MANY)
    except TooSlow:
        await home.drop(socket, frames.TOO_SLOW)
    except Stopping:
        await home.drop(socket, frames.COME_BACK)
    except Gone:
        pass
    finally:
        socket.closed = True
        home.remove(socket)


async def _answer(home, socket: Socket, text: str | None) -> None:
    socket.spend()
    try:
        frame = frames.read(text)
    except frames.BadFrame:
        socket.spend(COST_OF_RUBBISH)
        await socket.send(frames.write({"t": "error"}))
        return
    if frame["t"] == "here":
        socket.heard(frame["n"])
    elif frame["t"] == "leave":
        home.leave(socket, frame["room"])
    elif frame["t"] == "typing":
        home.type(socket, frame["room"], frame["topic"])
    elif len(socket.rooms) < MOST_ROOMS or frame["room"] in socket.rooms:
        await home.open(socket, frame["room"], full=frame.get("full") is not False)
    else:
        await socket.send(frames.write({"t": "refused", "room": frame["room"]}))


async def refuse(scope, receive, send) -> None:
    """Any other address: a plain refusal instead of an exception in the log."""
    await receive()
    await send({"type": "websocket.close"})


def _session_key(scope) -> str | None:
    cookies: SimpleCookie = SimpleCookie()
    try:
        for name, value in scope["headers"]:
            if name == b"cookie":
                cookies.load(value.decode("latin1"))
    except CookieError:
        return None
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else None
