"""Automations that act on what an open microphone overhears, and the issue about it."""

from collections.abc import Iterator
from typing import Any, Final

from homeassistant.components.automation import (
    DATA_COMPONENT,
    EVENT_AUTOMATION_RELOADED,
)
from homeassistant.const import CONF_PLATFORM, CONF_TRIGGER, CONF_TRIGGERS
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_state_added_domain

from .const import DOMAIN, ISSUE_OVERHEARD_TRIGGERS
from .data import SamanthaConfigEntry

AUTOMATION: Final = "automation"
_SENTENCE: Final = "conversation"


@callback
def async_watch_triggers(hass: HomeAssistant, entry: SamanthaConfigEntry) -> None:
    """Tell the owner while talk in a room could set off automations of theirs.

    Home Assistant runs a sentence trigger before it asks an agent, and nothing turns
    that off for a pipeline.
    """
    attention = entry.runtime_data.mind.attention

    @callback
    def tell(_event: Event[Any] | None = None) -> None:
        _tell_owner(hass, may_overhear=attention.has_open_microphones())

    @callback
    def forget() -> None:
        ir.async_delete_issue(hass, DOMAIN, ISSUE_OVERHEARD_TRIGGERS)

    entry.async_on_unload(forget)
    entry.async_on_unload(attention.listen(tell))
    entry.async_on_unload(hass.bus.async_listen(EVENT_AUTOMATION_RELOADED, tell))
    entry.async_on_unload(async_track_state_added_domain(hass, AUTOMATION, tell))
    tell()


def _tell_owner(hass: HomeAssistant, *, may_overhear: bool) -> None:
    names = sorted(_with_sentences(hass)) if may_overhear else []
    if not names:
        ir.async_delete_issue(hass, DOMAIN, ISSUE_OVERHEARD_TRIGGERS)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        ISSUE_OVERHEARD_TRIGGERS,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_OVERHEARD_TRIGGERS,
        translation_placeholders={"automations": ", ".join(names)},
    )


def _with_sentences(hass: HomeAssistant) -> Iterator[str]:
    """Yield the names of the automations that wait for a sentence."""
    component = hass.data.get(DATA_COMPONENT)
    for automation in component.entities if component else ():
        config = automation.raw_config or {}
        triggers = config.get(CONF_TRIGGERS) or config.get(CONF_TRIGGER) or ()
        listed = [triggers] if isinstance(triggers, dict) else triggers
        if any(map(_is_sentence, listed)):
            yield str(automation.name)


def _is_sentence(trigger: Any) -> bool:
    return isinstance(trigger, dict) and _SENTENCE in {
        trigger.get(CONF_TRIGGER),
        trigger.get(CONF_PLATFORM),
    }
