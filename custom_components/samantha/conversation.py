"""Her voice in conversations: the agent that Home Assistant's pipelines ask."""

from typing import Literal, override

from homeassistant.components.conversation import (
    ChatLog,
    ConversationEntity,
    ConversationEntityFeature,
    ConversationInput,
    ConversationResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import SamanthaConfigEntry
from .entity import SamanthaEntity
from .mind.languages import supported_languages

PARALLEL_UPDATES = 0


async def async_setup_entry(
    _hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add her conversation entity."""
    async_add_entities([SamanthaConversationEntity(entry)])


class SamanthaConversationEntity(SamanthaEntity, ConversationEntity):
    """The conversation agent."""

    _attr_name = None
    _attr_supported_features = ConversationEntityFeature.CONTROL
    # A model's sentences are spoken while it goes on.
    _attr_supports_streaming = True

    def __init__(self, entry: SamanthaConfigEntry) -> None:
        """Take the mind that answers from the entry."""
        super().__init__(entry, "conversation")
        self._mind = entry.runtime_data.mind

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Return the languages that Home Assistant has intents for."""
        return supported_languages()

    @override
    async def async_prepare(self, language: str | None = None) -> None:
        """Load what answering in a language needs."""
        await self._mind.async_prepare(language)

    @override
    async def _async_handle_message(
        self, user_input: ConversationInput, chat_log: ChatLog
    ) -> ConversationResult:
        """Answer what was said."""
        return await self._mind.async_answer(user_input, chat_log)
