"""A room with a satellite in it: what it hears, plays and reports."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
import time
from typing import Any, Final, Protocol

from wyoming.error import Error
from wyoming.event import Event, async_read_event
from wyoming.satellite import StreamingStarted, StreamingStopped

from tests.house.process import LOOPBACK

from . import parts
from .loudspeaker import Loudspeaker, Playback
from .microphone import Microphone
from .server import Server
from .sound import Sound

PATIENCE: Final = 60.0
"""Seconds after which what a satellite has not done will not happen any more."""

type Service = Callable[
    [asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]
]


class Kind(Protocol):
    """A type of Wyoming event."""

    @staticmethod
    def is_type(event_type: str) -> bool:
        """Tell whether an event is of this type."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the satellite told, and when."""

    time: float
    event: Event


class Room:
    """What is heard and said in one room."""

    def __init__(self, name: str, *, is_open: bool = False) -> None:
        """Stand empty; open, its microphone needs no wake word."""
        self.name = name
        self._is_open = is_open
        self.microphone = Microphone()
        self.loudspeaker = Loudspeaker(self._notify)
        self.reports: list[Report] = []
        self._changes: set[asyncio.Future[None]] = set()

    async def hear(self, sound: Sound) -> float:
        """Say something here; return the time when it had been said."""
        return await self.microphone.hear(sound)

    async def reported(
        self, kind: Kind, since: float, *, patience: float = PATIENCE
    ) -> Report:
        """Return the first report of a kind since some time, once it is there."""

        def found() -> Report | None:
            return self.report(kind, since)

        return await self._until(found, f"no {kind}", patience)

    def report(self, kind: Kind, since: float) -> Report | None:
        """Return the first report of a kind since some time, if there is one."""
        for report in self.reports:
            if report.time >= since and kind.is_type(report.event.type):
                return report
        return None

    async def played(self, since: float, *, patience: float = PATIENCE) -> Playback:
        """Return the first sound that began since some time, once it is over.

        Raises AssertionError where an error came instead.
        """

        def found() -> Playback | None:
            for playback in self.loudspeaker.playbacks:
                if playback.start >= since:
                    return playback
            if error := self.report(Error, since):
                message = f"{self.name}: {Error.from_event(error.event)}"
                raise AssertionError(message)
            return None

        return await self._until(found, "nothing played", patience)

    async def listening(self) -> None:
        """Return when the satellite waits for its wake word, or for a voice."""

        def found() -> bool | None:
            for report in reversed(self.reports):
                if StreamingStopped.is_type(report.event.type):
                    return True
                if StreamingStarted.is_type(report.event.type):
                    return None
            return True if self._is_open else None

        await self._until(found, "not waiting for its wake word", PATIENCE)

    def heard(self, since: float, until: float | None = None) -> Sound:
        """Return what could be heard from the loudspeaker in a span of time."""
        return self.loudspeaker.heard(since, until or time.monotonic())

    def assert_silent(self, since: float, until: float | None = None) -> None:
        """Assert that no sample was above the noise floor in a span of time."""
        sound = self.heard(since, until)
        assert sound.is_silent, f"{self.name}: a sound after {sound.lead:.2f} s"

    async def listen(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Take the satellite's reports."""
        try:
            while (event := await async_read_event(reader)) is not None:
                self.reports.append(Report(time.monotonic(), event))
                self._notify()
        except ConnectionError:
            return
        finally:
            writer.close()

    def _notify(self) -> None:
        for change in self._changes:
            if not change.done():
                change.set_result(None)

    async def _until[T](
        self, found: Callable[[], T | None], what: str, patience: float
    ) -> T:
        deadline = time.monotonic() + patience
        while (result := found()) is None:
            change = asyncio.get_running_loop().create_future()
            self._changes.add(change)
            try:
                async with asyncio.timeout(deadline - time.monotonic()):
                    await change
            except TimeoutError:
                message = f"{self.name}: {what} in {patience:.0f} s"
                raise AssertionError(message) from None
            finally:
                self._changes.discard(change)
        return result


@asynccontextmanager
async def open_room(
    name: str, wake: Server | None, folder: Path
) -> AsyncIterator[tuple[Room, Server]]:
    """Put a satellite into a new room; without wake words, an open microphone."""
    room = Room(name, is_open=wake is None)
    async with AsyncExitStack() as stack:
        uris = [
            await stack.enter_async_context(_serving(service))
            for service in (room.microphone.serve, room.loudspeaker.serve, room.listen)
        ]
        microphone, loudspeaker, events = uris
        satellite = Server(
            f"satellite {name.lower()}",
            lambda uri: parts.satellite(
                uri,
                area=name,
                microphone=microphone,
                loudspeaker=loudspeaker,
                events=events,
                wake=wake.uri if wake else None,
            ),
            folder,
        )
        yield room, await stack.enter_async_context(satellite)


@asynccontextmanager
async def _serving(service: Service) -> AsyncIterator[str]:
    """Serve on a free port; what still talks at the end is cut off."""
    talking: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(service(reader, writer))
        talking.add(task)
        task.add_done_callback(talking.discard)

    server = await asyncio.start_server(serve, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"tcp://{LOOPBACK}:{port}"
    finally:
        server.close()
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
