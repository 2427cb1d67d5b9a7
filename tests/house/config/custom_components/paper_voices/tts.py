"""The speech engine."""

from typing import Any, override

from homeassistant.components.tts import (
    ATTR_PREFERRED_FORMAT,
    ATTR_PREFERRED_SAMPLE_BYTES,
    ATTR_PREFERRED_SAMPLE_CHANNELS,
    ATTR_PREFERRED_SAMPLE_RATE,
    TextToSpeechEntity,
    TtsAudioType,
)
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .sound import sound_of


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: ConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the engine."""
    async_add_entities([PaperSpeech(entry)])


class PaperSpeech(TextToSpeechEntity):
    """Makes a sound as long as the words take."""

    _attr_default_language = "en"
    _attr_name = "Paper speech"
    _attr_supported_languages = ["en", "nl"]  # noqa: RUF012 # as its base has it
    _attr_supported_options = [  # noqa: RUF012 # as its base has it
        ATTR_PREFERRED_FORMAT,
        ATTR_PREFERRED_SAMPLE_BYTES,
        ATTR_PREFERRED_SAMPLE_CHANNELS,
        ATTR_PREFERRED_SAMPLE_RATE,
    ]

    def __init__(self, entry: ConfigEntry) -> None:
        """Take its id from the entry."""
        self._attr_unique_id = f"{entry.entry_id}_speech"

    @override
    async def async_get_tts_audio(
        self, message: str, language: str, options: dict[str, Any]
    ) -> TtsAudioType:
        """Return the sound."""
        return "wav", sound_of(message)
