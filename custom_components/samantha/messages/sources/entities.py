"""Sources that are an entity: what it brings from now on, and nothing from before."""

from collections.abc import Callable
from datetime import datetime

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from ..message import Incoming
from .brought import from_ntfy, from_phone, from_telegram
from .settings import SourceKind, SourceSettings

_NO_STATE = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN})


@callback
def async_follow_entity(
    hass: HomeAssistant, source: SourceSettings, take: Callable[[Incoming], None]
) -> CALLBACK_TYPE:
    """Hand on what an entity brings; return how to stop."""
    last = dt_util.utcnow()

    @callback
    def changed(event: Event[EventStateChangedData]) -> None:
        nonlocal last
        state = event.data["new_state"]
        if state is None or state.state in _NO_STATE:
            return
        before = event.data["old_state"]
        when = _happened(source.kind, before, state)
        # A state that is restored, or comes back, tells of the past. Two messages may
        # come in one millisecond; the same one again is known by its origin.
        is_back = before is None or before.state in _NO_STATE
        if when is None or when < last or (is_back and when == last):
            return
        last = when
        if incoming := _incoming(hass, source, state):
            take(incoming)

    return async_track_state_change_event(hass, [source.where], changed)


def _happened(kind: SourceKind, before: State | None, state: State) -> datetime | None:
    """Return when what a state tells of has happened."""
    if kind is not SourceKind.PHONE:
        return dt_util.parse_datetime(state.state)
    posted = state.attributes.get("post_time")
    if isinstance(posted, int | float):
        # In milliseconds.
        return dt_util.utc_from_timestamp(posted / 1000)
    return state.last_updated if before is not None else None


def _incoming(
    hass: HomeAssistant, source: SourceSettings, state: State
) -> Incoming | None:
    match source.kind:
        case SourceKind.TELEGRAM:
            return from_telegram(source.key, state.attributes)
        case SourceKind.NTFY:
            notify = _beside(hass, source.where)
            return from_ntfy(source.key, state.attributes, notify)
        case SourceKind.PHONE:
            return from_phone(source.key, state.attributes, source.apps)
        case SourceKind.MAIL:
            return None


def _beside(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the notify entity of an entity's own device."""
    entities = er.async_get(hass)
    entry = entities.async_get(entity_id)
    if entry is None or entry.device_id is None:
        return None
    return next(
        (
            other.entity_id
            for other in er.async_entries_for_device(entities, entry.device_id)
            if other.domain == "notify"
        ),
        None,
    )
