"""A virtual microphone: a quiet room, and what is said in it."""

import asyncio
from collections import deque
import time
from typing import Final

import numpy as np
from wyoming.audio import AudioChunk, AudioStart
from wyoming.event import async_write_event

from .sound import FULL_SCALE, WIDTH, Sound
from .speech import RATE

CHUNK: Final = 1024
"""Samples at a time, as sound cards give them."""

_NOISE: Final = 4 / FULL_SCALE
"""As loud as a good microphone's own."""


class Microphone:
    """Streams in real time to whoever is connected."""

    def __init__(self) -> None:
        """Hear nothing but the room."""
        noise = np.random.default_rng(1).uniform(-1, 1, RATE)
        self._noise = np.rint(noise * _NOISE * FULL_SCALE).astype(np.int16)
        self._waiting: deque[tuple[Sound, asyncio.Future[float]]] = deque()

    async def hear(self, sound: Sound) -> float:
        """Let a sound be heard; return the time when its last sample was."""
        ended: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting.append((sound.at_rate(RATE), ended))
        return await ended

    async def serve(
        self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Stream to one connection until it ends."""
        shape = {"rate": RATE, "width": WIDTH, "channels": 1}
        try:
            await async_write_event(AudioStart(**shape).event(), writer)
            due = time.monotonic()
            while True:
                chunk = AudioChunk(audio=self._next(), **shape)
                await async_write_event(chunk.event(), writer)
                due += CHUNK / RATE
                await asyncio.sleep(due - time.monotonic())
        except ConnectionError:
            return
        finally:
            writer.close()

    def _next(self) -> bytes:
        """Return the next samples: what is being said, over the room's own noise."""
        self._noise = np.roll(self._noise, -CHUNK)
        samples = self._noise[:CHUNK].copy()
        filled = 0
        while self._waiting and filled < CHUNK:
            sound, ended = self._waiting.popleft()
            now, later = np.split(sound.samples, [CHUNK - filled])
            samples[filled : filled + len(now)] += now
            filled += len(now)
            if later.size:
                self._waiting.appendleft((Sound(later, RATE), ended))
            elif not ended.done():
                ended.set_result(time.monotonic())
        return samples.tobytes()
