"""Pure: whether an entity is on, open, locked, or what else people ask after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import math
from typing import Final

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import State

from .index import Thing

type Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Condition:
    """The states that make it true, by domain, or by domain and device class."""

    true: Mapping[str, Values]
    opposite: str | None = None
    negates: bool = False

    def applies(self, thing: Thing) -> bool:
        """Return whether the question makes sense for an entity."""
        return self._values(thing.domain, thing.device_class) is not None

    def holds(self, thing: Thing, state: State) -> bool | None:
        """Return whether it is so; None where a state says neither."""
        values = self._values(thing.domain, thing.device_class) or frozenset()
        said = state.state.casefold()
        known = _KNOWN.get(thing.domain)
        if known and said not in known and said not in values:
            return None
        return _fits(said, values) is not self.negates

    def _values(self, domain: str, device_class: str | None) -> Values | None:
        specific = self.true.get(f"{domain}.{device_class or ''}")
        return self.true.get(domain) if specific is None else specific


def _fits(state: str, values: Values) -> bool:
    """Return whether a state is one of some; "!off" stands for all but off."""
    if any(value.startswith("!") for value in values):
        return f"!{state}" not in values
    return state.casefold() in values


def _states(*values: str) -> Values:
    return frozenset(values)


def _classes(domain: str, classes: str, values: Values) -> dict[str, Values]:
    return {f"{domain}.{name}": values for name in classes.split()}


_ON: Final = _states("on")
_HOME: Final = _states("home")
_ALERTS: Final = (
    "motion occupancy presence smoke gas carbon_monoxide moisture sound vibration"
    " tamper problem safety heat cold light moving"
)
_OPENINGS: Final = "door window opening garage_door"
# States of appliances are free text. These say that one is at work, or is done.
_AT_WORK: Final = _states(
    "on", "running", "run", "washing", "rinsing", "spinning", "drying", "cooking",
    "brewing", "heating", "cleaning", "active", "in progress", "in_progress",
    "inprogress", "started", "working", "busy", "printing", "mowing", "charging",
    "wash", "rinse", "spin", "dry", "pause", "paused", "baking", "preheating",
)  # fmt: skip
# And these that one is at rest.
_AT_REST: Final = _states(
    "off", "idle", "standby", "done", "finished", "finish", "complete", "completed",
    "ready", "stopped", "stop", "end", "ended", "waiting", "inactive", "none",
    "not running", "not_running", "docked", "closed", "ok", "empty", "cancelled",
)  # fmt: skip

# All states of some domains. Another one is no opposite of any: a lock that is jammed
# is not unlocked, and a machine that soaks is not off.
_KNOWN: Final[Mapping[str, Values]] = {
    "binary_sensor": _states("on", "off"),
    "cover": _states("open", "opening", "closing", "closed"),
    "lock": _states("locked", "locking", "unlocked", "unlocking", "open", "opening"),
    "valve": _states("open", "opening", "closing", "closed"),
    "sensor": _AT_WORK | _AT_REST,
}

_BASE: Final[Mapping[str, Condition]] = {
    "on": Condition(
        {
            **dict.fromkeys(
                [
                    "light",
                    "switch",
                    "fan",
                    "input_boolean",
                    "humidifier",
                    "siren",
                    "remote",
                    "automation",
                    "script",
                    "group",
                    "schedule",
                    "calendar",
                ],
                _ON,
            ),
            "media_player": _states("!off", "!standby", "!idle"),
            "valve": _states("open", "opening", "closing"),
            "climate": _states("!off"),
            "water_heater": _states("!off"),
            "vacuum": _states("cleaning", "returning"),
            "lawn_mower": _states("mowing"),
            "camera": _states("!off", "!idle"),
            "timer": _states("active"),
            "alarm_control_panel": _states("!disarmed"),
            **_classes("binary_sensor", "power running plug light", _ON),
            "binary_sensor.": _ON,
            "sensor.": _AT_WORK,
            "sensor.enum": _AT_WORK,
        },
        "off",
    ),
    "open": Condition(
        {
            "cover": _states("open", "opening", "closing"),
            "valve": _states("open", "opening", "closing"),
            **_classes("binary_sensor", _OPENINGS, _ON),
            "binary_sensor.": _ON,
        },
        "closed",
    ),
    "locked": Condition(
        {"lock": _states("locked"), "binary_sensor.lock": _states("off")}, "unlocked"
    ),
    "jammed": Condition({"lock": _states("jammed"), "binary_sensor.problem": _ON}),
    "playing": Condition({"media_player": _states("playing", "buffering")}),
    "paused": Condition(
        {
            "media_player": _states("paused"),
            "timer": _states("paused"),
            "vacuum": _states("paused"),
            "lawn_mower": _states("paused"),
        }
    ),
    "idle": Condition(
        {
            "media_player": _states("idle", "standby"),
            "vacuum": _states("idle"),
            "timer": _states("idle"),
            "climate": _states("off"),
            "assist_satellite": _states("idle"),
        }
    ),
    "home": Condition({"person": _HOME, "device_tracker": _HOME}, "away"),
    "armed": Condition(
        {
            "alarm_control_panel": _states(
                "armed_home",
                "armed_away",
                "armed_night",
                "armed_vacation",
                "armed_custom_bypass",
                "arming",
                "pending",
                "triggered",
            )
        },
        "disarmed",
    ),
    "triggered": Condition(
        {
            "alarm_control_panel": _states("triggered"),
            "siren": _ON,
            **_classes("binary_sensor", _ALERTS, _ON),
        }
    ),
    "running": Condition(
        {
            **dict.fromkeys(
                [
                    "switch",
                    "fan",
                    "input_boolean",
                    "humidifier",
                    "script",
                    "automation",
                ],
                _ON,
            ),
            "climate": _states("!off"),
            "media_player": _states("playing", "buffering"),
            "vacuum": _states("cleaning", "returning"),
            "lawn_mower": _states("mowing", "returning"),
            "timer": _states("active"),
            **_classes("binary_sensor", "running power", _ON),
            "binary_sensor.": _ON,
            "sensor.": _AT_WORK,
            "sensor.enum": _AT_WORK,
        },
    ),
    "done": Condition(
        {
            "sensor.": frozenset(f"!{value}" for value in _AT_WORK),
            "sensor.enum": frozenset(f"!{value}" for value in _AT_WORK),
            "vacuum": _states("docked", "idle"),
            "timer": _states("idle"),
            **_classes("binary_sensor", "running power", _states("off")),
        },
    ),
    "cleaning": Condition({"vacuum": _states("cleaning")}),
    "docked": Condition({"vacuum": _states("docked"), "lawn_mower": _states("docked")}),
    "returning": Condition(
        {"vacuum": _states("returning"), "lawn_mower": _states("returning")}
    ),
    "mowing": Condition({"lawn_mower": _states("mowing")}),
    "charging": Condition(
        {
            "binary_sensor.battery_charging": _ON,
            "sensor.": _states("charging"),
            "sensor.enum": _states("charging"),
            "vacuum": _states("docked"),
            "lawn_mower": _states("docked"),
        }
    ),
    "plugged": Condition({"binary_sensor.plug": _ON}),
    "detected": Condition(
        {**_classes("binary_sensor", _ALERTS, _ON), "binary_sensor.": _ON}, "clear"
    ),
    "wet": Condition({"binary_sensor.moisture": _ON}, "dry"),
    "occupied": Condition(
        _classes("binary_sensor", "occupancy presence motion", _ON), "empty"
    ),
    "connected": Condition(
        {
            "binary_sensor.connectivity": _ON,
            "device_tracker": _HOME,
        },
        "disconnected",
    ),
    "enabled": Condition(
        dict.fromkeys(["automation", "input_boolean", "switch", "schedule"], _ON),
        "disabled",
    ),
    "outdated": Condition({"update": _ON}, "current"),
}


def _with_opposites() -> dict[str, Condition]:
    """Return all conditions, with those that are just not another one."""
    conditions = dict(_BASE)
    for key, condition in _BASE.items():
        if condition.opposite:
            conditions[condition.opposite] = Condition(
                condition.true, key, negates=True
            )
    return conditions


CONDITIONS: Final[Mapping[str, Condition]] = _with_opposites()

BATTERY_LOW: Final = 20
"""Percent at and below which a battery counts as low."""

# What "everything" and "anything" leave out: what is not meant by itself.
_EVERYTHING: Final[Mapping[str, Values]] = {
    "on": _states("light", "switch", "fan", "media_player", "humidifier"),
    "open": _states("cover", "binary_sensor"),
    "running": _states("switch", "fan", "media_player", "vacuum", "sensor"),
    "locked": _states("lock"),
    "triggered": _states("binary_sensor", "alarm_control_panel", "siren"),
    "detected": _states("binary_sensor"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """A condition by its key, with those that look at attributes."""

    key: str

    def applies(self, thing: Thing) -> bool:
        """Return whether the question makes sense for an entity."""
        if self.key in _SPECIAL:
            return _SPECIAL[self.key][0](thing)
        return self.key in CONDITIONS and CONDITIONS[self.key].applies(thing)

    def holds(self, thing: Thing, state: State) -> bool | None:
        """Return whether it is so; None where that can't be told."""
        if self.key in _SPECIAL:
            return _SPECIAL[self.key][1](state)
        if state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
            return None
        return CONDITIONS[self.key].holds(thing, state)

    def is_meant_by_everything(self, thing: Thing) -> bool:
        """Return whether "everything" includes an entity."""
        if not self.applies(thing):
            return False
        domains = _EVERYTHING.get(self.key) or _EVERYTHING.get(
            opposite_of(self.key) or ""
        )
        return domains is None or (
            thing.domain in domains
            and (thing.domain != "binary_sensor" or thing.device_class is not None)
        )


