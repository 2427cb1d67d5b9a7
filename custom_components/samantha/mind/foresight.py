"""What Home Assistant's agent would touch, told before it is asked to act."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from hassil import RecognizeResult
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.default_agent import DefaultAgent
from homeassistant.components.conversation.gazetteer import GazetteerFallback
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar

from .guard import Touched, has_guarded, touched_by
from .targets import area_heard_in
from .turn import Turn

# A timer's slot with a sentence that is carried out when its time has come.
COMMAND_FOR_LATER: Final = "conversation_command"


class Held(Enum):
    """Why something is not done though nothing was asked."""

    UNKNOWN = "what it would touch can't be told"
    LATER = "it would touch what is guarded when nobody is there to say yes"


type Foreseen = Touched | Held | None


async def async_prepare_agent(hass: HomeAssistant, language: str) -> None:
    """Load the agent and its fuzzy matcher, whose first use takes over a second."""
    agent = home_assistants_agent(hass)
    if agent is None:
        return
    await agent.async_prepare(language)
    matcher = _fuzzy_matcher(agent)
    if matcher is not None and matcher.supports(language):
        await matcher.async_interpret("what is on", "", None)


async def recognize(turn: Turn) -> RecognizeResult | None:
    """Have the agent recognise a sentence in full, as it would if it were asked alone.

    It keeps the result, so the steps that follow find it. A strict recognition that
    comes first would be kept instead, and the agent would no longer look for the names
    that it does not know: it would say less about what is missing.
    """
    agent = home_assistants_agent(turn.hass)
    return await agent.async_recognize_intent(turn.request) if agent else None


async def foresee_fuzzy(turn: Turn) -> Foreseen:
    """Return what the agent's fuzzy matching would touch.

    The agent acts as soon as it is asked, and has no filter as its strict matching has.
    So its matcher is asked first, where anything guarded is exposed at all. Without a
    matcher to ask, nobody can tell.
    """
    agent = home_assistants_agent(turn.hass)
    if agent is None or not has_guarded(turn):
        return None
    matcher = _fuzzy_matcher(agent)
    if matcher is None:
        return Held.UNKNOWN
    if not matcher.supports(turn.heard.language):
        return None
    area_id = area_heard_in(turn.hass, turn.heard.satellite_id, turn.heard.device_id)
    area = ar.async_get(turn.hass).async_get_area(area_id) if area_id else None
    _, interpretation = await matcher.async_interpret(
        turn.text, turn.chat_log.conversation_id, area
    )
    if not interpretation.accepted:
        return None
    touched: Touched | None = None
    for frame in interpretation.frames:
        foreseen = await foresee_intent(turn, frame.intent, frame.slots)
        if isinstance(foreseen, Held):
            return foreseen
        if foreseen:
            touched = touched | foreseen if touched else foreseen
    return touched


async def foresee_intent(
    turn: Turn, intent_name: str, slots: Mapping[str, Any]
) -> Foreseen:
    """Return what an intent would touch, at once or later."""
    if command := slots.get(COMMAND_FOR_LATER):
        return await foresee_later(turn, str(command))
    return touched_by(turn, intent_name, slots)


async def foresee_later(turn: Turn, command: str) -> Held | None:
    """Return whether a sentence may be carried out later, without anybody to ask."""
    later = replace(turn, text=command, confirmed=frozenset())
    touched = await _foresee_strict(later) or await foresee_fuzzy(later)
    return Held.LATER if touched else None


async def _foresee_strict(turn: Turn) -> Foreseen:
    agent = home_assistants_agent(turn.hass)
    result = (
        await agent.async_recognize_intent(turn.request, strict_intents_only=True)
        if agent
        else None
    )
    if result is None:
        return None
    return await foresee_intent(
        turn,
        result.intent.name,
        {entity.name: entity.value for entity in result.entities_list},
    )


def home_assistants_agent(hass: HomeAssistant) -> DefaultAgent | None:
    """Return Home Assistant's own agent."""
    return get_agent_manager(hass).default_agent


def _fuzzy_matcher(agent: DefaultAgent) -> GazetteerFallback | None:
    """Return the agent's matcher, which Home Assistant gives no public way to."""
    matcher = getattr(agent, "_gazetteer", None)
    return matcher if isinstance(matcher, GazetteerFallback) else None
