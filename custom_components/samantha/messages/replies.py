"""Answers, sent back the way that a message came, or the contact's own way.

A notify action would put the words into an event, and so into the recorder. The entity
is asked instead; it is what the action asks.
"""

import asyncio
from collections.abc import Iterator, Mapping
import logging
from typing import Any, Final

from homeassistant.components.notify.const import DATA_COMPONENT
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..addresses import AddressKind, read_address

_LOGGER = logging.getLogger(__name__)

REPLY_CHAT: Final = "chat"
REPLY_ENTRY: Final = "entry"
REPLY_NOTIFY: Final = "notify"
REPLY_TITLE: Final = "title"

LONGEST_REPLY: Final = 1_000

_NOTIFY: Final = "notify"
_SMTP: Final = "smtp"
_CHAT_ID: Final = "chat_id"
_PATIENCE: Final = 30.0
_UNAVAILABLE: Final = frozenset({"unavailable", None})


def way_back(
    hass: HomeAssistant,
    *,
    reply: Mapping[str, Any],
    address: str | None,
    contact: str | None,
) -> str | None:
    """Return the notify entity that an answer goes to, where there is one.

    Args:
        hass: the house.
        reply: what the source says of the way back.
        address: where the message came from.
        contact: the contact's own notify entity.

    """
    for entity_id in _ways(hass, reply, address, contact):
        state = hass.states.get(entity_id)
        if state is not None and state.state not in _UNAVAILABLE:
            return entity_id
    return None


async def async_send(
    hass: HomeAssistant, entity_id: str, text: str, title: str | None
) -> bool:
    """Send an answer; return whether it has gone."""
    component = hass.data.get(DATA_COMPONENT)
    entity = component.get_entity(entity_id) if component else None
    if entity is None:
        return False
    try:
        async with asyncio.timeout(_PATIENCE):
            await entity.async_send_message(text, title)
    except Exception as err:  # noqa: BLE001 # other integrations may raise anything
        # An error may quote what was to be sent.
        _LOGGER.warning(
            "%s could not send an answer: %s", entity_id, type(err).__name__
        )
        return False
    return True


def _ways(
    hass: HomeAssistant,
    reply: Mapping[str, Any],
    address: str | None,
    contact: str | None,
) -> Iterator[str]:
    if named := reply.get(REPLY_NOTIFY):
        yield str(named)
    if chat := reply.get(REPLY_CHAT):
        yield from _of_subentries(hass, reply.get(REPLY_ENTRY), chat)
    mail = read_address(address or "")
    if mail and mail.kind is AddressKind.MAIL:
        yield from _to_mail(hass, mail.value)
    if contact:
        yield contact


def _of_subentries(
    hass: HomeAssistant, entry_id: str | None, chat: Any
) -> Iterator[str]:
    """Yield the notify entity of a chat that an entry knows."""
    entry = hass.config_entries.async_get_entry(entry_id or "")
    if entry is None:
        return
    for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        subentry = entry.subentries.get(one.config_subentry_id or "")
        if (
            one.domain == _NOTIFY
            and subentry is not None
            and str(subentry.data.get(_CHAT_ID)) == str(chat)
        ):
            yield one.entity_id


def _to_mail(hass: HomeAssistant, address: str) -> Iterator[str]:
    """Yield the notify entities of a mail server that reach an address."""
    for entry in hass.config_entries.async_entries(_SMTP):
        for one in er.async_entries_for_config_entry(
            er.async_get(hass), entry.entry_id
        ):
            subentry = entry.subentries.get(one.config_subentry_id or "")
            if (
                one.domain == _NOTIFY
                and subentry is not None
                and (subentry.unique_id or "").casefold() == address
            ):
                yield one.entity_id
