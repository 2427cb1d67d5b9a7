"""The last steps: Home Assistant's agent with its fuzzy matching, then honesty."""

import asyncio
from typing import Final

from homeassistant.components.conversation import (
    HOME_ASSISTANT_AGENT,
    AssistantContent,
    Content,
    ToolResultContent,
    UserContent,
)
from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.helpers import intent
from homeassistant.helpers.llm import IntentResponseDict

from .confirmation import ask_first, refuse_held
from .foresight import Held, foresee, is_of_no_place, recognize, would_act
from .guard import Touched
from .honesty import hide_unexposed, honest, names_hidden, says_nothing_of_use
from .misheard import naming
from .stretching import stretch_of
from .turn import Reply, Turn

# Seconds to wait for another turn of the same conversation.
_PATIENCE: Final = 5


async def home_assistant_agent(turn: Turn) -> Reply | None:
    """Ask Home Assistant's agent, once what it would touch is known.

    One turn of a conversation at a time: what "it" is must not change between
    foreseeing and acting. A turn that another one waits for can't wait for that one.
    """
    lock = turn.mind.delegating(turn.chat_log.conversation_id)
    try:
        async with asyncio.timeout(_PATIENCE):
            await lock.acquire()
    except TimeoutError:
        return refuse_held(turn, Held.UNKNOWN)
    try:
        return await _ask_agent(turn)
    finally:
        lock.release()


async def _ask_agent(turn: Turn) -> Reply | None:
    said = turn.said
    if (
        said.asks_why
        or (said.is_question and turn.unseen)
        or ((said.is_question or said.leaves_out) and await would_act(turn))
    ):
        return None
    if is_of_no_place(turn, await recognize(turn)):
        return None
    stretch = await stretch_of(turn)
    if stretch.left_out or stretch.unseen:
        turn.unseen = turn.unseen or stretch.unseen
        return None
    foreseen = await foresee(turn)
    if isinstance(foreseen, Held):
        return refuse_held(turn, foreseen)
    if isinstance(foreseen, Touched):
        return ask_first(turn, foreseen, home_assistant_agent)
    before = len(turn.chat_log.content)
    request = turn.request
    result = await async_converse(
        turn.hass,
        request.text,
        request.conversation_id,
        request.context,
        request.language,
        HOME_ASSISTANT_AGENT,
        request.device_id,
        request.satellite_id,
    )
    reply = Reply(response=result.response)
    done = [content for content in turn.chat_log.content[before:] if _was_done(content)]
    if not any(map(_succeeded, done)):
        await hide_unexposed(turn, reply)
        if await says_nothing_of_use(turn, reply) or names_hidden(turn, reply):
            return None
    turn.chat_log.content[before:] = done
    return naming(turn, honest(turn, reply), stretch.names if done else ())


async def cannot_do(turn: Turn) -> Reply:
    """Say what she does not see, or what she can do instead of what she can't."""
    if turn.unseen:
        return turn.refuse(
            "unseen",
            intent.IntentResponseErrorCode.NO_VALID_TARGETS,
            what=turn.unseen,
        )
    return turn.refuse("cannot_do", intent.IntentResponseErrorCode.NO_INTENT_MATCH)


def _succeeded(content: Content) -> bool:
    """Return whether something was done, though it may not be all that was asked."""
    if not isinstance(content, ToolResultContent):
        return False
    data = content.result.data
    return isinstance(data, IntentResponseDict) and (
        data.original.response_type is not intent.IntentResponseType.ERROR
    )


def _was_done(content: Content) -> bool:
    """Keep tool calls and results; what was said stands in her own words already."""
    if isinstance(content, AssistantContent):
        return bool(content.tool_calls)
    return not isinstance(content, UserContent)
