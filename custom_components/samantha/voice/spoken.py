"""Text made into sound without leaving a copy of it.

Home Assistant writes what an action or `tts.speak` is to say into events and into the
recorder, and its sound into a folder. The stream of a text that is handed over as a
stream is kept in memory alone, under a name that says nothing, and only while it plays.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
import logging
from typing import Any, Final, Self, override

from homeassistant.components import tts
from homeassistant.components.assist_pipeline import (
    DOMAIN as ASSIST_PIPELINE,
    Pipeline,
    async_get_pipelines,
)
from homeassistant.components.assist_pipeline.pipeline import async_get_pipeline
from homeassistant.components.tts.const import DOMAIN as TTS
from homeassistant.components.tts.helper import get_engine_instance
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import language as language_util

from .attempt import DeliveryError, Trouble, attempt
from .chime import Sounds, seconds_of

WAV: Final[Mapping[str, Any]] = {tts.ATTR_PREFERRED_FORMAT: "wav"}

# A cloud voice may take its time with a long part.
_LONGEST_RENDERING: Final = 60.0
# Slower than anybody speaks; bounds what can't be measured.
_CHARACTERS_A_SECOND: Final = 8.0

_rendering_hers: ContextVar[bool] = ContextVar("rendering_hers", default=False)


class _Discretion(logging.Filter):
    """Keeps her words out of what is logged when an engine fails to speak them.

    Home Assistant puts the text into the exception, and logs that. The task that does
    so inherits the context in which the stream was made, so it is known for hers.
    """

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        if _rendering_hers.get() and isinstance(record.args, tuple):
            record.args = tuple(
                type(part).__name__ if isinstance(part, BaseException) else part
                for part in record.args
            )
        return True


_DISCRETION: Final = _Discretion()


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthesis:
    """With which engine, language and voice a text is spoken."""

    engine: str
    language: str | None
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sound:
    """A part that can be played: what to hand to the player, and how long it is."""

    media_id: str
    seconds: float
    release: Callable[[], None]


@callback
def house_pipeline(hass: HomeAssistant) -> Pipeline | None:
    """Return the pipeline whose voice speaks where no satellite's own does."""
    if ASSIST_PIPELINE not in hass.config.components:
        return None
    with suppress(HomeAssistantError):
        preferred = async_get_pipeline(hass)
        if preferred.tts_engine:
            return preferred
    speaking = (line for line in async_get_pipelines(hass) if line.tts_engine)
    return next(speaking, None)


@callback
def synthesis_for(
    hass: HomeAssistant,
    pipeline: Pipeline | None,
    language: str | None,
    audio: Mapping[str, Any],
) -> Synthesis:
    """Return how a pipeline speaks, in another language where its engine knows it."""
    if TTS not in hass.config.components:
        raise DeliveryError(Trouble.NO_SPEECH)
    engine = tts.async_resolve_engine(hass, pipeline.tts_engine if pipeline else None)
    if engine is None or (instance := get_engine_instance(hass, engine)) is None:
        raise DeliveryError(Trouble.NO_SPEECH)
    own = pipeline.tts_language if pipeline else None
    voice = pipeline.tts_voice if pipeline else None
    if language and not language_util.matches(language, [own] if own else []):
        known = language_util.matches(language, instance.supported_languages)
        if known:
            own = known[0]
            # The pipeline's voice speaks the pipeline's language.
            voices = instance.async_get_supported_voices(own)
            voice = voices[0].voice_id if voices else None
    options = {tts.ATTR_VOICE: voice} if voice else {}
    return Synthesis(engine=engine, language=own, options=options | dict(audio))


@dataclass(kw_only=True)
class Reading:
    """A speech in parts, each made into sound while the one before it plays."""

    hass: HomeAssistant
    parts: Sequence[str]
    synthesis: Synthesis
    # With what the first part is made where it begins with her chime.
    with_chime: Synthesis | None = None
    _begun: int = field(default=0, init=False)
    _next: asyncio.Task[Sound] | None = field(default=None, init=False)
    _playing: Sound | None = field(default=None, init=False)

    async def __aenter__(self) -> Self:
        """Begin with the first part."""
        self._make_next()
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Leave no sound behind."""
        self._release()
        if self._next:
            self._next.cancel()
            (made,) = await asyncio.gather(self._next, return_exceptions=True)
            if isinstance(made, Sound):
                made.release()

    def __aiter__(self) -> Self:
        """Go through the parts."""
        return self

    async def __anext__(self) -> Sound:
        """Return the next part, take away the last, and begin with the one after it."""
        self._release()
        if (making := self._next) is None:
            raise StopAsyncIteration
        self._playing = await making
        self._make_next()
        return self._playing

    def _release(self) -> None:
        if self._playing:
            self._playing.release()
            self._playing = None

    def _make_next(self) -> None:
        self._next = None
        if self._begun < len(self.parts):
            self._next = asyncio.ensure_future(self._make(self._begun))
            self._begun += 1

    async def _make(self, index: int) -> Sound:
        text = self.parts[index]
        if index == 0 and self.with_chime:
            stream, audio = await _async_render(self.hass, text, self.with_chime)
            stream.delete()
            sounds = Sounds.of(self.hass)
            path, audio = await sounds.async_put_after_chime(audio)
            return Sound(path, _length(audio, text), partial(sounds.take, path))
        stream, audio = await _async_render(self.hass, text, self.synthesis)
        return Sound(stream.media_source_id, _length(audio, text), stream.delete)


async def _async_render(
    hass: HomeAssistant, text: str, synthesis: Synthesis
) -> tuple[tts.ResultStream, bytes]:
    """Let the engine speak to the end, so that its failure is known before playing."""
    try:
        stream = tts.async_create_stream(
            hass,
            engine=synthesis.engine,
            language=synthesis.language,
            options=dict(synthesis.options),
        )
        _begin(stream, text)
    except HomeAssistantError:
        # Another language, another option: the engine isn't what it was.
        raise DeliveryError(Trouble.NO_SPEECH) from None
    try:
        audio = await attempt(_collected(stream), _LONGEST_RENDERING)
    except DeliveryError:
        audio = b""
    if not audio:
        stream.delete()
        raise DeliveryError(Trouble.SPEECH_FAILED)
    return stream, audio


@callback
def _begin(stream: tts.ResultStream, text: str) -> None:
    # The same one every time, so there is never more than one.
    logging.getLogger(tts.__name__).addFilter(_DISCRETION)
    hers = _rendering_hers.set(True)
    try:
        stream.async_set_message_stream(_whole(text))
    finally:
        _rendering_hers.reset(hers)


async def _whole(text: str) -> AsyncGenerator[str]:
    yield text


async def _collected(stream: tts.ResultStream) -> bytes:
    return b"".join([chunk async for chunk in stream.async_stream_result()])


def _length(audio: bytes, text: str) -> float:
    measured = seconds_of(audio)
    return measured if measured is not None else len(text) / _CHARACTERS_A_SECOND
