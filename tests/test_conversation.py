"""She is a conversation agent like any other to Home Assistant."""

from home_assistant_intents import get_languages
from homeassistant.components.conversation import (
    ConversationEntityFeature,
    async_get_conversation_languages,
)
from homeassistant.components.conversation.agent_manager import async_get_agent
from homeassistant.const import ATTR_SUPPORTED_FEATURES, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

HER = "conversation.samantha"


@pytest.mark.usefixtures("samantha")
async def test_entity(hass: HomeAssistant) -> None:
    """She has one entity, on a device of her own, that may control the home."""
    state = hass.states.get(HER)
    assert state
    assert state.name == "Samantha"
    assert state.state == STATE_UNKNOWN
    assert (
        state.attributes[ATTR_SUPPORTED_FEATURES] is ConversationEntityFeature.CONTROL
    )
    entry = er.async_get(hass).async_get(HER)
    assert entry
    assert entry.device_id
    device = dr.async_get(hass).async_get(entry.device_id)
    assert device
    assert device.name == "Samantha"


@pytest.mark.usefixtures("samantha")
async def test_languages(hass: HomeAssistant) -> None:
    """She understands every language that Home Assistant has intents for."""
    languages = async_get_conversation_languages(hass, HER)
    assert languages == set(get_languages())
    assert {"en", "de", "pt-BR"} <= set(languages)


@pytest.mark.usefixtures("samantha")
async def test_is_offered(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """The owner can choose her for a voice assistant, in any of her languages."""
    socket = await hass_ws_client(hass)
    await socket.send_json_auto_id(
        {"type": "conversation/agent/list", "language": "de"}
    )
    agents = (await socket.receive_json())["result"]["agents"]
    hers = [agent for agent in agents if agent["id"] == HER]
    assert [agent["supported_languages"] for agent in hers] == [["de", "de-CH"]]


@pytest.mark.parametrize("language", [None, "en", "de", "fr", "ja", "xx"])
@pytest.mark.usefixtures("samantha")
async def test_prepares(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture, language: str | None
) -> None:
    """Any language can be got ready, and then a sentence is answered in it."""
    agent = async_get_agent(hass, HER)
    assert agent
    await agent.async_prepare(language)
    assert "Traceback" not in caplog.text


@pytest.mark.usefixtures("samantha")
async def test_talks_over_the_websocket(
    hass: HomeAssistant, hass_ws_client: WebSocketGenerator
) -> None:
    """What the app and Home Assistant's own page send, she answers."""
    socket = await hass_ws_client(hass)
    await socket.send_json_auto_id(
        {"type": "conversation/process", "text": "who are you?", "agent_id": HER}
    )
    result = (await socket.receive_json())["result"]
    assert "Samantha" in result["response"]["speech"]["plain"]["speech"]
    assert result["response"]["response_type"] == "query_answer"
    assert result["conversation_id"]
    assert not result["continue_conversation"]
