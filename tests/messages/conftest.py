"""The house of her speaking, with contacts and a way to write to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, override

from homeassistant.components import conversation
from homeassistant.components.conversation import ConversationResult
from homeassistant.components.notify import NotifyEntity
from homeassistant.components.notify.const import NotifyEntityFeature
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.samantha.messages.message import Status

from ..her_house import HER, House
from ..household import add_contact
from ..voice.home import add_entities
from ..voice.satellite import Satellite

MUM: Final = "+49 171 1234567"


class Messenger(NotifyEntity):
    """A way to write to somebody outside, which may be broken."""

    _attr_supported_features = NotifyEntityFeature.TITLE

    def __init__(self, name: str) -> None:
        """Give it a name."""
        self._attr_name = name
        self._attr_unique_id = name
        self.sent: list[str] = []
        self.error: Exception | None = None

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Send it, or fail."""
        if self.error:
            raise self.error
        self.sent.append(message)


@dataclass(slots=True)
class Post:
    """The house, and what goes in and out of it."""

    house: House
    messenger: Messenger
    contacts: dict[str, str]
    events: list[Event[Any]] = field(default_factory=list)

    @property
    def hass(self) -> HomeAssistant:
        """Return Home Assistant."""
        return self.house.hass

    async def deliver(
        self, message: str, sender: str | None = "Mum", **data: Any
    ) -> list[Mapping[str, Any]]:
        """Have a message arrive for Anna, by the action."""
        response = await self.house.act(
            "deliver_message",
            **{"for": ["person.anna"], "message": message, "sender": sender}
            | ({"address": MUM} if sender == "Mum" else {})
            | data,
        )
        assert response
        return response["messages"]  # type: ignore[return-value]

    async def say(self, text: str, room: Satellite | None = None) -> str:
        """Say something to her in the kitchen, or in a room; return the answer."""
        return await self.house.talk(text, room or self.house.kitchen)

    async def turn(
        self, text: str, conversation_id: str | None = None
    ) -> ConversationResult:
        """Say something to her in the kitchen; return all of the answer."""
        result = await conversation.async_converse(
            self.hass,
            text,
            conversation_id,
            Context(),
            "en",
            HER,
            satellite_id=self.house.kitchen.entity_id,
        )
        await self.house.settle()
        return result

    async def choose(self, name: str = "anna", **settings: Any) -> None:
        """Let a resident choose how they learn of messages."""
        subentry = self.house.entry.subentries[self.house.residents[name]]
        self.hass.config_entries.async_update_subentry(
            self.house.entry, subentry, data={**subentry.data, **settings}
        )
        await self.house.settle()

    def company(self, *, near: bool) -> None:
        """Let Theo be at home too, where nobody knows, or away."""
        self.house.person("theo", "home" if near else "not_home")

    def count(self, name: str = "anna") -> int:
        """Return how many messages a sensor counts."""
        state = self.hass.states.get(f"sensor.{name}_messages")
        assert state
        return int(state.state)

    def happened(self, name: str = "anna") -> str | None:
        """Return what has become of messages last."""
        state = self.hass.states.get(f"event.{name}_message")
        assert state
        what: str | None = state.attributes["event_type"]
        return what


@pytest.fixture
async def post(house: House) -> Post:
    """Give Anna a mother who can be written to, and a friend who can't."""
    messenger = Messenger("Mum's messenger")
    await add_entities(house.hass, "messengers", [messenger])
    contacts = {
        "mum": add_contact(
            house.hass,
            house.entry,
            "Carla Berg",
            {
                "relation": "mother",
                "nicknames": ["Carly"],
                "addresses": [MUM],
                "notify": messenger.entity_id,
            },
        ),
        "tom": add_contact(
            house.hass, house.entry, "Tom", {"addresses": ["tom@example.org"]}
        ),
    }
    await house.settle()
    return Post(house, messenger, contacts)


@pytest.fixture
def events(hass: HomeAssistant) -> list[Event[Any]]:
    """Return every event of the house, as it fires."""
    fired: list[Event[Any]] = []

    @callback
    def note(event: Event[Any]) -> None:
        fired.append(event)

    hass.bus.async_listen("*", note)
    return fired


NOT_SENT: Final = (
    HomeAssistantError("no"),
    TimeoutError(),
    OSError("down"),
    KeyError("no"),
)
STATUSES: Final = tuple(Status)
