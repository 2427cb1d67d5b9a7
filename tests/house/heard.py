"""What satellites and the kitchen speaker have played, as they wrote it down."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
import json
from pathlib import Path
import time
from typing import Any, Final

_FILE: Final = "heard.jsonl"
_POLL: Final = 0.05
_PATIENCE: Final = 20.0


@dataclass(frozen=True, slots=True)
class Sound:
    """What was played in a room; without an end, it was cut off or goes on."""

    room: str
    voice: str
    text: str
    start: datetime
    end: datetime | None
    chime: bool = False
    listens: bool = False
    # What the satellite was told that it plays, as some show it.
    shown: str = ""


class Ears:
    """Hears what is played in the house on a configuration folder from now on."""

    def __init__(self, folder: Path) -> None:
        """Begin to listen."""
        self._path = folder / _FILE
        self._since = self._path.stat().st_size if self._path.exists() else 0

    def heard(self, room: str | None = None) -> list[Sound]:
        """Return what was played, in one room or in all, in order."""
        if not self._path.exists():
            return []
        with self._path.open("rb") as file:
            file.seek(self._since)
            # A line that is being written, or that a kill has cut off, doesn't count.
            lines = [
                json.loads(line) for line in file.read().split(b"\n") if _whole(line)
            ]
        ends = {line["end_of"]: line["end"] for line in lines if "end_of" in line}
        return [
            _sound(line, ends.get(line["start"]))
            for line in lines
            if "start" in line and room in (None, line["room"])
        ]

    def texts(self, room: str | None = None) -> list[str]:
        """Return the words of what was played."""
        return [sound.text for sound in self.heard(room)]

    async def until(
        self,
        fits: Callable[[list[Sound]], bool],
        *,
        room: str | None = None,
        patience: float = _PATIENCE,
    ) -> list[Sound]:
        """Return what was played once it is as wanted."""
        deadline = time.monotonic() + patience
        while not fits(sounds := self.heard(room)):
            if time.monotonic() > deadline:
                message = f"Heard in {room or 'the house'}: {sounds}"
                raise TimeoutError(message)
            await asyncio.sleep(_POLL)
        return sounds

    async def until_over(
        self, count: int = 1, *, room: str | None = None, patience: float = _PATIENCE
    ) -> list[Sound]:
        """Return what was played once so many sounds have come to their end."""
        return await self.until(
            lambda sounds: sum(bool(sound.end) for sound in sounds) >= count,
            room=room,
            patience=patience,
        )


def overlap(one: Sound, other: Sound) -> bool:
    """Tell whether two sounds that are over were to be heard at the same time."""
    assert one.end
    assert other.end
    return one.start < other.end and other.start < one.end


def _whole(line: bytes) -> bool:
    return line.startswith(b"{") and line.endswith(b"}")


def _sound(line: dict[str, Any], end: str | None) -> Sound:
    return Sound(
        room=line["room"],
        voice=line["voice"],
        text=line["text"],
        start=datetime.fromisoformat(line["start"]),
        end=datetime.fromisoformat(end) if end else None,
        chime=line.get("chime", False),
        listens=line.get("listens", False),
        shown=line.get("shown", ""),
    )
