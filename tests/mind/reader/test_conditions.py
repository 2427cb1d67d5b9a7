"""Whether something is on, open, locked or low, and when that can't be told."""

from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import State
from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.reader.conditions import (
    BATTERY_LOW,
    CONDITIONS,
    Check,
    number_of,
    opposite_of,
)
from custom_components.samantha.mind.reader.index import Thing

from .english import english

KEYS = sorted(english().vocabulary["states"])


def thing(kind: str) -> Thing:
    """Return a thing of a domain, or of a domain and a device class."""
    domain, _, device_class = kind.partition(".")
    return Thing(
        entity_id=f"{domain}.thing",
        domain=domain,
        device_class=device_class or None,
        name="Thing",
        tokens=frozenset({"thing"}),
        area_id=None,
        floor_id=None,
        device_id=None,
        labels=frozenset(),
    )


def holds(key: str, kind: str, value: str, **attributes: Any) -> bool | None:
    """Return whether a condition holds for a thing in a state."""
    one = thing(kind)
    assert Check(key).applies(one)
    return Check(key).holds(one, State(one.entity_id, value, attributes))


@pytest.mark.parametrize(
    ("key", "kind", "value", "so"),
    [
        ("on", "light", "on", True),
        ("on", "light", "off", False),
        ("off", "light", "off", True),
        ("on", "media_player", "playing", True),
        ("on", "media_player", "paused", True),
        ("on", "media_player", "standby", False),
        ("on", "climate", "heat", True),
        ("off", "climate", "off", True),
        ("on", "vacuum", "docked", False),
        ("on", "alarm_control_panel", "disarmed", False),
        ("on", "alarm_control_panel", "armed_home", True),
        ("open", "cover", "open", True),
        ("open", "cover", "closing", True),
        ("closed", "cover", "closed", True),
        ("open", "binary_sensor.window", "on", True),
        ("closed", "binary_sensor.door", "off", True),
        ("locked", "lock", "locked", True),
        # Not yet locked is not locked.
        ("locked", "lock", "locking", False),
        ("locked", "binary_sensor.lock", "off", True),
        ("jammed", "lock", "jammed", True),
        ("playing", "media_player", "buffering", True),
        ("playing", "media_player", "paused", False),
        ("home", "person", "home", True),
        ("away", "person", "Work", True),
        ("away", "device_tracker", "not_home", True),
        ("armed", "alarm_control_panel", "armed_night", True),
        ("disarmed", "alarm_control_panel", "disarmed", True),
        ("triggered", "alarm_control_panel", "triggered", True),
        ("running", "sensor", "Running", True),
        ("running", "sensor", "idle", False),
        ("done", "sensor", "finished", True),
        ("done", "sensor.enum", "rinsing", False),
        ("detected", "binary_sensor.smoke", "on", True),
        ("clear", "binary_sensor.smoke", "off", True),
        ("wet", "binary_sensor.moisture", "on", True),
        ("empty", "binary_sensor.occupancy", "off", True),
        ("connected", "binary_sensor.connectivity", "off", False),
        ("outdated", "update", "on", True),
        ("current", "update", "off", True),
        ("low", "sensor.battery", str(BATTERY_LOW), True),
        ("low", "sensor.battery", str(BATTERY_LOW + 1), False),
        ("low", "binary_sensor.battery", "on", True),
        ("unavailable", "light", STATE_UNAVAILABLE, True),
        ("unavailable", "light", STATE_UNKNOWN, False),
        ("available", "light", "off", True),
    ],
)
def test_holds(key: str, kind: str, value: str, *, so: bool) -> None:
    """A state makes a condition true or false."""
    assert holds(key, kind, value) is so


@pytest.mark.parametrize(
    ("key", "value", "attributes", "so"),
    [
        ("heating", "heat", {"hvac_action": "heating"}, True),
        ("heating", "heat", {"hvac_action": "idle"}, False),
        ("heating", "auto", {"hvac_action": "heating"}, True),
        # Without an action, the mode is all there is.
        ("heating", "heat", {}, True),
        ("heating", "cool", {}, False),
        ("cooling", "cool", {}, True),
        ("cooling", "heat_cool", {"hvac_action": "cooling"}, True),
        ("heating", STATE_UNAVAILABLE, {"hvac_action": "heating"}, None),
    ],
)
def test_climate(
    key: str, value: str, attributes: dict[str, Any], *, so: bool | None
) -> None:
    """What a thermostat does counts for more than what it is set to."""
    assert holds(key, "climate", value, **attributes) is so


