"""How other integrations reach the household, each resident, and their inboxes."""

from typing import override

from homeassistant.components.notify import NotifyEntity
from homeassistant.components.notify.const import NotifyEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import SamanthaConfigEntry
from .delivering import SOURCE_NOTIFY, async_deliver
from .entity import ResidentEntity, SamanthaEntity, async_add_for_residents
from .keeping import told_if_not_kept
from .manners.utterance import Privacy
from .messages.message import Incoming
from .messages.rules import SourceRules
from .residents import ResidentSettings
from .voice.terms import ATTR_FOR, ATTR_PRIVACY, ATTR_TEXT, ATTR_TITLE

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the household's entity, and one for each resident."""
    async_add_entities([HouseholdNotifyEntity(entry)])
    async_add_for_residents(
        entry,
        async_add_entities,
        lambda resident: [
            ResidentNotifyEntity(hass, entry, resident),
            InboxNotifyEntity(hass, entry, resident),
        ],
    )


class HouseholdNotifyEntity(SamanthaEntity, NotifyEntity):
    """Says something to whoever is at home."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(self, entry: SamanthaConfigEntry) -> None:
        """Take the door from the entry."""
        super().__init__(entry, "household")
        self._voice = entry.runtime_data.voice

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Have it said, where and when the manners allow."""
        with told_if_not_kept():
            await self._voice.async_say({ATTR_TEXT: [message], ATTR_TITLE: title})


class ResidentNotifyEntity(ResidentEntity, NotifyEntity):
    """Says something to one resident."""

    _attr_name = None
    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings,
    ) -> None:
        """Take the door from the entry."""
        super().__init__(hass, entry, resident, "resident")
        self._voice = entry.runtime_data.voice
        self._person = resident.person

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Have it said to the resident, not while there are guests."""
        data = {
            ATTR_TEXT: [message],
            ATTR_TITLE: title,
            ATTR_FOR: [self._person],
            ATTR_PRIVACY: Privacy.HOUSEHOLD,
        }
        with told_if_not_kept():
            await self._voice.async_say(data)


class InboxNotifyEntity(ResidentEntity, NotifyEntity):
    """Puts a message in a resident's inbox; its title is who it is from."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings,
    ) -> None:
        """Take the inbox from the entry."""
        super().__init__(hass, entry, resident, "inbox")
        self._inbox = entry.runtime_data.inbox
        self._rules = SourceRules(residents=(resident.key,))

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Keep it for the resident; it is on disk when this returns."""
        await async_deliver(
            self._inbox,
            self._rules,
            Incoming(text=message, source=SOURCE_NOTIFY, sender=title),
        )
