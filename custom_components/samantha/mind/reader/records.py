"""What the recorder has kept: states, and long-term statistics."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.components.recorder.history import get_significant_states
from homeassistant.components.recorder.statistics import (
    get_metadata,
    statistic_during_period,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import (
    DATA_INSTANCE,
    async_migration_in_progress,
    get_instance,
)
from homeassistant.util import dt as dt_util

from .episodes import Change

# How many states to look through for one answer; a span may have to begin later.
MOST_CHANGES: Final = 8_000
# How much of a span to look at first, where its end may be enough and where not.
GLANCE: Final = timedelta(hours=2)
LOOK: Final = timedelta(days=1)
_THINGS_A_LOOK: Final = 30
_FASTEST: Final = 8.0
_OVERLAP: Final = timedelta(milliseconds=1)
_STATE: Final = "s"
_UPDATED: Final = "lu"

type History = Mapping[str, Sequence[Change]]


@dataclass(frozen=True, slots=True)
class Statistic:
    """What the statistics say of a span of time; None where they say nothing."""

    change: float | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


def oldest(hass: HomeAssistant) -> datetime | None:
    """Return when the first state was recorded; None where none can be asked for."""
    if DATA_INSTANCE not in hass.data or async_migration_in_progress(hass):
        return None
    timestamp = get_instance(hass).states_manager.oldest_ts
    return dt_util.utc_from_timestamp(timestamp) if timestamp is not None else None


async def async_history(
    hass: HomeAssistant, entity_ids: Iterable[str], start: datetime, end: datetime
) -> History:
    """Return the states of a span, each thing's beginning with the one it began with.

    Without attributes. A state that is recorded again is no change.
    """
    wanted = [*entity_ids]
    if not wanted or oldest(hass) is None:
        return {}
    start, end = dt_util.as_utc(start), dt_util.as_utc(end)
    return await get_instance(hass).async_add_executor_job(
        _history, hass, wanted, start, end
    )


async def async_looking_back(
    hass: HomeAssistant,
    entity_ids: Sequence[str],
    start: datetime,
    end: datetime,
    first: timedelta,
) -> AsyncIterator[dict[str, list[Change]]]:
    """Yield the states of ever longer spans until an end, up to the whole.

    Where there are many states, it ends before the whole.
    """
    changes: dict[str, list[Change]] = {entity_id: [] for entity_id in entity_ids}
    length = first / max(1, len(entity_ids) / _THINGS_A_LOOK)
    found, until = 0, end
    while until > start and found < MOST_CHANGES:
        since = max(start, until - length)
        part = await async_history(hass, entity_ids, since, until + _OVERLAP)
        for entity_id, earlier in part.items():
            changes[entity_id] = [*earlier, *changes[entity_id]]
        yield changes
        number = sum(map(len, part.values()))
        found += number
        length *= min(_FASTEST, (MOST_CHANGES - found) / max(number, 1))
        until = since


async def async_statistic(
    hass: HomeAssistant,
    statistic_id: str,
    start: datetime,
    end: datetime,
    units: Mapping[str, str] | None = None,
) -> Statistic:
    """Return the statistics of a span, in the unit of the state or that asked for."""
    if DATA_INSTANCE not in hass.data or async_migration_in_progress(hass):
        return Statistic()
    return await get_instance(hass).async_add_executor_job(
        _statistic,
        hass,
        statistic_id,
        dt_util.as_utc(start),
        dt_util.as_utc(end),
        dict(units or {}),
    )


def _history(
    hass: HomeAssistant, entity_ids: list[str], start: datetime, end: datetime
) -> History:
    rows = get_significant_states(
        hass,
        start,
        end,
        entity_ids,
        no_attributes=True,
        compressed_state_format=True,
    )
    return {entity_id: _changes(found, start) for entity_id, found in rows.items()}


def _changes(rows: Iterable[Any], start: datetime) -> list[Change]:
    changes: list[Change] = []
    for row in rows:
        state = row[_STATE]
        if not changes or changes[-1].state != state:
            at = dt_util.utc_from_timestamp(row[_UPDATED])
            changes.append(Change(state, max(at, start)))
    return changes


def _statistic(
    hass: HomeAssistant,
    statistic_id: str,
    start: datetime,
    end: datetime,
    units: dict[str, str],
) -> Statistic:
    known = get_metadata(hass, statistic_ids={statistic_id}).get(statistic_id)
    if known is None:
        return Statistic()
    found = statistic_during_period(hass, start, end, statistic_id, None, units)
    metadata = known[1]
    state = hass.states.get(statistic_id)
    unit = metadata["unit_of_measurement"]
    if state is not None:
        unit = state.attributes.get("unit_of_measurement", unit)
    return Statistic(
        change=found.get("change"),
        mean=found.get("mean"),
        low=found.get("min"),
        high=found.get("max"),
        unit=units.get(metadata["unit_class"] or "", unit),
    )
