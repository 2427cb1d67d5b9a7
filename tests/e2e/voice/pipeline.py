"""Assist pipelines over the WebSocket, as the app runs them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
import time
from typing import Any, Final

from tests.house.client import House, Reply
from tests.house.connection import HouseError, Json

from .sound import Sound
from .speech import RATE

_CHUNK: Final = 4096
_LEAD: Final = 1.0
"""Seconds before it; Home Assistant's voice detector needs them to begin."""
_QUIET: Final = 1.5
"""Seconds of silence after a sentence, for Home Assistant to notice its end."""
_HANGS: Final = 120.0
"""Seconds after which a run will not end any more."""


@dataclass(slots=True)
class Run:
    """What a pipeline did."""

    times: dict[str, float] = field(default_factory=dict)
    heard: str = ""
    reply: Reply | None = None
    error: str = ""
    audio: bytes = b""

    def between(self, begin: str, end: str) -> float:
        """Return the seconds between two events."""
        return self.times[end] - self.times[begin]


class Assist(House):
    """Home Assistant, heard and spoken to."""

    async def listen(
        self,
        sound: Sound,
        *,
        device_id: str | None = None,
        conversation_id: str | None = None,
    ) -> Run:
        """Run a pipeline from a sound to the sound of the answer."""
        lead, end = Sound.silence(_LEAD, RATE), Sound.silence(_QUIET, RATE)
        return await self._run(
            "stt",
            {"sample_rate": RATE},
            (lead + sound.at_rate(RATE) + end).pcm,
            device_id=device_id,
            conversation_id=conversation_id,
        )

    async def read(
        self, text: str, *, pipeline: str | None = None, device_id: str | None = None
    ) -> Run:
        """Run a pipeline from a text to the sound of the answer."""
        return await self._run(
            "intent", {"text": text}, pipeline=pipeline, device_id=device_id
        )

    async def _run(
        self, stage: str, given: Json, said: bytes = b"", **optional: str | None
    ) -> Run:
        run = Run()
        async with (
            asyncio.timeout(_HANGS),
            self.subscription(
                "assist_pipeline/run",
                start_stage=stage,
                end_stage="tts",
                input=given,
                **{key: value for key, value in optional.items() if value is not None},
            ) as events,
            self._fetching(run) as fetch,
        ):
            while "run-end" not in run.times:
                event = await events.get()
                run.times.setdefault(event["type"], _happened(event))
                data: dict[str, Any] = event["data"] or {}
                match event["type"]:
                    case "run-start" if said:
                        await self._say(
                            data["runner_data"]["stt_binary_handler_id"], said
                        )
                    case "stt-end":
                        run.heard = data["stt_output"]["text"].strip()
                    case "intent-end":
                        run.reply = Reply.of(data["intent_output"])
                    case "tts-end":
                        fetch(data["tts_output"]["url"])
                    case "error":
                        run.error = f"{data['code']}: {data['message']}"
        return run

    async def _say(self, handler: int, pcm: bytes) -> None:
        """Send sound, faster than anybody speaks: nothing in the way minds."""
        prefix = bytes((handler,))
        for begin in range(0, len(pcm), _CHUNK):
            await self._socket.send_bytes(prefix + pcm[begin : begin + _CHUNK])
        await self._socket.send_bytes(prefix)

    @asynccontextmanager
    async def _fetching(self, run: Run) -> AsyncIterator[Any]:
        """Read the answer as it is being made, beside the events."""
        tasks: list[asyncio.Task[None]] = []

        async def fetch(url: str) -> None:
            async with self._session.get(url) as response:
                if not response.ok:
                    raise HouseError(await response.text(), str(response.status))
                async for chunk in response.content.iter_any():
                    run.times.setdefault("first-audio", time.monotonic())
                    run.audio += chunk
            run.times["last-audio"] = time.monotonic()

        yield lambda url: tasks.append(asyncio.create_task(fetch(url)))
        await asyncio.gather(*tasks)


def _happened(event: Json) -> float:
    """Return the time of an event, which comes later while Home Assistant is busy."""
    ago = time.time() - datetime.fromisoformat(event["timestamp"]).timestamp()
    return time.monotonic() - ago
