"""The tools that are kept: made when nobody waits, and not again for each turn."""

from collections.abc import Callable
from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
import pytest

from tests.mind.conftest import Home, Talk
from tests.model_server import ModelServer, says


class _CountingAPI(llm.API):
    """A collection of no tools that knows how often it was asked for them."""

    asked = 0

    @override
    async def async_get_api_instance(
        self, llm_context: llm.LLMContext
    ) -> llm.APIInstance:
        self.asked += 1
        return llm.APIInstance(
            api=self, api_prompt="", llm_context=llm_context, tools=[]
        )


@pytest.fixture
def counting(hass: HomeAssistant) -> _CountingAPI:
    """Register a collection of tools, as an integration does."""
    api = _CountingAPI(hass=hass, id="counting", name="Counting")
    llm.async_register_api(hass, api)
    return api


async def test_are_there_before_the_first_turn(
    home: Home,
    talk: Talk,
    counting: _CountingAPI,
    add_model: Callable[..., str],
    server: ModelServer,
) -> None:
    """The owner adds a model, and its tools are made; turns find them there."""
    server.answers(says("An owl asks who."))
    add_model(server, tools=["assist", "counting"])
    await home.hass.async_block_till_done(wait_background_tasks=True)
    assert counting.asked == 1

    for _ in range(3):
        await talk("tell me a riddle about owls")
    assert counting.asked == 1
