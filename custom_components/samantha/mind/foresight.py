"""What Home Assistant's agent would touch, told before it is asked to act."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from gazetteer_matcher import FrameCandidate, Interpretation
from hassil import RecognizeResult
from homeassistant.components.conversation.agent_manager import get_agent_manager
from homeassistant.components.conversation.default_agent import DefaultAgent
from homeassistant.components.conversation.gazetteer import GazetteerFallback
from homeassistant.components.person.const import DOMAIN as PERSON
from homeassistant.components.zone.const import DOMAIN as ZONE
from homeassistant.const import STATE_HOME, STATE_NOT_HOME
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, intent

from .guard import Touched, has_guarded, touched_by
from .said import Said
from .targets import area_heard_in
from .turn import Turn

# A timer's slot with a sentence that is carried out when its time has come.
COMMAND_FOR_LATER: Final = "conversation_command"

READS_ONLY: Final = frozenset(
    {
        intent.INTENT_GET_CURRENT_DATE,
        intent.INTENT_GET_CURRENT_TIME,
        intent.INTENT_GET_STATE,
        intent.INTENT_GET_TEMPERATURE,
        intent.INTENT_NEVERMIND,
        intent.INTENT_RESPOND,
        intent.INTENT_TIMER_STATUS,
        "HassGetWeather",
        "HassListCompletedItems",
    }
)


class Held(Enum):
    """Why something is not done though nothing was asked."""

    UNKNOWN = "what it would touch can't be told"
    LATER = "it would touch what is guarded when nobody is there to say yes"
    NONSENSE = "nobody would know what to do when the time has come"


type Foreseen = Touched | Held | None


async def async_prepare_agent(hass: HomeAssistant, language: str) -> None:
    """Load the agent and its fuzzy matcher, whose first use takes over a second."""
    agent = home_assistants_agent(hass)
    await agent.async_prepare(language)
    matcher = _fuzzy_matcher(agent)
    if matcher is not None and matcher.supports(language):
        await matcher.async_interpret("what is on", "", None)


async def recognize(turn: Turn, *, strict: bool = False) -> RecognizeResult | None:
    """Have the agent recognise a sentence, in full as if it were asked alone.

    The result is kept, so the steps that follow find it. A strict recognition that
    comes first would be kept instead, and the agent would no longer look for the names
    that it does not know: it would say less about what is missing.
    """
    if turn.text not in turn.recognized:
        agent = home_assistants_agent(turn.hass)
        turn.recognized[turn.text] = await agent.async_recognize_intent(
            turn.request, strict_intents_only=strict
        )
    return turn.recognized[turn.text]


def is_of_no_place(turn: Turn, result: RecognizeResult | None) -> bool:
    """Return whether it is asked who is where, and that is no place.

    Home Assistant takes any words for one, and says no: "Is anybody asleep?"
    """
    slots = slots_of(result) if result else {}
    if slots.get("domain") != PERSON or "state" not in slots:
        return False
    zones = {state.name.casefold() for state in turn.hass.states.async_all(ZONE)}
    where = str(slots["state"]).casefold()
    return where not in {*zones, STATE_HOME, STATE_NOT_HOME}


async def foresee(turn: Turn) -> Foreseen:
    """Return what the agent would touch if it were asked now.

    It carries out what it recognises with every name known, exposed or not, and what
    its fuzzy matching makes of the rest.
    """
    result = await recognize(turn)
    if result is not None and not result.unmatched_entities:
        return await foresee_intent(turn, result.intent.name, slots_of(result))
    return await _foresee_fuzzy(turn) if has_guarded(turn) else None


async def would_act(turn: Turn) -> bool:
    """Return whether the agent would do more than answer if it were asked now."""
    result = await recognize(turn)
    if result is not None and not result.unmatched_entities:
        return result.intent.name not in READS_ONLY
    frames = await _frames(turn)
    return frames is None or any(map(acts, frames))


async def foresee_intent(
    turn: Turn, intent_name: str, slots: Mapping[str, Any]
) -> Foreseen:
    """Return what an intent would touch, at once or later."""
    if command := slots.get(COMMAND_FOR_LATER):
        held = await foresee_later(turn, str(command))
        if held:
            return held
    return touched_by(turn, intent_name, slots)


async def foresee_later(turn: Turn, command: str) -> Held | None:
    """Return why a sentence can't be carried out later, without anybody to ask."""
    later = replace(turn, said=Said(command, turn.phrases), confirmed=frozenset())
    agent = home_assistants_agent(turn.hass)
    result = await agent.async_recognize_intent(later.request, strict_intents_only=True)
    if result is not None:
        foreseen = await foresee_intent(later, result.intent.name, slots_of(result))
    elif await agent.async_recognize_sentence_trigger(later.request):
        return None
    elif not await _frames(later):
        return Held.NONSENSE
    else:
        foreseen = await _foresee_fuzzy(later)
    return Held.LATER if foreseen else None


async def _foresee_fuzzy(turn: Turn) -> Foreseen:
    """Return what the agent's fuzzy matching would touch.

    The agent acts as soon as it is asked, and has no filter as its strict matching has.
    So its matcher is asked first. Without a matcher to ask, nobody can tell.
    """
    frames = await _frames(turn)
    if frames is None:
        return Held.UNKNOWN
    touched: Touched | None = None
    for frame in frames:
        foreseen = await foresee_intent(turn, frame.intent, frame.slots)
        if isinstance(foreseen, Held):
            return foreseen
        if foreseen:
            touched = touched | foreseen if touched else foreseen
    return touched


async def _frames(turn: Turn) -> list[FrameCandidate] | None:
    """Return what the fuzzy matcher would have done; None without a matcher."""
    interpretation = await interpret(turn)
    if interpretation is None:
        matcher = _fuzzy_matcher(home_assistants_agent(turn.hass))
        return None if matcher is None else []
    return interpretation.frames if interpretation.accepted else []


async def interpret(turn: Turn) -> Interpretation | None:
    """Return what the fuzzy matcher reads in a sentence; None without a matcher."""
    matcher = _fuzzy_matcher(home_assistants_agent(turn.hass))
    if matcher is None or not matcher.supports(turn.heard.language):
        return None
    if (known := turn.fuzzy.get(turn.text)) is not None:
        return known
    area_id = area_heard_in(turn.hass, turn.heard.satellite_id, turn.heard.device_id)
    area = ar.async_get(turn.hass).async_get_area(area_id) if area_id else None
    _, interpretation = await matcher.async_interpret(
        turn.text, turn.chat_log.conversation_id, area
    )
    turn.fuzzy[turn.text] = interpretation
    return interpretation


def acts(frame: FrameCandidate) -> bool:
    """Return whether what the fuzzy matcher reads is more than a question."""
    return frame.intent not in READS_ONLY


def slots_of(result: RecognizeResult) -> dict[str, Any]:
    """Return the slots of what was recognised, by name."""
    return {entity.name: entity.value for entity in result.entities_list}


def home_assistants_agent(hass: HomeAssistant) -> DefaultAgent:
    """Return Home Assistant's own agent, which `conversation` sets up before her."""
    agent = get_agent_manager(hass).default_agent
    assert agent is not None  # noqa: S101  # as Home Assistant itself does
    return agent


def _fuzzy_matcher(agent: DefaultAgent) -> GazetteerFallback | None:
    """Return the agent's matcher, which Home Assistant gives no public way to."""
    matcher = getattr(agent, "_gazetteer", None)
    return matcher if isinstance(matcher, GazetteerFallback) else None
