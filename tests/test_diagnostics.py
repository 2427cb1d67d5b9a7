"""Diagnostics help, and tell nothing about anybody."""

import json
from typing import Any, Final

from homeassistant.components import conversation
from homeassistant.const import CONF_CODE
from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry as diagnostics_of,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.samantha.const import CONF_UNCONFIRMED

OPTIONS: Final = {CONF_CODE: "471147", CONF_UNCONFIRMED: ["lock.front_door"]}


@pytest.mark.parametrize("options", [OPTIONS])
async def test_diagnostics(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, samantha: MockConfigEntry
) -> None:
    """Settings, without names and secrets, and figures."""
    assert await async_setup_component(hass, "diagnostics", {})
    for text in ("Hey Sam, who are you?", "thanks", "xyzzy", ""):
        await conversation.async_converse(
            hass, text, None, Context(), "en", "conversation.samantha"
        )
    data: Any = await diagnostics_of(hass, hass_client, samantha)
    store = data.pop("store")
    assert data == {
        "data": {
            "name": "**REDACTED**",
            "nicknames": "**REDACTED**",
            "language": "en",
        },
        "options": {"code": "**REDACTED**", "unconfirmed": 1},
        "residents": [],
        "reminders": 0,
        "turns": {"own_grammar": 2, "cannot_do": 1, "unreadable": 1},
        "contacts": 0,
        "sources": {},
        "messages_waiting": 0,
        "models": {
            "costs": {
                "tokens_in": 0,
                "tokens_out": 0,
                "answers_local": 4,
                "answers_model": 0,
                "first_word": None,
            },
            "models": [],
        },
    }
    assert store["schema_version"] >= 1
    assert store["size_bytes"] > 0
    assert store["journal_mode"] == "wal"
    assert not store["checkpoints_held"]


@pytest.mark.parametrize("options", [OPTIONS])
async def test_tells_nothing_that_was_said(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, samantha: MockConfigEntry
) -> None:
    """Neither what was said nor the code nor a name is in it."""
    assert await async_setup_component(hass, "diagnostics", {})
    for text in ("my secret is plugh", "471147", "plugh"):
        await conversation.async_converse(
            hass, text, None, Context(), "en", "conversation.samantha"
        )
    everything = json.dumps(await diagnostics_of(hass, hass_client, samantha))
    assert "plugh" not in everything
    assert "471147" not in everything
    assert "front_door" not in everything
    assert "Sam" not in everything
