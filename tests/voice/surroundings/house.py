"""A house to look around in: its areas, entities and residents, in HA's registries."""

from dataclasses import dataclass, field
from typing import Any

from homeassistant.components.assist_satellite import AssistSatelliteEntityFeature
from homeassistant.components.media_player.const import MediaPlayerEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.samantha.following import async_follow
from custom_components.samantha.house_settings import HouseSettings
from custom_components.samantha.manners.situation import (
    Area,
    Resident,
    Situation,
    Voice,
)
from custom_components.samantha.manners.verdict import Awaited
from custom_components.samantha.residents import Household
from custom_components.samantha.store import Store
from custom_components.samantha.voice.clock import HouseClock
from custom_components.samantha.voice.hushes import Hushes
from custom_components.samantha.voice.reach import HouseVoices
from custom_components.samantha.voice.surroundings import HouseSurroundings

from ...household import add_resident

FEATURES = {
    "assist_satellite": AssistSatelliteEntityFeature.ANNOUNCE,
    "media_player": MediaPlayerEntityFeature.PLAY_MEDIA,
}


class Buttons:
    """The words on a notification's buttons."""

    def later(self) -> str:
        """Return what puts it off."""
        return "Later"

    def heard_it(self) -> str:
        """Return what acknowledges it."""
        return "Heard it"


@dataclass(slots=True)
class House:
    """A house, and what is seen of it."""

    hass: HomeAssistant
    entry: MockConfigEntry
    store: Store
    told: list[Awaited] = field(default_factory=list)
    _parts: tuple[HouseSurroundings, Hushes] | None = None

    def area(self, name: str, *aliases: str) -> str:
        """Add an area; return its id."""
        return ar.async_get(self.hass).async_create(name, aliases=set(aliases)).id

    @property
    def entities(self) -> er.EntityRegistry:
        """Return the entity registry."""
        return er.async_get(self.hass)

    @property
    def devices(self) -> dr.DeviceRegistry:
        """Return the device registry."""
        return dr.async_get(self.hass)

    def device(self, name: str, **facts: Any) -> str:
        """Add a device of an integration of its own; return its id."""
        integration = MockConfigEntry(domain=name)
        integration.add_to_hass(self.hass)
        return self.devices.async_get_or_create(
            config_entry_id=integration.entry_id,
            identifiers={(name, name)},
            name=name,
            **facts,
        ).id

    def entity(  # noqa: PLR0913
        self,
        entity_id: str,
        /,
        area: str | None = None,
        state: str | None = None,
        *,
        device_class: str | None = None,
        features: int | None = None,
        platform: str = "test",
        unique_id: str | None = None,
        device: str | None = None,
        **attributes: Any,
    ) -> str:
        """Register an entity, in an area or in that of its device, with a state."""
        domain, name = entity_id.split(".")
        supported = int(FEATURES.get(domain, 0) if features is None else features)
        self.entities.async_get_or_create(
            domain,
            platform,
            unique_id or entity_id,
            suggested_object_id=name,
            original_device_class=device_class,
            supported_features=supported,
            device_id=device,
        )
        if area and device:
            self.devices.async_update_device(device, area_id=area)
        elif area:
            self.entities.async_update_entity(entity_id, area_id=area)
        if state is not None:
            facts = {"supported_features": supported, "device_class": device_class}
            self.hass.states.async_set(entity_id, state, {**facts, **attributes})
        return entity_id

    def sets(self, entity_id: str, state: str, **attributes: Any) -> None:
        """Change a state; attributes that aren't named stay."""
        before = self.hass.states.get(entity_id)
        kept = before.attributes if before else {}
        self.hass.states.async_set(entity_id, state, {**kept, **attributes})

    def resident(self, name: str, state: str = "home", **data: Any) -> str:
        """Make a person a resident; return their key."""
        person = f"person.{name.lower()}"
        self.hass.states.async_set(person, state, {"friendly_name": name})
        return add_resident(self.hass, self.entry, person, name, data)

    async def look(self, **options: Any) -> HouseSurroundings:
        """Look around from now on, with the options of the owner."""
        clock = HouseClock(self.hass)
        household = Household(self.entry)
        async_follow(self.hass, self.entry, household.async_refresh)
        hushes = Hushes(self.store, clock)
        await hushes.async_load()
        surroundings = HouseSurroundings(
            self.hass,
            HouseSettings.from_options(options),
            household=household,
            hushes=hushes,
            conditions=HouseVoices(self.hass, Buttons()),
            clock=clock,
        )
        surroundings.listen(self.told.extend)
        surroundings.async_start()
        self._parts = (surroundings, hushes)
        self.told.clear()
        return surroundings

    @property
    def surroundings(self) -> HouseSurroundings:
        """Return what looks around."""
        assert self._parts
        return self._parts[0]

    @property
    def hushes(self) -> Hushes:
        """Return the hushes."""
        assert self._parts
        return self._parts[1]

    @property
    def situation(self) -> Situation:
        """Return what is seen now."""
        return self.surroundings.situation()

    def seen_area(self, area: str) -> Area:
        """Return what is seen of an area."""
        return self.situation.areas[area]

    def seen_resident(self, key: str) -> Resident:
        """Return what is seen of a resident."""
        return self.situation.residents[key]

    def seen_voice(self, key: str) -> Voice:
        """Return what is seen of a voice."""
        return self.situation.voices[key]

    async def news(self) -> set[Awaited]:
        """Return what was told since this was last asked."""
        await self.hass.async_block_till_done()
        told, self.told[:] = set(self.told), []
        return told

    def leave(self) -> None:
        """Look around no more."""
        if self._parts:
            self._parts[0].async_close()
            self._parts[1].close()
            self._parts = None
