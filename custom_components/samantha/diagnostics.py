"""What helps to find a fault, without anything that was said and without names."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_CODE, CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .const import CONF_NICKNAMES, CONF_UNCONFIRMED
from .contacts import Contact, contacts_of
from .data import HerFamily, SamanthaConfigEntry
from .messages.sources.settings import sources_of

TO_REDACT = {CONF_CODE, CONF_NAME, CONF_NICKNAMES}


async def async_get_config_entry_diagnostics(
    _hass: HomeAssistant, entry: SamanthaConfigEntry
) -> dict[str, Any]:
    """Return the settings, redacted, and the figures of the database and the mind."""
    data = entry.runtime_data
    return {
        "data": async_redact_data(entry.data, TO_REDACT),
        "options": async_redact_data(entry.options, TO_REDACT)
        | {CONF_UNCONFIRMED: len(entry.options.get(CONF_UNCONFIRMED, ()))},
        # Which of a resident's settings are filled in, and not with what.
        "residents": [
            sorted(setting for setting, value in subentry.data.items() if value)
            for subentry in entry.subentries.values()
        ],
        "store": asdict(await data.store.statistics()),
        "reminders": len(data.family.reminders.book.all()),
        "turns": dict(data.mind.turns),
        "contacts": [
            _of_contact(data.family, one) for one in contacts_of(entry).values()
        ],
        "sources": Counter(source.kind.value for source in sources_of(entry).values()),
        "messages_waiting": sum(data.inbox.box.counts.values()),
        "models": data.mind.models.figures(),
    }


def _of_contact(family: HerFamily, contact: Contact) -> dict[str, Any]:
    """Return how it stands with calls to a contact, and not who or when."""
    window = family.window(contact.key)
    nudges = [row for row in family.nudges.book.all() if row.contact == contact.key]
    return {
        "cadence": contact.cadence,
        "due": None if window is None else window.opens <= dt_util.utcnow(),
        "talks": len(family.talks.of(contact.key)),
        "nudged": sum(row.told is not None for row in nudges),
        "ignored": sum(row.ignored for row in nudges),
        "stretched": sum(row.stretched for row in nudges),
        "stopped": sum(row.stopped for row in nudges),
    }
