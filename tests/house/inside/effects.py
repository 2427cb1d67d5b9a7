"""Compare what a sentence changed with what it should have changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from .home import Condition

# How exactly a value has to be met, where it is not a name.
_NEAR: Final = {"brightness": 1, "volume_level": 1, "hs_color": 8}
# What shows that something ran is a new time stamp.
_RAN: Final = frozenset({"ran", "pressed"})

type Conditions = Mapping[str, Condition]


def changes(before: Conditions, after: Conditions) -> dict[str, Condition]:
    """Return what is not as before, by entity, as it is now."""
    return {
        entity_id: after.get(entity_id, {})
        for entity_id in sorted({*before, *after})
        if before.get(entity_id) != after.get(entity_id)
    }


def unwanted(
    before: Conditions, after: Conditions, wanted: Mapping[str, Any]
) -> list[str]:
    """Name what changed that should not have, or not like that."""
    return [
        f"{entity_id} is {_shown(now)}"
        for entity_id, now in changes(before, after).items()
        if entity_id not in wanted
        or not meets(before.get(entity_id, {}), now, wanted[entity_id])
    ]


def undone(
    before: Conditions, after: Conditions, wanted: Mapping[str, Any]
) -> list[str]:
    """Name what should have become so and has not."""
    return [
        f"{entity_id} is {_shown(after.get(entity_id, {}))}, not {_shown(spec)}"
        for entity_id, spec in wanted.items()
        if not meets(before.get(entity_id, {}), after.get(entity_id, {}), spec)
    ]


def meets(before: Condition, now: Condition, spec: Any) -> bool:
    """Return whether an entity has become as it should."""
    if isinstance(spec, str) and spec in _RAN:
        return before != now
    wanted = dict(spec) if isinstance(spec, Mapping) else {"state": spec}
    wanted.setdefault("state", before.get("state"))
    if wanted["state"] is None:
        del wanted["state"]
    if not all(_is(name, now.get(name), value) for name, value in wanted.items()):
        return False
    # Off has no brightness: attributes may come and go with the state.
    if before.get("state") != now.get("state"):
        return True
    rest = {*before, *now} - {*wanted}
    if "hs_color" in wanted or "color_temp_kelvin" in wanted:
        rest -= {"hs_color", "color_temp_kelvin"}
    return all(before.get(name) == now.get(name) for name in rest)


def _is(name: str, value: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) and wanted[:1] in "<>":
        return value is not None and _beyond(float(value), wanted)
    if name == "items" and isinstance(value, dict):
        several = wanted if isinstance(wanted, list) else [wanted]
        return any(_items(value) == _items(either) for either in several)
    if name == "hs_color":
        return value is not None and any(
            _alike(value, either)
            for either in (wanted if isinstance(wanted[0], list) else [wanted])
        )
    if isinstance(wanted, list):
        return any(_is(name, value, either) for either in wanted)
    if isinstance(wanted, int | float) and isinstance(value, int | float):
        return abs(value - wanted) <= _NEAR.get(name, 0.01)
    return bool(str(value) == str(wanted))


def _beyond(value: float, limit: str) -> bool:
    number = float(limit[1:])
    return value < number if limit[0] == "<" else value > number


def _alike(color: Sequence[float], other: Sequence[float]) -> bool:
    """Compare hue, which goes round, and saturation."""
    hue = abs(color[0] - other[0])
    return (
        min(hue, 360 - hue) <= _NEAR["hs_color"]
        and abs(color[1] - other[1]) <= _NEAR["hs_color"]
    )


def _items(items: Mapping[str, str]) -> dict[str, str]:
    return {str(item).casefold(): str(status) for item, status in items.items()}


def _shown(spec: Any) -> str:
    if not isinstance(spec, Mapping):
        return str(spec)
    if set(spec) == {"state"}:
        return str(spec["state"])
    return ", ".join(f"{name} {value}" for name, value in spec.items() if value)
