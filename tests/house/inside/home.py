"""A built home: what is so in it, what a sentence changed, and putting it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.intent.const import TIMER_DATA
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from .device import Device
from .plan import Plan
from .told import Todo

# What a sentence can change of an entity, beside its state.
ATTRIBUTES: Final[Mapping[str, tuple[str, ...]]] = {
    "climate": (
        *("temperature", "target_temp_low", "target_temp_high"),
        *("preset_mode", "fan_mode"),
    ),
    "cover": ("current_position",),
    "fan": ("percentage",),
    "humidifier": ("humidity",),
    "light": ("brightness", "color_temp_kelvin", "hs_color", "effect"),
    "media_player": ("volume_level", "is_volume_muted", "source", "media_title"),
    "script": ("last_triggered",),
    "timer": ("duration", "remaining", "finishes_at"),
    "water_heater": ("temperature", "operation_mode"),
}
# Agents note when they were asked; a group only shows what became of its members.
UNCOUNTED: Final = frozenset({"conversation", "group", "sun"})
# How to put back what Home Assistant's own helpers hold.
RESTORE: Final[Mapping[str, tuple[str, str]]] = {
    "input_number": ("set_value", "value"),
    "input_select": ("select_option", "option"),
}
TIMERS: Final = "voice timers"

type Condition = dict[str, Any]


@dataclass(slots=True)
class Home:
    """A home that has been built."""

    hass: HomeAssistant
    plan: Plan
    clock: FrozenDateTimeFactory
    devices: dict[str, Device] = field(default_factory=dict)
    satellites: dict[str, str] = field(default_factory=dict)
    first: dict[str, State] = field(default_factory=dict)

    async def settle(self) -> None:
        """Let time have passed as the plan says, and remember that."""
        for device in self.devices.values():
            device.keep()
        since = {thing.entity_id: thing.since for thing in self.plan.everything()}
        await self._press_buttons()
        await self._start_timers()
        for state in self.hass.states.async_all():
            length = since.get(state.entity_id, timedelta(days=3))
            self._set_back(state, (dt_util.utcnow() - length).timestamp())
        await self.hass.async_block_till_done()
        self.first = {state.entity_id: state for state in self.hass.states.async_all()}

    async def _press_buttons(self) -> None:
        now = dt_util.utcnow()
        for thing in self.plan.things:
            if thing.domain == "button":
                self.clock.move_to(now - thing.since)
                await self.act("button.press", thing.entity_id)
        self.clock.move_to(now)

    async def _start_timers(self, *only: str) -> None:
        for thing in self.plan.helped:
            if thing.state != "active" or (only and thing.entity_id not in only):
                continue
            now = dt_util.utcnow()
            self.clock.move_to(now - thing.since)
            await self.act("timer.start", thing.entity_id)
            self.clock.move_to(now)

    async def act(self, action: str, entity_id: str, **data: Any) -> None:
        """Call an action as the owner would."""
        domain, _, service = action.partition(".")
        await self.hass.services.async_call(
            domain, service, {"entity_id": entity_id, **data}, blocking=True
        )

    def condition(self) -> dict[str, Condition]:
        """Return all that a sentence could change, as it is now."""
        found = {
            state.entity_id: self._condition_of(state)
            for state in self.hass.states.async_all()
            if state.domain not in UNCOUNTED
            and not self._counts_turns(state)
            and (state.domain == "scene" or "entity_id" not in state.attributes)
        }
        timers = self.hass.data[TIMER_DATA].timers.values()
        found[TIMERS] = {
            "state": sorted(
                (timer.name or "", timer.seconds, timer.is_active) for timer in timers
            )
        }
        return found

    def _counts_turns(self, state: State) -> bool:
        """Return whether each sentence changes it, whatever it says."""
        entry = er.async_get(self.hass).async_get(state.entity_id)
        return entry is not None and entry.entity_category is EntityCategory.DIAGNOSTIC

    def _condition_of(self, state: State) -> Condition:
        found: Condition = {"state": state.state}
        for name in ATTRIBUTES.get(state.domain, ()):
            if (value := state.attributes.get(name)) is not None:
                found[name] = value
        if isinstance(device := self.devices.get(state.entity_id), Todo):
            found = {"items": device.contents}
        if state.domain == "light":
            mode = state.attributes.get("color_mode")
            if mode != "color_temp":
                found.pop("color_temp_kelvin", None)
            if mode != "hs":
                found.pop("hs_color", None)
            if "brightness" in found:
                found["brightness"] = round(found["brightness"] * 100 / 255)
        if "volume_level" in found:
            found["volume_level"] = round(found["volume_level"] * 100)
        return found

    async def put_back(self) -> None:
        """Put all back to how it was after the home was built."""
        manager = self.hass.data[TIMER_DATA]
        for timer_id in list(manager.timers):
            manager.cancel_timer(timer_id)
        changed = [
            first
            for entity_id, first in self.first.items()
            if (now := self.hass.states.get(entity_id)) is None
            or not _alike(now, first)
        ]
        for first in changed:
            await self._restore(first)
        for device in self.devices.values():
            if isinstance(device, Todo):
                device.put_back()
        await self.hass.async_block_till_done()
        for entity_id, first in self.first.items():
            now = self.hass.states.get(entity_id)
            if now is None or not _alike(now, first):
                self._set_back(first, first.last_changed.timestamp())
        await self.hass.async_block_till_done()

    async def _restore(self, first: State) -> None:
        entity_id, domain = first.entity_id, first.domain
        if (device := self.devices.get(entity_id)) is not None:
            device.put_back()
        elif domain in {"input_boolean", "automation"}:
            await self.act(f"{domain}.turn_{first.state}", entity_id)
        elif domain in RESTORE:
            service, key = RESTORE[domain]
            await self.act(f"{domain}.{service}", entity_id, **{key: first.state})
        elif domain == "timer":
            await self.act("timer.cancel", entity_id)
            if first.state == "active":
                await self._start_timers(entity_id)

    def _set_back(self, state: State, timestamp: float) -> None:
        self.hass.states.async_set(
            state.entity_id,
            state.state,
            state.attributes,
            force_update=True,
            timestamp=timestamp,
        )


def _alike(now: State, first: State) -> bool:
    return (
        now.state == first.state
        and now.attributes == first.attributes
        and now.last_changed == first.last_changed
    )
