"""A house whose past is written: states at moments, and statistics of longer ago."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.recorder.models import StatisticMeanType
from homeassistant.components.recorder.statistics import async_import_statistics
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
import yaml

ZONE = ZoneInfo("Europe/Amsterdam")
CLASSES = {"kWh": "energy", "m³": "volume", "°C": "temperature"}


def moment(text: str) -> datetime:
    """Return a moment in October 2026, written as "13 15:40"."""
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-10-{day}T{clock}").replace(tzinfo=ZONE)


def answers_in(name: str) -> dict[str, dict[str, str]]:
    """Return the questions of a file beside this one, with their answers."""
    text = Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8")
    groups: dict[str, dict[str, str]] = yaml.safe_load(text)
    return groups


@dataclass(slots=True)
class House:
    """Things with a past, and somebody who asks about them."""

    hass: HomeAssistant
    clock: FrozenDateTimeFactory
    records: bool = True
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    async def furnish(self, things: Mapping[str, Mapping[str, Any]]) -> None:
        """Put exposed things into the house; "area" and "name" say which they are."""
        await self.hass.config.async_set_time_zone(str(ZONE))
        entities, areas = er.async_get(self.hass), ar.async_get(self.hass)
        for entity_id, described in things.items():
            domain, _, object_id = entity_id.partition(".")
            entities.async_get_or_create(
                domain,
                "test",
                entity_id,
                object_id_base=object_id,
                original_name=described["name"],
            )
            if area := described.get("area"):
                found = areas.async_get_area_by_name(area) or areas.async_create(area)
                entities.async_update_entity(entity_id, area_id=found.id)
            async_expose_entity(
                self.hass,
                conversation.DOMAIN,
                entity_id,
                should_expose=described.get("exposed", True),
            )
        self.attributes |= {
            entity_id: {
                "friendly_name": described["name"],
                **{
                    key: value
                    for key, value in described.items()
                    if key not in {"name", "area", "exposed"}
                },
            }
            for entity_id, described in things.items()
        }

    async def live(self, past: Iterable[tuple[str, str, str]]) -> None:
        """Let states change at moments."""
        for text, entity_id, state in sorted(past, key=lambda one: moment(one[0])):
            self.clock.move_to(moment(text))
            self.hass.states.async_set(entity_id, state, self.attributes[entity_id])
            await self.hass.async_block_till_done()
        if self.records:
            await async_wait_recording_done(self.hass)

    async def remember(
        self,
        statistic_id: str,
        unit: str,
        rows: Mapping[str, Mapping[str, float]],
    ) -> None:
        """Write the statistics of whole hours."""
        sums = any("sum" in row for row in rows.values())
        async_import_statistics(
            self.hass,
            {
                "has_sum": sums,
                "mean_type": StatisticMeanType.NONE
                if sums
                else StatisticMeanType.ARITHMETIC,
                "name": None,
                "source": "recorder",
                "statistic_id": statistic_id,
                "unit_class": CLASSES[unit],
                "unit_of_measurement": unit,
            },
            [
                {"start": moment(text), **row}  # type: ignore[typeddict-item]
                for text, row in rows.items()
            ],
        )
        await async_wait_recording_done(self.hass)

    async def count(
        self, statistic_id: str, unit: str, days: Mapping[int, float]
    ) -> None:
        """Write what a meter counted on days of the month, the same in each hour."""
        total = 0.0
        rows: dict[str, dict[str, float]] = {}
        for day, amount in sorted(days.items()):
            for hour in range(24):
                total += amount / 24
                rows[f"{day:02} {hour:02}:00"] = {"sum": total, "state": total}
        await self.remember(statistic_id, unit, rows)

    async def ask(self, text: str, device_id: str | None = None) -> str:
        """Return what she answers."""
        result = await conversation.async_converse(
            self.hass, text, None, Context(), "en", "conversation.samantha", device_id
        )
        await self.hass.async_block_till_done()
        speech: str = result.response.speech.get("plain", {}).get("speech", "")
        return speech

    async def answers(self, questions: Iterable[str]) -> dict[str, str]:
        """Return what she answers to each question, asked for itself."""
        return {question: await self.ask(question) for question in questions}

    def hide(self, entity_id: str) -> None:
        """Expose something no longer."""
        async_expose_entity(
            self.hass, conversation.DOMAIN, entity_id, should_expose=False
        )
