"""Build a planned home into a Home Assistant that runs in this process."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.homeassistant.const import DATA_EXPOSED_ENTITIES
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.intent.timers import async_register_timer_handler
from homeassistant.config_entries import HANDLERS, ConfigEntry, ConfigFlow
from homeassistant.core import HomeAssistant
from homeassistant.core_config import async_process_ha_core_config
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
)
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_integration,
    mock_platform,
)

from . import moved, regulated, switched, told
from .device import MAKER, Device
from .home import Home
from .plan import Area, Plan, Thing

ASSISTANT = "conversation"
FAKES: dict[str, type[Device]] = {
    "alarm_control_panel": moved.Alarm,
    "binary_sensor": told.Contact,
    "button": switched.Button,
    "calendar": told.Calendar,
    "climate": regulated.Climate,
    "cover": moved.Cover,
    "device_tracker": told.Tracker,
    "fan": switched.Fan,
    "humidifier": regulated.Humidifier,
    "lawn_mower": moved.Mower,
    "light": switched.Light,
    "lock": moved.Lock,
    "media_player": regulated.Player,
    "number": switched.Number,
    "select": switched.Select,
    "sensor": told.Sensor,
    "switch": switched.Switch,
    "todo": told.Todo,
    "update": told.Release,
    "vacuum": moved.Vacuum,
    "valve": moved.Valve,
    "water_heater": regulated.Boiler,
    "weather": told.Weather,
}


def moment_of(plan: Plan) -> datetime:
    """Return the moment at which the clock of a home stands."""
    zone = ZoneInfo(plan.core["time_zone"])
    return datetime.fromisoformat(plan.core["now"]).replace(tzinfo=zone)


async def build(hass: HomeAssistant, plan: Plan, clock: FrozenDateTimeFactory) -> Home:
    """Build the home; the clock has to stand at the plan's moment."""
    core = {key: value for key, value in plan.core.items() if key != "now"}
    await async_process_ha_core_config(hass, core)
    assert await async_setup_component(hass, "homeassistant", {})
    hass.data[DATA_EXPOSED_ENTITIES].async_set_expose_new_entities(
        ASSISTANT, expose_new=False
    )
    assert await async_setup_component(hass, "conversation", {})
    assert await async_setup_component(hass, "intent", {})
    _build_areas(hass, plan)
    for domain, config in plan.helpers.items():
        assert await async_setup_component(hass, domain, {domain: config}), domain
    home = Home(hass=hass, plan=plan, clock=clock)
    await _install(home)
    home.satellites = _add_satellites(hass, plan.areas)
    for thing in plan.everything():
        _register(hass, thing)
    _measure_areas(hass, plan.areas)
    await hass.async_block_till_done()
    await home.settle()
    return home


async def _install(home: Home) -> None:
    devices: dict[str, list[Device]] = defaultdict(list)
    for thing in home.plan.things:
        if thing.domain not in FAKES:
            _put_up(home.hass, thing)
            continue
        odd = thing.values.get("odd")
        devices[thing.domain].append((told.Odd if odd else FAKES[thing.domain])(thing))
    home.devices = {
        device.entity_id: device for some in devices.values() for device in some
    }
    await _set_up_entry(home.hass, devices)


def _adding(devices: Iterable[Device]) -> Any:
    async def add(
        _hass: HomeAssistant,
        _entry: ConfigEntry,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        async_add_entities(devices)

    return add


async def _set_up_entry(
    hass: HomeAssistant, devices: Mapping[str, Iterable[Device]]
) -> None:
    platforms = list(devices)

    async def set_up(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, platforms)
        return True

    async def unload(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        return await hass.config_entries.async_unload_platforms(entry, platforms)

    mock_integration(
        hass, MockModule(MAKER, async_setup_entry=set_up, async_unload_entry=unload)
    )
    mock_platform(hass, f"{MAKER}.config_flow")
    for domain, some in devices.items():
        mock_platform(
            hass,
            f"{MAKER}.{domain}",
            MockPlatform(async_setup_entry=_adding(some)),
        )
    HANDLERS[MAKER] = ConfigFlow
    entry = MockConfigEntry(domain=MAKER, title="House")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def _put_up(hass: HomeAssistant, thing: Thing) -> None:
    """Show the state of a thing that no sentence can change, such as a doorbell's."""
    er.async_get(hass).async_get_or_create(
        thing.domain,
        MAKER,
        thing.entity_id,
        object_id_base=thing.entity_id.partition(".")[2],
        original_name=thing.full_name,
    )
    hass.states.async_set(
        thing.entity_id,
        (dt_util.utcnow() - thing.since).isoformat(timespec="milliseconds")
        if thing.state is None
        else str(thing.state),
        {"friendly_name": thing.full_name, **thing.values},
    )


def _build_areas(hass: HomeAssistant, plan: Plan) -> None:
    floors = {
        floor.name: fr.async_get(hass)
        .async_create(floor.name, level=floor.level, aliases=set(floor.aliases))
        .floor_id
        for floor in plan.floors
    }
    for area in plan.areas:
        ar.async_get(hass).async_create(
            area.name,
            aliases=set(area.aliases),
            floor_id=floors[area.floor] if area.floor else None,
            labels=_labels(hass, area.labels),
        )


def _labels(hass: HomeAssistant, names: Iterable[str]) -> set[str]:
    registry = lr.async_get(hass)
    return {
        (registry.async_get_label_by_name(name) or registry.async_create(name)).label_id
        for name in names
    }


def _area_id(hass: HomeAssistant, name: str) -> str:
    area = ar.async_get(hass).async_get_area_by_name(name)
    assert area is not None, name
    return area.id


def _register(hass: HomeAssistant, thing: Thing) -> None:
    registry = er.async_get(hass)
    entry = registry.async_get(thing.entity_id)
    assert hass.states.get(thing.entity_id) is not None, thing.entity_id
    area = _area_id(hass, thing.area) if thing.area else None
    if entry is None:
        assert not any((area, thing.aliases, thing.labels)), thing.entity_id
    elif thing.device is not None and entry.device_id is not None:
        dr.async_get(hass).async_update_device(entry.device_id, area_id=area)
    else:
        registry.async_update_entity(thing.entity_id, area_id=area)
    if entry is not None:
        registry.async_update_entity(
            thing.entity_id,
            aliases=[er.COMPUTED_NAME, *thing.aliases],
            labels=_labels(hass, thing.labels),
        )
    async_expose_entity(hass, ASSISTANT, thing.entity_id, should_expose=thing.exposed)


def _measure_areas(hass: HomeAssistant, areas: Iterable[Area]) -> None:
    for area in areas:
        ar.async_get(hass).async_update(
            _area_id(hass, area.name),
            temperature_entity_id=area.temperature,
            humidity_entity_id=area.humidity,
        )


def _add_satellites(hass: HomeAssistant, areas: Iterable[Area]) -> dict[str, str]:
    """Put a satellite that keeps timers into each area; return their device ids."""
    entry = hass.config_entries.async_entries(MAKER)[0]
    satellites = {}
    for area in areas:
        area_id = _area_id(hass, area.name)
        if not area.satellite:
            continue
        device = dr.async_get(hass).async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={(MAKER, f"satellite {area.name}")},
            name=f"{area.name} satellite",
        )
        dr.async_get(hass).async_update_device(device.id, area_id=area_id)
        async_register_timer_handler(hass, device.id, lambda _event, _timer: None)
        satellites[area.name] = device.id
    return satellites
