"""The names of the house as Home Assistant has them now, sorted by their sound."""

from collections.abc import Iterator, Mapping

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    intent,
)

from .changes import listen_for_changes
from .soundalikes import Name, SoundIndex
from .sounds import Sounds, Spoken


class HouseNames:
    """The names of the house, a sound index for each language that was spoken.

    After a change they are read again when they are next needed.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        """Listen for what changes names, as Home Assistant's agent does."""
        self._hass = hass
        self._indexes: dict[str, SoundIndex] = {}
        self._readings: dict[str, Mapping[tuple[str, ...], Spoken]] = {}
        self._changes = 0
        self._listeners = listen_for_changes(hass, self._changed)

    async def async_index(self, language: str, sounds: Sounds) -> SoundIndex:
        """Return the names as they are now, as a language makes them sound."""
        if (index := self._indexes.get(language)) is not None:
            return index
        changes = self._changes
        index = await self._hass.async_add_executor_job(
            SoundIndex,
            list(_names(self._hass)),
            sounds,
            self._readings.get(language, {}),
        )
        self._readings[language] = index.readings
        if changes == self._changes:
            self._indexes[language] = index
        return index

    def close(self) -> None:
        """Forget the names and listen no longer."""
        while self._listeners:
            self._listeners.pop()()
        self._indexes.clear()
        self._readings.clear()

    @callback
    def _changed(self) -> None:
        self._changes += 1
        self._indexes.clear()


def _names(hass: HomeAssistant) -> Iterator[Name]:
    """Return the names and aliases of entities, areas and floors.

    An area or a floor is one to speak of where something in it is exposed. What is not
    exposed is among them to be told apart from what is.
    """
    entities = er.async_get(hass)
    used: set[str | None] = set()
    for state in hass.states.async_all():
        exposed = async_should_expose(hass, CONVERSATION_DOMAIN, state.entity_id)
        entry = entities.async_get(state.entity_id)
        for name in intent.async_get_entity_aliases(hass, entry, state=state):
            yield Name(name, exposed)
        if exposed and entry is not None:
            used.add(_area_of(hass, entry))
    used_floors: set[str | None] = set()
    for area in ar.async_get(hass).async_list_areas():
        exposed = area.id in used
        if exposed:
            used_floors.add(area.floor_id)
        for name in (area.name, *area.aliases):
            yield Name(name, exposed)
    for floor in fr.async_get(hass).async_list_floors():
        for name in (floor.name, *floor.aliases):
            yield Name(name, floor.floor_id in used_floors)


def _area_of(hass: HomeAssistant, entry: er.RegistryEntry) -> str | None:
    if entry.area_id or not entry.device_id:
        return entry.area_id
    device = dr.async_get(hass).async_get(entry.device_id)
    return dr.async_get_effective_area_id(hass, device) if device else None
