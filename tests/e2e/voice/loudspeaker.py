"""A virtual loudspeaker: plays in real time, into a recording."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import time
from typing import Final

import numpy as np
from wyoming.audio import AudioChunk, AudioStop
from wyoming.event import async_read_event, async_write_event
from wyoming.snd import Played

from .sound import Sound

RATE: Final = 22050
"""What Home Assistant gives a Wyoming satellite, in samples a second."""


@dataclass(frozen=True, slots=True, eq=False)
class Playback:
    """One sound that was played, from its first chunk to its last."""

    start: float
    sound: Sound

    @property
    def end(self) -> float:
        """Return when its last sample was heard."""
        return self.start + self.sound.seconds


class Loudspeaker:
    """Keeps what it was given, with the times at which it could be heard."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Stand in a quiet room; `changed` is called when a sound is over."""
        self.playbacks: list[Playback] = []
        self._chunks: list[Playback] = []
        self._changed = changed

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Play what one connection sends."""
        given: list[Playback] = []
        try:
            while (event := await async_read_event(reader)) is not None:
                if AudioChunk.is_type(event.type):
                    given.append(self._begin(AudioChunk.from_event(event), given))
                elif AudioStop.is_type(event.type):
                    await self._finish(given)
                    given = []
                    await async_write_event(Played().event(), writer)
        except ConnectionError:
            return
        finally:
            writer.close()

    def heard(self, since: float, until: float) -> Sound:
        """Return all that could be heard here in a span of time."""
        samples = np.zeros(max(0, round((until - since) * RATE)), dtype=np.int16)
        for chunk in self._chunks:
            begin = round((chunk.start - since) * RATE)
            end = begin + len(chunk.sound.samples)
            if end <= 0 or begin >= len(samples):
                continue
            part = chunk.sound.samples[max(0, -begin) : len(samples) - begin]
            samples[max(0, begin) : max(0, begin) + len(part)] = part
        return Sound(samples, RATE)

    def _begin(self, chunk: AudioChunk, before: list[Playback]) -> Playback:
        start = max(time.monotonic(), before[-1].end if before else 0.0)
        playback = Playback(start, Sound.of_pcm(chunk.audio, chunk.rate).at_rate(RATE))
        self._chunks.append(playback)
        return playback

    async def _finish(self, given: list[Playback]) -> None:
        if not given:
            return
        await asyncio.sleep(given[-1].end - time.monotonic())
        start = given[0].start
        self.playbacks.append(Playback(start, self.heard(start, given[-1].end)))
        self._changed()