def opposite_of(key: str) -> str | None:
    """Return the condition that is true where one is false."""
    return CONDITIONS[key].opposite if key in CONDITIONS else None


def number_of(value: object) -> float | None:
    """Return a value as a finite number; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _is_low(state: State) -> bool | None:
    if state.domain == "binary_sensor":
        return {"on": True, "off": False}.get(state.state)
    number = number_of(state.state)
    return None if number is None else number <= BATTERY_LOW


def _is_muted(state: State) -> bool | None:
    muted = state.attributes.get("is_volume_muted")
    return None if muted is None else bool(muted)


def _acts(action: str) -> Callable[[State], bool | None]:
    def test(state: State) -> bool | None:
        if state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
            return None
        doing = state.attributes.get("hvac_action")
        if doing is None:
            return {"heat": "heating", "cool": "cooling"}.get(state.state) == action
        return str(doing) == action

    return test


def _is_gone(state: State) -> bool:
    return state.state == STATE_UNAVAILABLE


_SPECIAL: Final[
    Mapping[str, tuple[Callable[[Thing], bool], Callable[[State], bool | None]]]
] = {
    "low": (
        lambda thing: (
            thing.domain in {"sensor", "binary_sensor"}
            and thing.device_class == "battery"
        ),
        _is_low,
    ),
    "muted": (lambda thing: thing.domain == "media_player", _is_muted),
    "heating": (lambda thing: thing.domain == "climate", _acts("heating")),
    "cooling": (lambda thing: thing.domain == "climate", _acts("cooling")),
    "unavailable": (lambda _: True, _is_gone),
    "available": (lambda _: True, lambda state: not _is_gone(state)),
}
