"""The repair issue that names a satellite that never gets done."""

from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN

ISSUE_VOICE_STUCK: Final = "voice_stuck"


@callback
def async_tell_stuck(hass: HomeAssistant, voice: str, *, stuck: bool) -> None:
    """Tell the owner while a satellite is stuck, and take it back when it is not."""
    issue = f"{ISSUE_VOICE_STUCK}_{voice}"
    if not stuck:
        ir.async_delete_issue(hass, DOMAIN, issue)
        return
    state = hass.states.get(voice)
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_VOICE_STUCK,
        translation_placeholders={"name": state.name if state else voice},
    )
