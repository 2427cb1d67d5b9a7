"""A process that speaks Wyoming; ends with whoever started it."""

import asyncio
from collections.abc import Callable, Sequence
import os
from pathlib import Path
import signal
import subprocess
import sys
import time
from typing import Final, Self

from wyoming.client import AsyncClient
from wyoming.info import Describe, Info

from tests.house import leash
from tests.house.process import LOOPBACK, free_port

START_TIMEOUT: Final = 180.0
STOP_TIMEOUT: Final = 5.0

_POLL: Final = 0.1
_LEASH: Final = Path(leash.__file__)


class ServerError(Exception):
    """A server did not start."""


class Server:
    """One server on a loopback port of its own."""

    def __init__(
        self, name: str, command: Callable[[str], Sequence[str]], folder: Path
    ) -> None:
        """Choose a port; nothing runs yet."""
        self.name = name
        self.port = free_port()
        self.uri = f"tcp://{LOOPBACK}:{self.port}"
        self.log = folder / f"{name}.log"
        self._command = command(self.uri)
        self._process: subprocess.Popen[bytes] | None = None

    async def __aenter__(self) -> Self:
        """Start it."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop it."""
        await self.stop()

    async def start(self) -> None:
        """Start it, and wait until it tells what it is."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220, S603  # returns at once
                [sys.executable, str(_LEASH), str(os.getpid()), *self._command],
                env=os.environ | {"HF_HUB_OFFLINE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        await self._wait_until_it_answers(self._process)

    async def stop(self) -> None:
        """Ask it to end, and make it if it does not."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """End it without a warning."""
        await self._end(signal.SIGKILL)

    async def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        deadline = time.monotonic() + STOP_TIMEOUT
        while process.poll() is None:
            if time.monotonic() > deadline:
                process.kill()
            await asyncio.sleep(_POLL / 2)

    async def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            try:
                await self._describe()
            except OSError:
                await asyncio.sleep(_POLL)
            else:
                return
        await self.kill()
        tail = self.log.read_text(errors="replace").splitlines()[-15:]
        message = "\n".join([f"{self.name} did not start. Its log ends:", *tail])
        raise ServerError(message)

    async def _describe(self) -> None:
        async with AsyncClient.from_uri(self.uri) as client:
            await client.write_event(Describe().event())
            while (event := await client.read_event()) is not None:
                if Info.is_type(event.type):
                    return
        raise ConnectionResetError
