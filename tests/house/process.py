"""A Home Assistant process of its own, on a loopback port."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
import json
import os
from pathlib import Path
import re
import signal
import socket
import subprocess
import sys
import time
from typing import Final, Self

from .log import LogLine, at_least, parse

LOOPBACK: Final = "127.0.0.1"
START_TIMEOUT: Final = 180.0
STOP_TIMEOUT: Final = 60.0

_POLL: Final = 0.1
_LEASH: Final = Path(__file__).with_name("leash.py")
_ENCLOSED: Final = Path(__file__).with_name("enclosed.py")
_RELEASE: Final = re.compile(r"^homeassistant-(\d[^-]*)\.dist-info$")
_NOT_INHERITED: Final = frozenset({"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"})


class ProcessError(Exception):
    """Home Assistant didn't start, or didn't stop."""


def default_hass() -> Path:
    """Return the `hass` to run: SAMANTHA_HASS, or the one beside this Python."""
    if chosen := os.environ.get("SAMANTHA_HASS"):
        return Path(chosen).absolute()
    return Path(sys.executable).absolute().with_name("hass")


def release_of(hass: Path) -> str:
    """Read the release that a `hass` command belongs to, without running it."""
    for path in hass.parent.parent.glob("lib/python3*/site-packages/*.dist-info"):
        if match := _RELEASE.match(path.name):
            return match[1]
    message = f"{hass} has no Home Assistant installed beside it"
    raise ProcessError(message)


def free_port() -> int:
    """Find a loopback port that nobody uses."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


class HomeAssistant:
    """Home Assistant on one configuration folder; ends with whoever started it."""

    def __init__(
        self,
        folder: Path,
        *,
        hass: Path | None = None,
        port: int | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Choose a port; nothing runs yet."""
        self.folder = folder
        self.hass = hass or default_hass()
        self.port = port or free_port()
        self.log = folder / "process.log"
        # How far its clock is ahead of the real one, from its next start on.
        self.ahead = timedelta(0)
        self._environment = dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def release(self) -> str:
        """Which Home Assistant this is."""
        return release_of(self.hass)

    @property
    def pid(self) -> int | None:
        """Its process id, once it was started."""
        return None if self._process is None else self._process.pid

    @property
    def is_running(self) -> bool:
        """Tell whether the process is there."""
        return self._process is not None and self._process.poll() is None

    async def __aenter__(self) -> Self:
        """Start it."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop it."""
        await self.stop()

    async def start(self) -> None:
        """Start it, and wait until its port answers."""
        if self.is_running:
            return
        self.write_port()
        self._process = self._spawn()
        try:
            await self._wait_for_port(self._process)
        except BaseException:
            await self.kill()
            raise

    async def stop(self) -> int | None:
        """Ask it to end, as a user or a service manager would; return its code."""
        if (process := self._process) is None:
            return None
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            return await self._wait_for_end(process, STOP_TIMEOUT)
        except TimeoutError:
            await self.kill()
            message = f"It had not stopped after {STOP_TIMEOUT:.0f} s and was killed"
            raise ProcessError(message) from None

    async def kill(self) -> None:
        """End it without a warning, as a power cut does."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.kill()
        await self._wait_for_end(self._process, STOP_TIMEOUT)

    async def restart(self) -> None:
        """Stop it and start it again, on the same port."""
        await self.stop()
        await self.start()

    async def until_stored(self, key: str, text: str) -> None:
        """Wait until Home Assistant has written something to its storage.

        It does so a second or more after the fact, and a killed one never does.
        """
        path = self.folder / ".storage" / key
        deadline = time.monotonic() + STOP_TIMEOUT
        while not path.exists() or text not in path.read_text():
            if time.monotonic() > deadline:
                message = f"{text} didn't get into {key}"
                raise ProcessError(message)
            await asyncio.sleep(_POLL)

    def log_size(self) -> int:
        """Return where the log ends now; lines can be asked for from there."""
        return self.log.stat().st_size if self.log.exists() else 0

    def log_lines(
        self, level: str = "DEBUG", about: str | None = None, *, since: int = 0
    ) -> list[LogLine]:
        """Return log entries of a level or worse, about one integration or all."""
        if not self.log.exists():
            return []
        with self.log.open("rb") as log:
            log.seek(since)
            text = log.read().decode(errors="replace")
        levels = at_least(level)
        return [
            line
            for line in parse(text)
            if line.level in levels and (about is None or line.is_about(about))
        ]

    def _spawn(self) -> subprocess.Popen[bytes]:
        environment = {
            key: value for key, value in os.environ.items() if key not in _NOT_INHERITED
        }
        environment |= {
            "PATH": f"{self.hass.parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "HOUSE_URL": self.url,
            **self._environment,
        }
        command = [
            *(sys.executable, str(_LEASH), str(os.getpid())),
            # Without the folder of the script among those that modules come from.
            *(str(self.hass.with_name("python")), "-P", str(_ENCLOSED)),
            str(self.ahead.total_seconds()),
            *("--config", str(self.folder)),
            # All that it needs is installed; a test must not fetch anything.
            *("--skip-pip", "--log-no-color"),
        ]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C in the terminal is for whoever started it to handle.
                start_new_session=True,
            )

    def write_port(self) -> None:
        """Tell Home Assistant its port, where it looks for it before anything else."""
        storage = self.folder / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        settings = {
            "server_host": [LOOPBACK],
            "server_port": self.port,
            "cors_allowed_origins": [],
            "login_attempts_threshold": -1,
            "ip_ban_enabled": False,
            "ssl_profile": "modern",
            "use_x_frame_options": True,
            "created_at": "2026-01-01T00:00:00+00:00",
            "error": None,
            "error_message": None,
        }
        stored = {
            "version": 2,
            "minor_version": 2,
            "key": "http",
            "data": {"stable": settings, "pending": None, "yaml_migration_done": True},
        }
        (storage / "http").write_text(json.dumps(stored))

    async def _wait_for_port(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise ProcessError(self._last_words(f"code {process.returncode}"))
            try:
                _, writer = await asyncio.open_connection(LOOPBACK, self.port)
            except OSError:
                await asyncio.sleep(_POLL)
            else:
                writer.close()
                await writer.wait_closed()
                return
        raise ProcessError(self._last_words(f"no answer in {START_TIMEOUT:.0f} s"))

    def _last_words(self, why: str) -> str:
        tail = self.log.read_text(errors="replace").splitlines()[-30:]
        return "\n".join([f"Home Assistant didn't start ({why}). Its log ends:", *tail])

    @staticmethod
    async def _wait_for_end(process: subprocess.Popen[bytes], timeout: float) -> int:  # noqa: ASYNC109
        deadline = time.monotonic() + timeout
        while (code := process.poll()) is None:
            if time.monotonic() > deadline:
                raise TimeoutError
            await asyncio.sleep(_POLL / 2)
        return code
