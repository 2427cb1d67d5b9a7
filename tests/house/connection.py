"""A browser's view of Home Assistant: its WebSocket, and REST beside it."""

import asyncio
from collections.abc import AsyncIterator
import contextlib
import itertools
from typing import Any, Final, Self

import aiohttp

TIMEOUT: Final = 60.0

type Json = dict[str, Any]


class HouseError(Exception):
    """Home Assistant refused what it was asked."""

    def __init__(self, message: str, code: str = "", key: str = "") -> None:
        """Keep the code that Home Assistant gave, and the key of the translation."""
        super().__init__(message)
        self.code = code
        self.key = key


class Connection:
    """One logged-in connection."""

    # Seconds to wait for the answer to a command.
    patience: float = TIMEOUT

    def __init__(
        self,
        url: str,
        token: str,
        session: aiohttp.ClientSession,
        socket: aiohttp.ClientWebSocketResponse,
    ) -> None:
        """Take over an open socket; use `open` instead."""
        self.url = url
        self.token = token
        self._session = session
        self._socket = socket
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._events: dict[int, asyncio.Queue[Any]] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, url: str, token: str) -> Self:
        """Connect and log in."""
        session = aiohttp.ClientSession(
            base_url=url, headers={"Authorization": f"Bearer {token}"}
        )
        try:
            socket = await session.ws_connect("/api/websocket", max_msg_size=0)
            await _log_in(socket, token)
        except BaseException:
            await session.close()
            raise
        return cls(url, token, session, socket)

    async def close(self) -> None:
        """Hang up."""
        self._reader.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._reader
        await self._socket.close()
        await self._session.close()

    async def hung_up(self) -> None:
        """Return when Home Assistant has ended the connection."""
        await asyncio.wait([self._reader])

    async def __aenter__(self) -> Self:
        """Use the connection in a block."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up at its end."""
        await self.close()

    async def command(self, kind: str, **data: Any) -> Any:
        """Send a WebSocket command and return its result."""
        return await self._send(next(self._ids), kind, data)

    @contextlib.asynccontextmanager
    async def subscription(
        self, kind: str, **data: Any
    ) -> AsyncIterator[asyncio.Queue[Any]]:
        """Subscribe by a WebSocket command; events come out of the queue."""
        number = next(self._ids)
        queue = self._events[number] = asyncio.Queue[Any]()
        try:
            await self._send(number, kind, data)
            yield queue
        finally:
            del self._events[number]
            if not self._socket.closed:
                with contextlib.suppress(HouseError):
                    await self.command("unsubscribe_events", subscription=number)

    async def get(self, path: str) -> Any:
        """Read over REST."""
        return await self._request("GET", path)

    async def post(self, path: str, body: Json | None = None) -> Any:
        """Write over REST."""
        return await self._request("POST", path, body or {})

    async def delete(self, path: str) -> Any:
        """Delete over REST."""
        return await self._request("DELETE", path)

    async def _request(self, method: str, path: str, body: Json | None = None) -> Any:
        async with self._session.request(method, path, json=body) as response:
            if not response.ok:
                message = f"{method} {path}: {await response.text()}"
                raise HouseError(message, str(response.status))
            return await response.json(content_type=None)

    async def _send(self, number: int, kind: str, data: Json) -> Any:
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        try:
            await self._socket.send_json({"id": number, "type": kind, **data})
            async with asyncio.timeout(self.patience):
                return await answer
        except HouseError as error:
            message = f"{kind}: {error}"
            raise HouseError(message, error.code, error.key) from None
        except ConnectionError as error:
            message = f"{kind}: {error}"
            raise HouseError(message, "connection_lost") from error
        finally:
            self._answers.pop(number, None)

    async def _read(self) -> None:
        """Hand answers and events to whoever waits for them."""
        try:
            async for message in self._socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._dispatch(message.json())
        finally:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(HouseError("hung up", "connection_lost"))

    def _dispatch(self, message: Json) -> None:
        number = message["id"]
        if message["type"] == "event":
            if queue := self._events.get(number):
                queue.put_nowait(message["event"])
            return
        answer = self._answers.get(number)
        if answer is None or answer.done():
            return
        if message.get("success", True):
            answer.set_result(message.get("result"))
        else:
            error = message["error"]
            key = error.get("translation_key", "")
            answer.set_exception(HouseError(error["message"], error["code"], key))


async def _log_in(socket: aiohttp.ClientWebSocketResponse, token: str) -> None:
    await socket.receive_json(timeout=TIMEOUT)
    await socket.send_json({"type": "auth", "access_token": token})
    answer = await socket.receive_json(timeout=TIMEOUT)
    if answer["type"] != "auth_ok":
        raise HouseError(answer.get("message", ""), answer["type"])
