"""A house with people, rooms and satellites, and her in it."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp.test_utils import TestClient
from homeassistant.components import conversation
from homeassistant.components.assist_satellite import AssistSatelliteEntityFeature
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import (
    Context,
    Event,
    EventStateChangedData,
    HomeAssistant,
    ServiceResponse,
    callback,
)
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from .household import add_resident
from .voice.engine import Engine
from .voice.home import COMPONENTS, add_entities, set_pipeline
from .voice.satellite import Fetch, Satellite

HER = "conversation.samantha"
DOMAIN = "samantha"
SAID = "event.samantha_said"
WAITING = "sensor.samantha_waiting"


@dataclass(slots=True)
class House:
    """The house: who lives there, and what its satellites have played."""

    hass: HomeAssistant
    entry: MockConfigEntry
    engine: Engine
    kitchen: Satellite
    bedroom: Satellite
    residents: dict[str, str]
    fetch: Fetch

    @property
    def heard(self) -> dict[str, list[str]]:
        """Return what was heard in each room."""
        return {"kitchen": self.kitchen.heard, "bedroom": self.bedroom.heard}

    async def until(self, fits: Callable[[], bool]) -> None:
        """Wait for what she tells of by her event, until it is so."""
        told = asyncio.Event()

        @callback
        def note(_event: Event[EventStateChangedData]) -> None:
            told.set()

        stop = async_track_state_change_event(self.hass, SAID, note)
        try:
            async with asyncio.timeout(20):
                while not fits():
                    await told.wait()
                    told.clear()
        finally:
            stop()
        await self.settle()

    async def until_heard(self, room: Satellite, *texts: str) -> None:
        """Wait until a room has heard just this."""
        await self.until(lambda: len(room.heard) >= len(texts))
        assert room.heard == list(texts)

    def said(self) -> str | None:
        """Return what her event tells of last."""
        state = self.hass.states.get(SAID)
        return state.attributes["event_type"] if state else None

    async def settle(self) -> None:
        """Let everything that goes on come to its end."""
        await self.hass.async_block_till_done(wait_background_tasks=True)

    async def act(self, action: str, **data: Any) -> ServiceResponse:
        """Call an action of hers, and let her finish."""
        service = self.hass.services.supports_response(DOMAIN, action)
        response = await self.hass.services.async_call(
            DOMAIN,
            action,
            data,
            blocking=True,
            return_response=service is not service.NONE,
        )
        await self.settle()
        return response

    async def say(self, **data: Any) -> Any:
        """Have something said; return the response."""
        return await self.act("say", **data)

    async def talk(
        self, text: str, room: Satellite | None = None, *, settled: bool = True
    ) -> str:
        """Say something to her, in a room or in the app; return the answer."""
        result = await conversation.async_converse(
            self.hass,
            text,
            None,
            Context(),
            "en",
            HER,
            satellite_id=room.entity_id if room else None,
        )
        if settled:
            await self.settle()
        speech: str = result.response.speech.get("plain", {}).get("speech", "")
        return speech

    def is_in(self, room: str, *, somebody: bool) -> None:
        """Let a room's sensor see somebody, or nobody."""
        self.hass.states.async_set(
            f"binary_sensor.{room}",
            "on" if somebody else "off",
            {"device_class": "occupancy"},
        )

    def move(self, entity_id: str, area: str) -> None:
        """Put the device of an entity into a room."""
        standing = er.async_get(self.hass).async_get(entity_id)
        assert standing
        assert standing.device_id
        dr.async_get(self.hass).async_update_device(standing.device_id, area_id=area)

    def person(self, name: str, where: str) -> None:
        """Let somebody be somewhere."""
        state = self.hass.states.get(f"person.{name}")
        attributes = dict(state.attributes) if state else {}
        self.hass.states.async_set(f"person.{name}", where, attributes)


@asynccontextmanager
async def built(
    hass: HomeAssistant, get_client: ClientSessionGenerator, entry: MockConfigEntry
) -> AsyncGenerator[House]:
    """Build the house: Anna in the kitchen, Theo away, nobody in the bedroom."""
    for component in COMPONENTS:
        assert await async_setup_component(hass, component, {})
    engine = Engine()
    await add_entities(hass, "speech", [engine])

    made: list[asyncio.Task[TestClient[Any, Any]]] = []

    async def fetch(url: str) -> bytes:
        if not made:
            made.append(asyncio.ensure_future(get_client()))
        # What is cut off while it is being made would leave it open.
        client = await asyncio.shield(made[0])
        response = await client.get(url[url.index("/api") :])
        assert response.status == 200, url
        return await response.read()

    kitchen = Satellite("Kitchen satellite", fetch)
    bedroom = Satellite(
        "Bedroom satellite", fetch, AssistSatelliteEntityFeature.ANNOUNCE
    )
    await add_entities(hass, "satellites", [kitchen, bedroom])
    entities, areas = er.async_get(hass), ar.async_get(hass)
    devices = dr.async_get(hass)
    for room, satellite in (("Kitchen", kitchen), ("Bedroom", bedroom)):
        area = areas.async_create(room).id
        standing = entities.async_get(satellite.entity_id)
        assert standing
        assert standing.device_id
        devices.async_update_device(standing.device_id, area_id=area)
        sensor = entities.async_get_or_create(
            "binary_sensor",
            "test",
            room,
            suggested_object_id=room.casefold(),
            original_device_class="occupancy",
        )
        entities.async_update_entity(sensor.entity_id, area_id=area)
    for name, where in (("anna", "home"), ("theo", "not_home")):
        hass.states.async_set(f"person.{name}", where, {"friendly_name": name.title()})
    entry.add_to_hass(hass)
    residents = {
        name: add_resident(hass, entry, f"person.{name}", name.title())
        for name in ("anna", "theo")
    }
    house = House(hass, entry, engine, kitchen, bedroom, residents, fetch)
    house.is_in("kitchen", somebody=True)
    house.is_in("bedroom", somebody=False)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await set_pipeline(
        hass, conversation_engine=HER, tts_engine=engine.entity_id, tts_language="en"
    )
    await house.settle()
    assert entry.state is ConfigEntryState.LOADED
    yield house
    await hass.config_entries.async_unload(entry.entry_id)
