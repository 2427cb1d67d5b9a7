"""What of the house is used: its rooms, the sensors in them, and the voices."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Self

from homeassistant.components.assist_satellite import DOMAIN as ASSIST_SATELLITE
from homeassistant.components.binary_sensor.const import (
    DOMAIN as BINARY_SENSOR,
    BinarySensorDeviceClass,
)
from homeassistant.components.media_player.const import (
    DOMAIN as MEDIA_PLAYER,
    MediaPlayerEntityFeature,
)
from homeassistant.components.timer import DOMAIN as TIMER
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from ..house_settings import HouseSettings
from ..manners.ears import ears_of, grouped
from ..manners.situation import VoiceKind
from ..residents import ResidentSettings
from .mouths import Sounding, async_sounding, links
from .playing import SCREENS
from .presence import AreaNames
from .satellites import speaks

_NOTIFY: Final = "notify"
_PRESENCE: Final = frozenset(
    {BinarySensorDeviceClass.OCCUPANCY, BinarySensorDeviceClass.PRESENCE}
)
# These sound: a group of them is one.
_SOUNDS: Final = frozenset({ASSIST_SATELLITE, MEDIA_PLAYER})
DOMAINS: Final = _SOUNDS | {BINARY_SENSOR, TIMER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """An area, and the entities in it that tell of it."""

    key: str
    ear: str
    # They also tell that nobody is there.
    presence: tuple[str, ...] = ()
    motion: tuple[str, ...] = ()
    players: tuple[str, ...] = ()
    timers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mouthpiece:
    """A voice, as far as registries and settings tell."""

    key: str
    kind: VoiceKind
    mouth: str
    area: str | None = None
    resident: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPlan:
    """What of the house is used, until a registry or the residents change."""

    rooms: Mapping[str, Room]
    voices: Mapping[str, Mouthpiece]
    names: AreaNames
    # The motion sensors of all rooms.
    motion: frozenset[str]

    @classmethod
    def empty(cls) -> Self:
        """Return the plan of no house."""
        return cls(rooms={}, voices={}, names=AreaNames(()), motion=frozenset())


@callback
def async_draw(
    hass: HomeAssistant,
    settings: HouseSettings,
    residents: Mapping[str, ResidentSettings],
) -> FloorPlan:
    """Read the registries. Only what sits in an area is used."""
    areas = list(ar.async_get(hass).async_list_areas())
    placed = {entry.entity_id: (entry, area) for entry, area in _placed(hass)}
    soundings = {
        entity_id: async_sounding(hass, entry, area)
        for entity_id, (entry, area) in placed.items()
        if entry.domain in _SOUNDS
    }
    mouths = grouped(soundings, links(soundings.values()))
    ears = ears_of(
        (area.id for area in areas),
        settings.open_plan,
        mouths,
        {
            entity_id: area
            for entity_id, (_, area) in placed.items()
            if entity_id in soundings and not soundings[entity_id].is_group
        },
    )
    players, timers, presence, motion = (
        _by_area(placed, lambda entry: entry.domain == MEDIA_PLAYER),
        _by_area(placed, lambda entry: entry.domain == TIMER),
        _by_area(placed, lambda entry: _device_class(entry) in _PRESENCE),
        _by_area(
            placed, lambda entry: _device_class(entry) == BinarySensorDeviceClass.MOTION
        ),
    )
    return FloorPlan(
        rooms={
            area.id: Room(
                key=area.id,
                ear=ears[area.id],
                presence=presence[area.id],
                motion=motion[area.id],
                players=players[area.id],
                timers=timers[area.id],
            )
            for area in areas
        },
        voices={
            voice.key: voice
            for voice in (
                *_satellites(hass, placed, mouths, residents),
                *_speakers(hass, placed, mouths, soundings),
                *_phones(residents),
            )
        },
        names=AreaNames(areas),
        motion=frozenset(sensor for sensors in motion.values() for sensor in sensors),
    )


def _placed(hass: HomeAssistant) -> Iterator[tuple[er.RegistryEntry, str]]:
    """Yield the entities that may be of use, each with the area that it is in."""
    devices, areas = dr.async_get(hass), ar.async_get(hass)
    for entry in er.async_get(hass).entities.values():
        if entry.domain not in DOMAINS or entry.disabled_by:
            continue
        area_id = entry.area_id
        if area_id is None and entry.device_id:
            device = devices.async_get(entry.device_id)
            area_id = dr.async_get_effective_area_id(hass, device) if device else None
        if area_id and areas.async_get_area(area_id):
            yield entry, area_id


def _by_area(
    placed: Mapping[str, tuple[er.RegistryEntry, str]],
    fits: Callable[[er.RegistryEntry], bool],
) -> Mapping[str, tuple[str, ...]]:
    found = defaultdict[str, tuple[str, ...]](tuple)
    for entity_id in sorted(placed):
        entry, area = placed[entity_id]
        if fits(entry):
            found[area] += (entity_id,)
    return found


def _device_class(entry: er.RegistryEntry) -> str | None:
    """Return the class of a binary sensor."""
    if entry.domain != BINARY_SENSOR:
        return None
    return entry.device_class or entry.original_device_class


def _satellites(
    hass: HomeAssistant,
    placed: Mapping[str, tuple[er.RegistryEntry, str]],
    mouths: Mapping[str, str],
    residents: Mapping[str, ResidentSettings],
) -> Iterator[Mouthpiece]:
    """Yield the satellites that she can speak through."""
    owners = {
        satellite: resident.key
        for resident in residents.values()
        for satellite in resident.satellites
    }
    for entity_id, (entry, area) in placed.items():
        if entry.domain == ASSIST_SATELLITE and speaks(hass, entity_id):
            yield Mouthpiece(
                key=entity_id,
                kind=VoiceKind.SATELLITE,
                mouth=mouths[entity_id],
                area=area,
                resident=owners.get(entity_id),
            )


def _speakers(
    hass: HomeAssistant,
    placed: Mapping[str, tuple[er.RegistryEntry, str]],
    mouths: Mapping[str, str],
    soundings: Mapping[str, Sounding],
) -> Iterator[Mouthpiece]:
    """Yield the players that she can speak through.

    A satellite's own player is left to the satellite, a group of players to them, and
    a screen off.
    """
    satellites = {
        mouths[entity_id]
        for entity_id, (entry, _) in placed.items()
        if entry.domain == ASSIST_SATELLITE and speaks(hass, entity_id)
    }
    for entity_id, (entry, area) in placed.items():
        if (
            entry.domain == MEDIA_PLAYER
            and entry.supported_features & MediaPlayerEntityFeature.PLAY_MEDIA
            and (entry.device_class or entry.original_device_class) not in SCREENS
            and not soundings[entity_id].is_group
            and mouths[entity_id] not in satellites
        ):
            yield Mouthpiece(
                key=entity_id,
                kind=VoiceKind.SPEAKER,
                mouth=mouths[entity_id],
                area=area,
            )


def _phones(residents: Mapping[str, ResidentSettings]) -> Iterator[Mouthpiece]:
    for resident in residents.values():
        if resident.phone:
            key = f"{_NOTIFY}.{resident.phone}"
            yield Mouthpiece(
                key=key, kind=VoiceKind.PHONE, mouth=key, resident=resident.key
            )
