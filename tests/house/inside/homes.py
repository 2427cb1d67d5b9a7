"""The three homes, from their files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from tests.house.plan import ALIASES, EVENTS, FLOORS, LISTS, PRIVATE, ROOMS

from .kits import furnish
from .plan import Plan, from_file
from .reading import read

HOMES: Final = Path(__file__).parent / "homes"


def demo() -> Plan:
    """Return the demo house, as tests/house/plan.py has it."""
    content = read(HOMES / "demo.yaml")
    things = content["things"]
    things["calendar.family"]["events"] = [
        {
            "summary": event.summary,
            "day": event.days,
            "start": event.start,
            "end": event.end,
            "location": event.location or None,
        }
        for event in EVENTS
    ]
    for entity_id, items in LISTS.items():
        things[entity_id]["items"] = list(items)
    for entity_id, aliases in ALIASES.items():
        things[entity_id]["aliases"] = list(aliases)
    for entity_id in PRIVATE:
        things[entity_id]["exposed"] = False
    content["floors"] = {
        floor.name: {"level": floor.level, "aliases": floor.aliases} for floor in FLOORS
    }
    content["areas"] = {
        room.name: {
            "floor": room.floor,
            "aliases": room.aliases,
            "temperature": room.temperature,
            "humidity": room.humidity,
            "things": {entity_id: things.pop(entity_id) for entity_id in room.entities},
        }
        for room in ROOMS
    }
    return from_file("demo", content)


def flat() -> Plan:
    """Return the small flat."""
    return from_file("flat", read(HOMES / "flat.yaml"))


def farmhouse() -> Plan:
    """Return the big house, its rooms furnished from kits."""
    content = read(HOMES / "farmhouse.yaml")
    changed = content["changed"]
    for room, described in content["areas"].items():
        kit = described.pop("kit", "").split()
        kit += ["battery"] if "window" in kit else []
        described["things"] = {}
        for part in kit:
            entity_id, values = furnish(room, part)
            described["things"][entity_id] = values | changed.pop(entity_id, {})
            if part in {"temperature", "humidity"}:
                described[part] = entity_id
            if part == "radiator":
                _heat(described["things"])
    if changed:
        message = f"No kit has {', '.join(changed)}"
        raise ValueError(message)
    for label, entities in content["labels"].items():
        for entity_id in entities:
            _find(content, entity_id).setdefault("labels", []).append(label)
    return from_file("farmhouse", content)


def _heat(things: dict[str, dict[str, Any]]) -> None:
    """Let the radiator know the temperature of its room."""
    *_, radiator = things.values()
    measured = next(
        str(thing["state"]) for thing in things.values() if thing.get("unit") == "°C"
    )
    if measured.replace(".", "").isdigit():
        radiator["current_temperature"] = float(measured)


def _find(content: Mapping[str, Any], entity_id: str) -> dict[str, Any]:
    rooms = [room["things"] for room in content["areas"].values()]
    return next(
        things[entity_id]
        for things in (content["things"], *rooms)
        if entity_id in things
    )


PLANS: Final[Mapping[str, Callable[[], Plan]]] = {
    "demo": demo,
    "flat": flat,
    "farmhouse": farmhouse,
}
