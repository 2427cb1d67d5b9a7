"""What the owner is told when only they can mend a model."""

from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ...const import DOMAIN
from ...data import SamanthaConfigEntry
from .failures import Failure
from .settings import ModelSettings

ISSUE_MODEL_GONE: Final = "model_gone"
ISSUE_ENTITY_GONE: Final = "entity_gone"
ISSUE_MODEL_QUOTA: Final = "model_quota"
DATA_SUBENTRY_ID: Final = "subentry_id"


def tell_owner(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    settings: ModelSettings,
    failure: Failure,
) -> None:
    """Raise the issue of a failure, or ask for another key."""
    if failure is Failure.WRONG_KEY:
        entry.async_start_reauth(hass, data={DATA_SUBENTRY_ID: settings.subentry_id})
    elif failure is Failure.UNKNOWN_MODEL and settings.entity_id is not None:
        ir.async_create_issue(
            hass,
            DOMAIN,
            _id(ISSUE_ENTITY_GONE, settings),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_ENTITY_GONE,
            translation_placeholders={
                "title": settings.title,
                "entity": settings.entity_id,
            },
        )
    elif failure is Failure.UNKNOWN_MODEL:
        ir.async_create_issue(
            hass,
            DOMAIN,
            _id(ISSUE_MODEL_GONE, settings),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_MODEL_GONE,
            translation_placeholders={
                "title": settings.title,
                "model": settings.model,
            },
        )
    elif failure is Failure.QUOTA:
        ir.async_create_issue(
            hass,
            DOMAIN,
            _id(ISSUE_MODEL_QUOTA, settings),
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_MODEL_QUOTA,
            translation_placeholders={"title": settings.title},
        )


def forget_issues(hass: HomeAssistant, settings: ModelSettings) -> None:
    """Withdraw what was said about a model."""
    for issue in (ISSUE_ENTITY_GONE, ISSUE_MODEL_GONE, ISSUE_MODEL_QUOTA):
        ir.async_delete_issue(hass, DOMAIN, _id(issue, settings))


def _id(issue: str, settings: ModelSettings) -> str:
    return f"{issue}_{settings.subentry_id}"
