"""A text-to-speech engine whose sound can be read: every sample is a character."""

import asyncio
import io
from typing import Any, override
import wave

from homeassistant.components.tts import TextToSpeechEntity, TtsAudioType, Voice
from homeassistant.components.tts.entity import TTSAudioRequest, TTSAudioResponse

RATE = 22050


def sound_of(text: str) -> bytes:
    """Return the sound of a text."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as speech:
        speech.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        speech.writeframes(text.encode("utf-16-le"))
    return sound.getvalue()


def text_of(sound: bytes) -> str:
    """Return the text in a sound, after any chime and the breath behind it."""
    with wave.open(io.BytesIO(sound)) as speech:
        samples = speech.readframes(speech.getnframes())
    text = bytes(samples).decode("utf-16-le", errors="replace")
    return text.rpartition("\0")[2]


class Engine(TextToSpeechEntity):
    """Speaks English and German, and fails as engines do."""

    _attr_name = "Engine"
    _attr_unique_id = "engine"
    _attr_default_language = "en"
    _attr_supported_languages = ["en", "de"]  # noqa: RUF012
    _attr_supported_options = ["voice"]  # noqa: RUF012

    def __init__(self) -> None:
        """Speak."""
        # By whom and in which language each text was spoken.
        self.spoken: list[tuple[str, str, str | None]] = []
        self.error: Exception | None = None
        self.silent = False
        self._more = asyncio.Event()

    async def has_spoken(self, text: str) -> None:
        """Wait until it has spoken a text."""
        while text not in [spoken for spoken, _, _ in self.spoken]:
            self._more.clear()
            await self._more.wait()

    @override
    def async_get_supported_voices(self, language: str) -> list[Voice] | None:
        return {
            "en": [Voice("amy", "Amy"), Voice("joe", "Joe")],
            "de": [Voice("karl", "Karl")],
        }[language]

    @override
    async def async_get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> TtsAudioType:
        self.spoken.append((message, language, options.get("voice")))
        self._more.set()
        if self.error:
            raise self.error
        return (None, None) if self.silent else ("wav", sound_of(message))


class StreamingEngine(Engine):
    """Takes the text in pieces, as newer engines do."""

    @override
    async def async_stream_tts_audio(
        self, request: TTSAudioRequest
    ) -> TTSAudioResponse:
        # The same, said by Home Assistant's own default.
        return await TextToSpeechEntity.async_stream_tts_audio(self, request)
