"""What an intent would reach: the entities that its slots mean."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.conversation import ConversationInput
from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    intent,
)

# These read, or act on what is no entity; a timer's name may well be a door's.
_CHANGES_NO_ENTITY: Final = frozenset(
    {
        intent.INTENT_BROADCAST,
        intent.INTENT_CANCEL_ALL_TIMERS,
        intent.INTENT_CANCEL_TIMER,
        intent.INTENT_DECREASE_TIMER,
        intent.INTENT_GET_CURRENT_DATE,
        intent.INTENT_GET_CURRENT_TIME,
        intent.INTENT_GET_STATE,
        intent.INTENT_GET_TEMPERATURE,
        intent.INTENT_INCREASE_TIMER,
        intent.INTENT_NEVERMIND,
        intent.INTENT_PAUSE_TIMER,
        intent.INTENT_RESPOND,
        intent.INTENT_START_TIMER,
        intent.INTENT_TIMER_STATUS,
        intent.INTENT_UNPAUSE_TIMER,
    }
)


def entities_meant(
    hass: HomeAssistant,
    intent_name: str,
    slots: Mapping[str, Any],
    heard: ConversationInput,
    within: list[State],
) -> frozenset[str]:
    """Return the entities of some that an intent would change.

    Rather too many than too few: what Home Assistant would refuse as ambiguous counts
    in full here.
    """
    if intent_name in _CHANGES_NO_ENTITY or not within:
        return frozenset()
    handler = handler_of(hass, intent_name)
    if handler is None:
        return frozenset()
    name = _text(slots.get("name"))
    constraints = intent.MatchTargetsConstraints(
        name=None if name == "all" else name,
        area_name=_text(slots.get("area")),
        floor_name=_text(slots.get("floor")),
        domains=_texts(slots.get("domain")) or _domains(handler),
        device_classes=_texts(slots.get("device_class")),
        assistant=CONVERSATION_DOMAIN,
        allow_duplicate_names=True,
    )
    if not constraints.has_constraints:
        return frozenset()
    preferences = intent.MatchTargetsPreferences(
        area_id=area_heard_in(hass, heard.satellite_id, heard.device_id)
    )
    found = intent.async_match_targets(hass, constraints, preferences, within)
    return frozenset(state.entity_id for state in found.states)


def area_heard_in(
    hass: HomeAssistant, satellite_id: str | None, device_id: str | None
) -> str | None:
    """Return the area of the satellite or device that a sentence came from."""
    if satellite_id and (satellite := er.async_get(hass).async_get(satellite_id)):
        if satellite.area_id:
            return satellite.area_id
        device_id = satellite.device_id
    if device_id and (device := dr.async_get(hass).async_get(device_id)):
        return dr.async_get_effective_area_id(hass, device)
    return None


def are_near(hass: HomeAssistant, satellite: str, other: str) -> bool:
    """Return whether two satellites can hear one voice: one area, or one floor."""
    here = area_heard_in(hass, satellite, None)
    there = area_heard_in(hass, other, None)
    if satellite == other or here is None or there is None:
        return False
    return here == there or _floor(hass, here) == _floor(hass, there) is not None


def _floor(hass: HomeAssistant, area_id: str) -> str | None:
    area = ar.async_get(hass).async_get_area(area_id)
    return area.floor_id if area else None


def handler_of(hass: HomeAssistant, intent_name: str) -> intent.IntentHandler | None:
    """Return what Home Assistant would run for an intent."""
    for handler in intent.async_get(hass):
        if handler.intent_type == intent_name:
            return handler
    return None


def _domains(handler: intent.IntentHandler) -> set[str] | None:
    """Return the domains that a handler limits itself to."""
    return getattr(handler, "required_domains", None) or handler.platforms


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _texts(value: Any) -> set[str] | None:
    if not value:
        return None
    return {str(item) for item in ([value] if isinstance(value, str) else value)}
