"""Events of what she said and of messages: that and why, never the words."""

from collections.abc import Mapping
from typing import Final, override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .data import SamanthaConfigEntry
from .entity import ResidentEntity, SamanthaEntity, async_add_for_residents
from .manners.verdict import Action
from .messages.box import Happened
from .messages.message import Status
from .residents import ResidentSettings
from .voice.ports import Outcome, Told

PARALLEL_UPDATES = 0

_TYPES: Final[Mapping[Action, str]] = {
    Action.SPEAK: "spoken",
    Action.WHISPER: "whispered",
    Action.SIGNAL: "signalled",
    Action.DROP: "dropped",
}
_FAILED: Final = "failed"
_RECEIVED: Final = "received"


async def async_setup_entry(
    hass: HomeAssistant,
    entry: SamanthaConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add her event entity, and one for the messages of each resident."""
    async_add_entities([SaidEvent(entry)])
    async_add_for_residents(
        entry,
        async_add_entities,
        lambda resident: [MessageEvent(hass, entry, resident)],
    )


class SaidEvent(SamanthaEntity, EventEntity):
    """Fires when something was spoken, whispered, signalled or dropped."""

    _attr_event_types = [*_TYPES.values(), _FAILED]  # noqa: RUF012 # as its base has it

    def __init__(self, entry: SamanthaConfigEntry) -> None:
        """Take her voice from the entry."""
        super().__init__(entry, "said")
        self._voice = entry.runtime_data.voice

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the courier."""
        await super().async_added_to_hass()
        self.async_on_remove(self._voice.courier.listen(self._told))

    @callback
    def _told(self, told: Told) -> None:
        begins = told.outcome is None
        if begins and told.action in {Action.SPEAK, Action.WHISPER}:
            return
        failed = told.outcome is Outcome.FAILED
        self._trigger_event(
            _FAILED if failed else _TYPES[told.action],
            {
                "kind": str(told.kind),
                "areas": list(told.areas),
                "voices": list(told.voices),
                "residents": self._voice.persons(told.residents),
                "outcome": str(told.outcome) if told.outcome else None,
                "reasons": [str(reason.why) for reason in told.reasons],
            },
        )
        self.async_write_ha_state()


class MessageEvent(ResidentEntity, EventEntity):
    """Fires when something has become of a resident's messages."""

    _attr_event_types = [  # noqa: RUF012 # as its base has it
        _RECEIVED,
        *(status.value for status in Status if status is not Status.WAITING),
    ]

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        resident: ResidentSettings,
    ) -> None:
        """Take the box from the entry."""
        super().__init__(hass, entry, resident, "message")
        self._box = entry.runtime_data.inbox.box

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what happens to the messages."""
        await super().async_added_to_hass()
        self.async_on_remove(self._box.listen(self._happened))

    @callback
    def _happened(self, happened: Happened) -> None:
        if happened.resident != self._resident or (
            happened.what not in self._attr_event_types
        ):
            return
        self._trigger_event(
            happened.what,
            {"count": happened.count, "from_contact": happened.from_contact},
        )
        self.async_write_ha_state()