@pytest.mark.parametrize(
    ("attributes", "so"),
    [
        ({"is_volume_muted": True}, True),
        ({"is_volume_muted": False}, False),
        ({}, None),
    ],
)
def test_muted(attributes: dict[str, Any], *, so: bool | None) -> None:
    """A player that does not say whether it is muted may be either."""
    assert holds("muted", "media_player", "playing", **attributes) is so


@pytest.mark.parametrize("value", [STATE_UNAVAILABLE, STATE_UNKNOWN])
@pytest.mark.parametrize("key", sorted(CONDITIONS))
def test_nothing_is_told_of_what_tells_nothing(key: str, value: str) -> None:
    """No condition and no opposite holds for what can't be reached."""
    domains = ("light", "lock", "cover", "sensor", "binary_sensor.door", "person")
    for kind in domains:
        one = thing(kind)
        state = State(one.entity_id, value)
        assert not Check(key).applies(one) or Check(key).holds(one, state) is None


@pytest.mark.parametrize("value", ["none", "", "full", "nan", "inf", STATE_UNKNOWN])
def test_battery_without_a_number(value: str) -> None:
    """A battery that gives no number may be low or not."""
    assert holds("low", "sensor.battery", value) is None


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("on", "sensor.temperature"),
        ("on", "binary_sensor.door"),
        ("open", "light"),
        ("locked", "cover"),
        ("locked", "light"),
        ("open", "binary_sensor.motion"),
        ("low", "sensor.temperature"),
        ("playing", "light"),
        ("home", "light"),
        ("nonsense", "light"),
    ],
)
def test_applies_to_its_own(key: str, kind: str) -> None:
    """Nobody asks whether a light is locked."""
    assert not Check(key).applies(thing(kind))


@pytest.mark.parametrize(
    ("key", "kind", "meant"),
    [
        ("on", "light", True),
        ("on", "automation", False),
        ("off", "input_boolean", False),
        ("open", "cover", True),
        ("closed", "binary_sensor.window", True),
        ("open", "binary_sensor", False),
        ("open", "lock", False),
        ("locked", "lock", True),
        ("home", "person", True),
    ],
)
def test_everything(key: str, kind: str, *, meant: bool) -> None:
    """Everything is what people mean by it, and not all that there is."""
    assert Check(key).is_meant_by_everything(thing(kind)) is meant


@given(
    st.sampled_from(KEYS),
    st.sampled_from(["light", "lock", "sensor", "climate", "sensor.battery", "cover"]),
    st.text(max_size=12),
    st.dictionaries(
        st.sampled_from(["hvac_action", "is_volume_muted", "battery_level"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    ),
)
def test_total(key: str, kind: str, value: str, attributes: dict[str, Any]) -> None:
    """Whatever a device says, a condition holds, does not hold, or can't be told."""
    one = thing(kind)
    state = State(one.entity_id, value, attributes)
    assert Check(key).holds(one, state) in {True, False, None}


@given(st.sampled_from(sorted(CONDITIONS)), st.text(min_size=1, max_size=12))
def test_opposites_never_both_hold(key: str, value: str) -> None:
    """Of two opposites, one holds and the other does not."""
    other = opposite_of(key)
    for kind in ("light", "lock", "cover", "person", "binary_sensor.door", "update"):
        one = thing(kind)
        state = State(one.entity_id, value)
        if other and Check(key).applies(one):
            so, not_so = Check(key).holds(one, state), Check(other).holds(one, state)
            assert (so is None) is (not_so is None)
            assert so is None or so is not not_so


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("21.5", 21.5),
        (21, 21.0),
        ("-3", -3.0),
        ("1e3", 1000.0),
        (True, None),
        ("nan", None),
        ("inf", None),
        (float("inf"), None),
        ("", None),
        (None, None),
        ([1], None),
        ("21,5", None),
    ],
)
def test_number_of(value: object, number: float | None) -> None:
    """Only what is a finite number is one."""
    assert number_of(value) == number


@given(st.text() | st.integers() | st.floats() | st.none() | st.lists(st.integers()))
def test_number_of_is_total(value: object) -> None:
    """Nothing that a device says is too odd to be looked at."""
    number = number_of(value)
    assert number is None or number - number == 0


@pytest.mark.parametrize(
    ("key", "kind", "value"),
    [
        ("unlocked", "lock", "jammed"),
        ("locked", "lock", "jammed"),
        ("closed", "cover", "stuck"),
        ("running", "sensor", "soaking"),
        ("done", "sensor", "soaking"),
        ("off", "sensor", "soaking"),
    ],
)
def test_a_state_of_neither(key: str, kind: str, value: str) -> None:
    """A state that nobody has told her of is no opposite."""
    assert holds(key, kind, value) is None
