"""Assist pipelines that act before she is asked, and the issue that tells the owner."""

from collections.abc import Iterable

from homeassistant.components.assist_pipeline import (
    DOMAIN as ASSIST_PIPELINE,
    Pipeline,
    async_get_pipelines,
    async_update_pipeline,
)
from homeassistant.components.assist_pipeline.pipeline import async_setup_pipeline_store
from homeassistant.const import EVENT_COMPONENT_LOADED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.helpers.collection import CollectionChange
from homeassistant.setup import EventComponentLoaded

from .const import DOMAIN, ISSUE_ANSWERED_BEFORE_HER
from .data import SamanthaConfigEntry


async def async_watch_pipelines(
    hass: HomeAssistant, entry: SamanthaConfigEntry
) -> None:
    """Tell the owner for as long as a pipeline of hers acts before she is asked."""

    async def changed(_changes: Iterable[CollectionChange]) -> None:
        _tell_owner(hass)

    async def watch() -> None:
        # Returns the store that is there; the WebSocket commands use the same.
        store = (await async_setup_pipeline_store(hass)).pipeline_store
        entry.async_on_unload(store.async_add_change_set_listener(changed))
        _tell_owner(hass)

    async def loaded(event: Event[EventComponentLoaded]) -> None:
        if event.data["component"] == ASSIST_PIPELINE:
            await watch()

    @callback
    def forget() -> None:
        ir.async_delete_issue(hass, DOMAIN, ISSUE_ANSWERED_BEFORE_HER)

    entry.async_on_unload(forget)
    if ASSIST_PIPELINE in hass.config.components:
        await watch()
    else:
        entry.async_on_unload(hass.bus.async_listen(EVENT_COMPONENT_LOADED, loaded))


async def async_ask_her_first(hass: HomeAssistant) -> None:
    """Turn off what lets the pipelines of hers act before she is asked."""
    for pipeline in _answered_before_her(hass):
        await async_update_pipeline(hass, pipeline, prefer_local_intents=False)


def _answered_before_her(hass: HomeAssistant) -> list[Pipeline]:
    entities = er.async_get(hass)
    return [
        pipeline
        for pipeline in async_get_pipelines(hass)
        if pipeline.prefer_local_intents
        and (agent := entities.async_get(pipeline.conversation_engine))
        and agent.platform == DOMAIN
    ]


def _tell_owner(hass: HomeAssistant) -> None:
    names = sorted(pipeline.name for pipeline in _answered_before_her(hass))
    if not names:
        ir.async_delete_issue(hass, DOMAIN, ISSUE_ANSWERED_BEFORE_HER)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        ISSUE_ANSWERED_BEFORE_HER,
        is_fixable=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_ANSWERED_BEFORE_HER,
        translation_placeholders={"assistants": ", ".join(names)},
    )
