"""People of a test's house, made residents and contacts without the flow."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant

from custom_components.samantha.const import CONF_NICKNAMES
from custom_components.samantha.contacts import (
    CONF_ADDRESSES,
    CONF_RESIDENTS,
    SUBENTRY_CONTACT,
)
from custom_components.samantha.messages.sources.settings import SUBENTRY_SOURCE
from custom_components.samantha.residents import (
    CONF_PERSON,
    CONF_ROLE,
    CONF_SATELLITES,
    SUBENTRY_RESIDENT,
)


def add_resident(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    person: str,
    title: str,
    data: Mapping[str, Any] | None = None,
) -> str:
    """Make somebody a resident; return their key."""
    subentry = ConfigSubentry(
        data=MappingProxyType(
            {
                CONF_PERSON: person,
                CONF_ROLE: "adult",
                CONF_NICKNAMES: [],
                CONF_SATELLITES: [],
                **(data or {}),
            }
        ),
        subentry_type=SUBENTRY_RESIDENT,
        title=title,
        unique_id=person,
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


def make_child(hass: HomeAssistant, entry: ConfigEntry[Any], resident: str) -> None:
    """Make a resident a child."""
    subentry = entry.subentries[resident]
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, CONF_ROLE: "child"}
    )


def add_contact(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    name: str,
    data: Mapping[str, Any] | None = None,
) -> str:
    """Make somebody a contact; return their key."""
    subentry = ConfigSubentry(
        data=MappingProxyType(
            {
                CONF_NICKNAMES: [],
                CONF_RESIDENTS: [],
                CONF_ADDRESSES: [],
                **(data or {}),
            }
        ),
        subentry_type=SUBENTRY_CONTACT,
        title=name,
        unique_id=None,
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id


def add_source(  # noqa: PLR0913, PLR0917 # what the flow asks for
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    kind: str,
    where: str,
    residents: Iterable[str],
    data: Mapping[str, Any] | None = None,
) -> str:
    """Have messages come from somewhere; return the source's key."""
    subentry = ConfigSubentry(
        data=MappingProxyType(
            {
                "kind": kind,
                "where": where,
                "residents": list(residents),
                "aloud": "everyone",
                "contacts": [],
                "ignored": [],
                "quiet_words": [],
                "longest": 4000,
                **(data or {}),
            }
        ),
        subentry_type=SUBENTRY_SOURCE,
        title=where,
        unique_id=where,
    )
    hass.config_entries.async_add_subentry(entry, subentry)
    return subentry.subentry_id
