"""What a voice that speaks as it comes gets to say, and when."""

import asyncio
from typing import Any, Final

from homeassistant.components import conversation
from homeassistant.components.conversation import ChatLog
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.chat_session import async_get_chat_session

from tests.mind.conftest import HER, Home, Talk
from tests.model_server import ModelServer, calls, never_ends, says, waits

RIDDLE: Final = "tell me a riddle about owls"
# Seconds, after which something hangs.
PATIENCE: Final = 4.0


async def hear(
    hass: HomeAssistant, text: str, until: str = "", heard: asyncio.Event | None = None
) -> list[str]:
    """Say something; return what came, and tell when that has come which is awaited."""
    came: list[str] = []

    def listen(_: ChatLog, delta: Any) -> None:
        if said := delta.get("content"):
            came.append(said.strip())
            if heard is not None and said.strip() == until:
                heard.set()

    with (
        async_get_chat_session(hass) as session,
        conversation.async_get_chat_log(hass, session, chat_log_delta_listener=listen),
    ):
        async with asyncio.timeout(PATIENCE):
            await conversation.async_converse(
                hass, text, session.conversation_id, Context(), "en", HER
            )
    return came


async def test_sentence_goes_out_before_the_next_is_written(
    chat: Talk, server: ModelServer
) -> None:
    """The model writes on only once its first sentence was heard."""
    heard = asyncio.Event()
    server.answers(waits("Owls are wise. They see", heard, " at night."))
    came = await hear(chat.hass, RIDDLE, "Owls are wise.", heard)
    assert came == ["Owls are wise.", "They see at night."]


async def test_claim_is_never_heard(chat: Talk, server: ModelServer) -> None:
    """Nor what follows it; what is said in its place goes the same way."""
    server.answers(says("Of course. I've turned on the hall light. Enjoy."))
    came = await hear(chat.hass, "make it bright where the coats hang, dear")
    assert came == ["Of course.", "I haven't changed anything."]


async def test_promise_is_heard_as_its_result(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """What a model says that it is about to do is told by what came of it."""
    server.answers(
        calls(
            ("intent__HassTurnOn", {"name": "Hall light"}),
            text="Sure. I'll turn on the hall light. ",
        ),
        says("The hall light is now on."),
    )
    came = await hear(chat.hass, "make it bright where the coats hang, dear")
    assert came == ["Sure.", "The hall light is now on."]
    assert home.take_touches()


async def test_ends_where_the_model_begins_anew(
    home: Home, chat: Talk, server: ModelServer
) -> None:
    """What it says for ever is heard once; what is short may come again."""
    del home
    server.answers(never_ends("Hoo. Hoo. The lamp was so bright at night. "))
    came = await hear(chat.hass, "tell me a story about a lamp")
    hoots = ["Hoo.", "Hoo."]
    assert came == [*hoots, "The lamp was so bright at night.", *hoots]
