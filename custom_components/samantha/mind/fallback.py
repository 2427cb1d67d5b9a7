"""The last steps: Home Assistant's agent with its fuzzy matching, then honesty."""

from homeassistant.components.conversation import (
    HOME_ASSISTANT_AGENT,
    AssistantContent,
    Content,
    UserContent,
)
from homeassistant.components.conversation.agent_manager import async_converse
from homeassistant.helpers import intent

from .confirmation import ask_first, refuse_held
from .foresight import Held, foresee_fuzzy
from .guard import Touched
from .honesty import honest, says_nothing_of_use
from .turn import Reply, Turn


async def home_assistant_agent(turn: Turn) -> Reply | None:
    """Ask Home Assistant's agent, once what it would touch is known."""
    foreseen = await foresee_fuzzy(turn)
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
    if await says_nothing_of_use(turn, reply):
        return None
    turn.chat_log.content[before:] = [
        content for content in turn.chat_log.content[before:] if _was_done(content)
    ]
    return honest(turn, reply)


async def cannot_do(turn: Turn) -> Reply:
    """Say what she can do instead of what she can't."""
    return turn.refuse("cannot_do", intent.IntentResponseErrorCode.NO_INTENT_MATCH)


def _was_done(content: Content) -> bool:
    """Keep tool calls and results; what was said stands in her own words already."""
    if isinstance(content, AssistantContent):
        return bool(content.tool_calls)
    return not isinstance(content, UserContent)
