"""A small ntfy server on this machine: topics that are written to and listened to.

It answers what Home Assistant's own integration asks of ntfy: the account of whoever
has none, whether a topic may be listened to, a WebSocket that brings what is published
from then on, and publishing as JSON.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import secrets
import time
from typing import Any, Final

import aiohttp
from aiohttp import WSCloseCode, web

from .process import LOOPBACK

type Notification = dict[str, Any]

_PATIENCE: Final = 60.0
_ID_BYTES: Final = 6
_KEPT_FOR: Final = 12 * 60 * 60
# What somebody without an account may do in a day.
_ALLOWED: Final = {
    "messages": 17_280,
    "emails": 16,
    "calls": 0,
    "reservations": 0,
    "attachment_total_size": 100 * 1024 * 1024,
}
_UNAUTHORIZED: Final = {"code": 40101, "http": 401, "error": "unauthorized"}


class Topics:
    """The topics of a server, and who listens to them."""

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self.port = 0
        self.published: list[Notification] = []
        self._listeners: dict[str, set[web.WebSocketResponse]] = {}
        self._joined = asyncio.Condition()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self.port}/"

    async def publish(self, topic: str, title: str, message: str) -> None:
        """Write to a topic, as somebody's phone does."""
        written = {"topic": topic, "title": title, "message": message}
        async with aiohttp.ClientSession(raise_for_status=True) as phone:
            await phone.post(self.url, json=written)

    async def send(self, notification: Notification) -> None:
        """Send a notification to whoever listens, also one that was sent before."""
        for listener in tuple(self._listeners.get(notification["topic"], ())):
            await listener.send_json(notification)

    async def until_heard(self, topic: str) -> None:
        """Return when somebody listens to a topic."""
        async with asyncio.timeout(_PATIENCE), self._joined:
            await self._joined.wait_for(lambda: self._listeners.get(topic))

    async def hang_up(self) -> None:
        """End the connections of all who listen."""
        for listeners in self._listeners.values():
            for listener in tuple(listeners):
                await listener.close(code=WSCloseCode.GOING_AWAY)

    def routes(self) -> list[web.RouteDef]:
        """Return what answers, by path."""
        return [
            web.get("/v1/account", self._account),
            web.get("/v1/version", self._version),
            web.get("/{topic}/auth", self._may_listen),
            web.get("/{topic}/ws", self._listen),
            web.post("/", self._take),
        ]

    async def _account(self, _request: web.Request) -> web.Response:
        done = dict.fromkeys(_ALLOWED, 0) | {"messages": len(self.published)}
        left = {f"{key}_remaining": most - done[key] for key, most in _ALLOWED.items()}
        return web.json_response(
            {"username": "*", "role": "anonymous", "stats": done | left}
        )

    async def _version(self, _request: web.Request) -> web.Response:
        # Only those who run a server are told.
        return web.json_response(_UNAUTHORIZED, status=401)

    async def _may_listen(self, _request: web.Request) -> web.Response:
        return web.json_response({"success": True})

    async def _listen(self, request: web.Request) -> web.WebSocketResponse:
        topic = request.match_info["topic"]
        listener = web.WebSocketResponse()
        await listener.prepare(request)
        await listener.send_json(_event("open", topic))
        listeners = self._listeners.setdefault(topic, set())
        listeners.add(listener)
        async with self._joined:
            self._joined.notify_all()
        # Whoever listens says nothing; it ends when one of both hangs up.
        await listener.receive()
        listeners.discard(listener)
        return listener

    async def _take(self, request: web.Request) -> web.Response:
        said = await request.json()
        event = _event("message", said["topic"])
        expires = {"expires": event["time"] + _KEPT_FOR}
        # What is left empty is left out.
        notification = event | expires | {key: it for key, it in said.items() if it}
        self.published.append(notification)
        await self.send(notification)
        return web.json_response(notification)


@asynccontextmanager
async def topics() -> AsyncGenerator[Topics]:
    """Run a server."""
    served = Topics()
    app = web.Application()
    app.add_routes(served.routes())
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, 0).start()
        served.port = runner.addresses[0][1]
        yield served
    finally:
        await served.hang_up()
        await runner.cleanup()


def _event(kind: str, topic: str) -> Notification:
    return {
        "id": secrets.token_urlsafe(_ID_BYTES),
        "time": int(time.time()),
        "event": kind,
        "topic": topic,
    }
