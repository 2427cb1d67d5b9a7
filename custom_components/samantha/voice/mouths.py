"""Which players and satellites are one mouth, as registries and states tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

_ATTR_MEMBERS: Final = ("group_members", "entity_id")
_CAST: Final = "cast"
_CAST_GROUP: Final = "Google Cast Group"
# Shorter ids are no fingerprints: two integrations may both count their players.
_SHORTEST_FINGERPRINT: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """Something that makes sound, and what it shares with its twins."""

    entity_id: str
    ties: frozenset[str]
    # The players that it plays together with at this moment, itself among them.
    together: tuple[str, ...] = ()
    # It is no speaker but a group of some, which may stand anywhere.
    is_group: bool = False


@callback
def async_sounding(hass: HomeAssistant, entry: er.RegistryEntry, area: str) -> Sounding:
    """Return what ties a player or a satellite in an area to others."""
    device = dr.async_get(hass).async_get(entry.device_id) if entry.device_id else None
    state = hass.states.get(entry.entity_id)
    members = members_of(state)
    return Sounding(
        entity_id=entry.entity_id,
        ties=frozenset(_ties(entry, device, area, state.name if state else None)),
        together=members if entry.entity_id in members else (),
        is_group=(bool(members) and entry.entity_id not in members)
        or (
            entry.platform == _CAST
            and isinstance(device, dr.DeviceEntry)
            and device.model == _CAST_GROUP
        ),
    )


def members_of(state: State | None) -> tuple[str, ...]:
    """Return the members of the group that a player is, or plays in."""
    if state is None:
        return ()
    for attribute in _ATTR_MEMBERS:
        members: Any = state.attributes.get(attribute)
        if isinstance(members, Iterable) and not isinstance(members, str) and members:
            return tuple(members)
    return ()


def links(soundings: Iterable[Sounding]) -> Iterator[tuple[str, ...]]:
    """Yield what is tied together, for `manners.ears.grouped`.

    A group ties nothing: its members sound from several places when it plays, and
    each from its own when it doesn't.
    """
    for sounding in soundings:
        if not sounding.is_group:
            for tie in sounding.ties:
                yield (sounding.entity_id, tie)
            if sounding.together:
                yield sounding.together


def _ties(
    entry: er.RegistryEntry,
    device: dr.AnyDeviceEntry | None,
    area: str,
    name: str | None,
) -> Iterator[str]:
    """Yield what a twin would share: the device, an id, or the name in a room.

    Music Assistant makes a second player, on a device of its own, of each that it
    finds: with the id that the speaker has itself, or that of the first player, or at
    least with its name.
    """
    # A player that stands for another of Home Assistant's has its id.
    yield f"id {_fingerprint(entry.entity_id)}"
    if len(fingerprint := _fingerprint(entry.unique_id)) >= _SHORTEST_FINGERPRINT:
        yield f"id {fingerprint}"
    if name:
        yield f"name {area} {name.casefold()}"
    if device is None:
        return
    main = device.parent_device_id if isinstance(device, dr.ChildDeviceEntry) else None
    yield f"device {main or device.id}"
    if isinstance(device, dr.DeviceEntry):
        if device.composite_device_id:
            yield f"device {device.composite_device_id}"
        for kind, value in device.connections:
            yield f"connection {kind} {value}"


def _fingerprint(unique_id: str) -> str:
    return "".join(filter(str.isalnum, unique_id)).casefold()
