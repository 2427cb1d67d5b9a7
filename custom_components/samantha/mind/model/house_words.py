"""The index of the exposed house, kept by the events that change names."""

import asyncio
from collections.abc import Mapping
from typing import Final

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, State, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    intent,
    label_registry as lr,
)
from homeassistant.helpers.translation import async_get_translations

from ..changes import listen_for_changes
from .afterwards import Afterwards
from .plain import trusted_name
from .retrieval import Item, Retrieval

# So many entities are read without a pause.
_BATCH: Final = 100

_KINDS: Final = "entity_component"
_OUTLINE_AREAS: Final = 40


class HouseWords:
    """Keeps the index. After a change the old one serves until the new one is made."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Listen from the first use on."""
        self._hass = hass
        self._listeners: list[CALLBACK_TYPE] = []
        self._retrieval: Retrieval | None = None
        self._outline: tuple[str, ...] = ()
        self._first: asyncio.Task[None] | None = None
        self._anew = Afterwards(hass, self._make, "samantha words of the house")

    async def async_get(self) -> Retrieval:
        """Return the index; only the first time it has to be waited for."""
        if not self._listeners:
            self._listeners = listen_for_changes(self._hass, self._anew.changed)
        if self._retrieval is None:
            if self._first is None:
                self._first = self._hass.async_create_background_task(
                    self._make(), "samantha first words of the house"
                )
            await asyncio.shield(self._first)
        assert self._retrieval is not None  # noqa: S101  # what was just made
        return self._retrieval

    @property
    def areas(self) -> tuple[str, ...]:
        """Return the names of the areas that have something exposed, in order."""
        return self._outline

    @callback
    def close(self) -> None:
        """Listen no more and forget."""
        while self._listeners:
            self._listeners.pop()()
        self._anew.close()
        if self._first is not None:
            self._first.cancel()
        self._retrieval, self._first = None, None

    async def _make(self) -> None:
        kinds = await _kinds(self._hass)
        items: list[Item] = []
        for number, state in enumerate(self._hass.states.async_all()):
            if number % _BATCH == 0:
                await asyncio.sleep(0)
            if async_should_expose(self._hass, CONVERSATION_DOMAIN, state.entity_id):
                items.append(_item(self._hass, state, kinds))
        self._retrieval = await self._hass.async_add_executor_job(Retrieval, items)
        used = {item.area_id for item in items}
        self._outline = tuple(
            sorted(
                area.name
                for area in ar.async_get(self._hass).async_list_areas()
                if area.id in used
            )[:_OUTLINE_AREAS]
        )


async def _kinds(hass: HomeAssistant) -> Mapping[str, str]:
    """Return what Home Assistant calls domains and device classes in its language."""
    domains = {state.domain for state in hass.states.async_all()}
    return await async_get_translations(hass, hass.config.language, _KINDS, domains)


def _item(hass: HomeAssistant, state: State, kinds: Mapping[str, str]) -> Item:
    entry = er.async_get(hass).async_get(state.entity_id)
    names = intent.async_get_entity_aliases(hass, entry, state=state)
    devices = dr.async_get(hass)
    device = devices.async_get(entry.device_id) if entry and entry.device_id else None
    area_id = (entry.area_id if entry else None) or (
        dr.async_get_effective_area_id(hass, device) if device else None
    )
    area = ar.async_get(hass).async_get_area(area_id) if area_id else None
    floor = (
        fr.async_get(hass).async_get_floor(area.floor_id)
        if area and area.floor_id
        else None
    )
    labels = (entry.labels if entry else set()) | (device.labels if device else set())
    device_class = state.attributes.get(ATTR_DEVICE_CLASS)
    prefix = f"component.{state.domain}.{_KINDS}"
    called = [
        *names,
        state.domain.replace("_", " "),
        kinds.get(f"{prefix}._.name", ""),
        *(area.aliases if area else ()),
        area.name if area else "",
        floor.name if floor else "",
        *(
            label.name
            for label_id in labels
            if (label := lr.async_get(hass).async_get_label(label_id))
        ),
    ]
    if isinstance(device_class, str):
        called += [
            device_class.replace("_", " "),
            kinds.get(f"{prefix}.{device_class}.name", ""),
        ]
    return Item(
        entity_id=state.entity_id,
        name=trusted_name(state, entry, list(names)),
        domain=state.domain,
        area_id=area_id,
        area=area.name if area else "",
        called=tuple(text for text in called if text),
    )
