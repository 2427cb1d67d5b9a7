"""An AI Task entity of Home Assistant as a model: it words and talks, without tools."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from homeassistant.components.ai_task import DOMAIN, async_generate_data
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .failures import Failure, ModelError
from .pieces import Message, Piece, Text, ToolSpec
from .settings import ModelSettings


class AITask:
    """One AI Task entity."""

    uses_tools = False

    def __init__(self, hass: HomeAssistant, settings: ModelSettings) -> None:
        """Take the settings; nothing is asked yet."""
        self._hass = hass
        self._settings = settings

    async def async_test(self) -> None:
        """Have the entity say something.

        Raises:
            ModelError: it doesn't.

        """
        await self._generate("Say hello in one word.")

    async def stream(
        self, messages: Sequence[Message], tools: Sequence[ToolSpec]
    ) -> AsyncGenerator[Piece]:
        """Answer the messages, all at once."""
        del tools  # It gets none: it would run them itself, past the guard.
        yield Text(await self._generate("\n\n".join(map(_as_text, messages))))

    async def _generate(self, instructions: str) -> str:
        entity_id = self._settings.entity_id or ""
        if self._hass.states.get(entity_id) is None:
            known = er.async_get(self._hass).async_get(entity_id) is not None
            # Of an integration that has yet to be set up, or one that was removed.
            raise ModelError(Failure.SERVER if known else Failure.UNKNOWN_MODEL)
        if DOMAIN not in self._hass.config.components:
            raise ModelError(Failure.SERVER)
        # In a task of its own: the conversation of this turn is none of its business.
        task = self._hass.async_create_task(
            async_generate_data(
                self._hass,
                task_name="Samantha",
                entity_id=entity_id,
                instructions=instructions,
            ),
            "samantha ai task",
        )
        try:
            async with asyncio.timeout(self._settings.patience):
                result = await task
        except TimeoutError as err:
            raise ModelError(Failure.SLOW) from err
        except HomeAssistantError as err:
            raise ModelError(Failure.SERVER) from err
        data: Any = result.data
        if not isinstance(data, str) or not data.strip():
            raise ModelError(Failure.GARBAGE)
        return data


def _as_text(message: Message) -> str:
    content = message.get("content") or ""
    return (
        str(content) if message["role"] == "system" else f"{message['role']}: {content}"
    )
