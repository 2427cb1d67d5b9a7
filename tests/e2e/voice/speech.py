"""Text to speech and back, from a Wyoming server."""

import hashlib
from typing import Final

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncClient
from wyoming.event import Event
from wyoming.tts import Synthesize, SynthesizeVoice

from .parts import SPOKEN
from .server import Server
from .sound import WIDTH, Sound

RATE: Final = 16000
"""What recognisers take, in samples a second."""

_LEVEL: Final = 0.7
_CHUNK: Final = 2048


async def spoken(people: Server, text: str, voice: str) -> Sound:
    """Return how a person says something, ready for a microphone."""
    SPOKEN.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(f"{voice}: {text}".encode()).hexdigest()[:16]
    kept = SPOKEN / f"{voice}-{name}.wav"
    if not kept.exists():
        sound = await synthesized(people, text, voice)
        unfinished = kept.with_suffix(".new")
        sound.at_rate(RATE).at_level(_LEVEL).trimmed().write(unfinished)
        unfinished.rename(kept)
    return Sound.of_wav(kept)


async def synthesized(server: Server, text: str, voice: str) -> Sound:
    """Return a text as a voice of the server says it."""
    wanted = Synthesize(text=text, voice=SynthesizeVoice(name=voice))
    pcm = bytearray()
    rate = RATE
    async with AsyncClient.from_uri(server.uri) as client:
        await client.write_event(wanted.event())
        while not AudioStop.is_type((event := await _next(client)).type):
            if AudioChunk.is_type(event.type):
                chunk = AudioChunk.from_event(event)
                rate = chunk.rate
                pcm += chunk.audio
    return Sound.of_pcm(bytes(pcm), rate)


async def transcribed(server: Server, sound: Sound) -> str:
    """Return the text that the server hears in a sound."""
    padding = Sound.silence(0.4, RATE)
    heard = (padding + sound.at_rate(RATE) + padding).pcm
    shape = {"rate": RATE, "width": WIDTH, "channels": 1}
    async with AsyncClient.from_uri(server.uri) as client:
        await client.write_event(Transcribe(language="en").event())
        await client.write_event(AudioStart(**shape).event())
        for begin in range(0, len(heard), _CHUNK):
            chunk = AudioChunk(audio=heard[begin : begin + _CHUNK], **shape)
            await client.write_event(chunk.event())
        await client.write_event(AudioStop().event())
        while not Transcript.is_type((event := await _next(client)).type):
            pass
    return Transcript.from_event(event).text.strip()


async def _next(client: AsyncClient) -> Event:
    if (event := await client.read_event()) is None:
        raise ConnectionResetError
    return event
