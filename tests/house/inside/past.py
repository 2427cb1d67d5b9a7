"""A past for a home: what its entities were before, in Home Assistant's recorder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Final, Self

from homeassistant.components.recorder.const import DOMAIN
from homeassistant.components.recorder.models import (
    StatisticData,
    StatisticMeanType,
    StatisticMetaData,
)
from homeassistant.components.recorder.statistics import async_import_statistics
from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.recorder import async_initialize_recorder, get_instance
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .home import Home
from .reading import read

# The recorder gives up where more than it can hold waits for it.
_BATCH: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """What an entity was, from when on."""

    entity_id: str
    state: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """All that was."""

    was: tuple[Was, ...]
    # Entities with a value an hour, of which there are statistics too.
    measured: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()

    @classmethod
    def read(cls, path: Path, now: datetime) -> Self:
        """Read a past; its days count from today."""
        midnight = now.replace(hour=0, minute=0, second=0)
        content = read(path)["past"]
        hourly = content.get("hourly", {})
        return cls(
            was=tuple(
                sorted(
                    chain(
                        _changes(content.get("states", {}), midnight),
                        _hours(hourly, midnight),
                    ),
                    key=lambda was: was.since,
                )
            ),
            measured=frozenset(hourly) - frozenset(content.get("counted", ())),
            counted=frozenset(content.get("counted", ())),
        )


def _changes(states: Mapping[str, Sequence[str]], midnight: datetime) -> Iterator[Was]:
    for entity_id, lines in states.items():
        for line in lines:
            day, clock, state = line.split(" ", 2)
            hour, minute = clock.split(":")
            at = midnight + timedelta(
                days=int(day), hours=int(hour), minutes=int(minute)
            )
            yield Was(entity_id=entity_id, state=state, since=at)


def _hours(
    hourly: Mapping[str, Mapping[str, Sequence[float]]], midnight: datetime
) -> Iterator[Was]:
    for entity_id, days in hourly.items():
        for day, values in days.items():
            for hour, value in enumerate(values):
                at = midnight + timedelta(days=int(day), hours=hour)
                yield Was(entity_id=entity_id, state=str(value), since=at)


async def start_recorder(hass: HomeAssistant, folder: Path) -> None:
    """Set up the recorder on a database in a folder; it does not record yet."""
    async_initialize_recorder(hass)
    config = {"db_url": f"sqlite:///{folder / 'past.db'}", "commit_interval": 3600}
    assert await async_setup_component(hass, DOMAIN, {DOMAIN: config})
    await hass.async_block_till_done()
    get_instance(hass).set_enable(enable=False)


async def remember(home: Home, past: Past) -> None:
    """Let the recorder have seen the past; the home is then as it was built."""
    hass = home.hass
    get_instance(hass).set_enable(enable=True)
    now = {was.entity_id: hass.states.get(was.entity_id) for was in past.was}
    latest: dict[str, Was] = {}
    for place, was in enumerate((*_before(past, now), *past.was), start=1):
        latest[was.entity_id] = was
        state = now[was.entity_id]
        assert state is not None, was.entity_id
        hass.states.async_set(
            was.entity_id,
            was.state,
            state.attributes,
            force_update=True,
            timestamp=was.since.timestamp(),
        )
        if place % _BATCH == 0:
            await record_all(hass)
    for entity_id, state in now.items():
        assert state is not None
        last = latest[entity_id]
        if state.state == last.state:
            continue
        assert state.last_changed > last.since, entity_id
        hass.states.async_set(
            entity_id,
            state.state,
            state.attributes,
            force_update=True,
            timestamp=state.last_changed.timestamp(),
        )
    for entity_id in past.measured | past.counted:
        _add_statistics(hass, past, entity_id)
    await record_all(hass)
    home.first = {state.entity_id: state for state in hass.states.async_all()}


def _before(past: Past, now: Mapping[str, State | None]) -> Iterator[Was]:
    """Return how things were before: as now, where their past begins otherwise."""
    first: dict[str, Was] = {}
    for was in past.was:
        first.setdefault(was.entity_id, was)
    begin = past.was[0].since - timedelta(days=4)
    for entity_id, was in first.items():
        state = now[entity_id]
        if state is not None and state.state != was.state:
            yield Was(entity_id=entity_id, state=state.state, since=begin)


async def record_all(hass: HomeAssistant) -> None:
    """Wait until the recorder has written all that happened."""
    await hass.async_block_till_done()
    await get_instance(hass).async_block_till_done()
    await hass.async_block_till_done()


def _add_statistics(hass: HomeAssistant, past: Past, entity_id: str) -> None:
    state = hass.states.get(entity_id)
    assert state is not None
    counted = entity_id in past.counted
    values = [
        (was.since, float(was.state))
        for was in past.was
        if was.entity_id == entity_id and was.since.minute == 0
    ]
    total = 0.0
    rows: list[StatisticData] = []
    for place, (since, value) in enumerate(values):
        row = StatisticData(start=dt_util.as_utc(since))
        if counted:
            # What is counted anew each day starts at nothing.
            before = values[place - 1][1] if place else 0.0
            total += value - before if value >= before else value
            row |= StatisticData(start=row["start"], state=value, sum=total)
        else:
            row |= StatisticData(start=row["start"], mean=value, min=value, max=value)
        rows.append(row)
    async_import_statistics(
        hass,
        StatisticMetaData(
            mean_type=StatisticMeanType.NONE
            if counted
            else StatisticMeanType.ARITHMETIC,
            has_sum=counted,
            name=None,
            source=DOMAIN,
            statistic_id=entity_id,
            unit_class=None,
            unit_of_measurement=state.attributes.get(ATTR_UNIT_OF_MEASUREMENT),
        ),
        rows,
    )
