"""Automations that act on what an open microphone overhears, and the issue about it."""

from collections.abc import Iterator
from typing import Any, Final

from homeassistant.components.automation import (
    DATA_COMPONENT,
    EVENT_AUTOMATION_RELOADED,
)
from homeassistant.const import (
    CONF_ENABLED,
    CONF_PLATFORM,
    CONF_TRIGGER,
    CONF_TRIGGERS,
    EVENT_STATE_CHANGED,
)
from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import issue_registry as ir

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
    entry.async_on_unload(
        hass.bus.async_listen(
            EVENT_STATE_CHANGED, tell, event_filter=_starts_or_stops_an_automation
        )
    )
    tell()


@callback
def _starts_or_stops_an_automation(data: EventStateChangedData) -> bool:
    old, new = data["old_state"], data["new_state"]
    return data["entity_id"].startswith(f"{AUTOMATION}.") and (
        (old and old.state) != (new and new.state)
    )


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
        triggers = config.get(CONF_TRIGGERS) or config.get(CONF_TRIGGER)
        if automation.is_on and any(map(_is_sentence, _listed(triggers))):
            yield str(automation.name)


def _listed(triggers: Any) -> Iterator[dict[str, Any]]:
    """Yield triggers, which stand alone, in lists, and in lists within those."""
    for one in triggers if isinstance(triggers, list) else [triggers]:
        if not isinstance(one, dict):
            continue
        if CONF_TRIGGERS in one:
            yield from _listed(one[CONF_TRIGGERS])
        else:
            yield one


def _is_sentence(trigger: dict[str, Any]) -> bool:
    return trigger.get(CONF_ENABLED) is not False and _SENTENCE in {
        trigger.get(CONF_TRIGGER),
        trigger.get(CONF_PLATFORM),
    }
