"""A home on paper: its areas, the things in them, and what the helpers make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
import re
from typing import Any, Self

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def span(text: str) -> timedelta:
    """Read a length of time such as "3h" or "2d 4h"."""
    parts = re.findall(r"(\d+)([smhd])", text)
    if not parts:
        message = f"not a length of time: {text!r}"
        raise ValueError(message)
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in parts})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One entity: its names, its place, and how it is at first."""

    entity_id: str
    name: str | None
    state: str | float | None = None
    area: str | None = None
    aliases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    exposed: bool = True
    since: timedelta = timedelta(days=3)
    device: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """Return the entity's domain."""
        return self.entity_id.partition(".")[0]

    @property
    def full_name(self) -> str:
        """Return the name that people see."""
        return " ".join(part for part in (self.device, self.name) if part)

    @classmethod
    def read(cls, entity_id: str, area: str | None, values: Mapping[str, Any]) -> Self:
        """Read a thing from its line in a home's file."""
        left = dict(values)
        return cls(
            entity_id=entity_id,
            name=left.pop("name", None),
            state=left.pop("state", None),
            area=left.pop("area", area),
            aliases=tuple(left.pop("aliases", ())),
            labels=tuple(left.pop("labels", ())),
            exposed=left.pop("exposed", True),
            since=span(left.pop("since", "3d")),
            device=left.pop("device", None),
            values=left,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A room, or a part of the garden."""

    name: str
    floor: str | None
    aliases: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    temperature: str | None = None
    humidity: str | None = None
    satellite: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A floor."""

    name: str
    level: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole home."""

    name: str
    core: Mapping[str, Any]
    floors: tuple[Floor, ...]
    areas: tuple[Area, ...]
    things: tuple[Thing, ...]
    # What Home Assistant's own helpers are set up with, by integration.
    helpers: Mapping[str, Any]
    # Names, places and exposure of entities that the helpers make.
    helped: tuple[Thing, ...]

    def everything(self) -> Iterator[Thing]:
        """Return all that has a name."""
        yield from self.things
        yield from self.helped


def from_file(name: str, content: Mapping[str, Any]) -> Plan:
    """Read a plan from what a home's file holds."""
    areas, things = [], []
    for area_name, described in content["areas"].items():
        room = dict(described)
        things += [
            Thing.read(entity_id, area_name, values)
            for entity_id, values in room.pop("things", {}).items()
        ]
        areas.append(
            Area(
                name=area_name,
                floor=room.pop("floor", None),
                aliases=tuple(room.pop("aliases", ())),
                labels=tuple(room.pop("labels", ())),
                **room,
            )
        )
    things += [
        Thing.read(entity_id, None, values)
        for entity_id, values in content.get("things", {}).items()
    ]
    return Plan(
        name=name,
        core=content["core"],
        floors=tuple(
            Floor(
                name=floor,
                level=values["level"],
                aliases=tuple(values.get("aliases", ())),
            )
            for floor, values in content.get("floors", {}).items()
        ),
        areas=tuple(areas),
        things=tuple(things),
        helpers=content.get("helpers", {}),
        helped=tuple(
            Thing.read(entity_id, None, values)
            for entity_id, values in content.get("helped", {}).items()
        ),
    )
