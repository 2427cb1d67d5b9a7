"""The ways by which messages come in, each as its integration tells of them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Final

from homeassistant.components.notify.const import DOMAIN as NOTIFY
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
from homeassistant.exceptions import ServiceValidationError

from ..household import add_source
from .conftest import Post

BOT: Final = "event.bot"
TOPIC: Final = "event.topic"
PHONE: Final = "sensor.phone_last_notification"
MAILBOX: Final = "mailbox"
APP: Final = "com.whatsapp"
_NUMBERS: Final = count(1)


class Clock:
    """Times that are later each time, and later than now."""

    def __init__(self) -> None:
        """Begin now."""
        self._now = datetime.now(UTC)

    def next(self) -> datetime:
        """Return the next of them."""
        self._now += timedelta(seconds=1)
        return self._now


class Mails:
    """The mails of a mailbox, as the integration's own action fetches them."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Offer the action."""
        self.mails: dict[str, Mapping[str, Any]] = {}
        self.fetched: list[str] = []
        hass.services.async_register(
            "imap", "fetch", self._fetch, supports_response=SupportsResponse.ONLY
        )

    def add(self, mail: Mapping[str, Any]) -> str:
        """Have a mail arrive; return its place."""
        place = str(len(self.mails) + 1)
        self.mails[place] = mail
        return place

    async def _fetch(self, call: ServiceCall) -> ServiceResponse:
        place = call.data["uid"]
        self.fetched.append(place)
        if place not in self.mails:
            raise ServiceValidationError
        return {**self.mails[place], "uid": place}


class Ways:
    """All ways in, for Anna."""

    def __init__(self, post: Post) -> None:
        """Set the sources up."""
        self.post = post
        self.hass = post.hass
        self.clock = Clock()
        self.mailbox = Mails(post.hass)
        anna = [post.house.residents["anna"]]
        self.keys = {
            kind: add_source(post.hass, post.house.entry, kind, where, anna, data)
            for kind, where, data in (
                ("telegram_bot", BOT, {}),
                ("ntfy", TOPIC, {}),
                ("mobile_app", PHONE, {"apps": [APP]}),
                ("imap", MAILBOX, {}),
            )
        }

    async def by_action(self, text: str, sender: str, subject: str) -> None:
        """Deliver by the action."""
        await self.post.deliver(text, sender, subject=subject)

    async def by_notify(self, text: str, sender: str, _subject: str) -> None:
        """Deliver by the resident's notify entity."""
        await self.hass.services.async_call(
            NOTIFY,
            "send_message",
            {"entity_id": "notify.anna_inbox", "message": text, "title": sender},
            blocking=True,
        )

    async def by_telegram(self, text: str, sender: str, _subject: str) -> None:
        """Deliver by a bot's event entity."""
        self.hass.states.async_set(
            BOT,
            self.clock.next().isoformat(timespec="milliseconds"),
            {
                "event_type": "telegram_text",
                "id": next(_NUMBERS),
                "chat_id": 42,
                "user_id": 42,
                "from_first": sender,
                "from_last": None,
                "text": text,
                "bot": {"config_entry_id": "bot"},
            },
        )

    async def by_ntfy(self, text: str, sender: str, _subject: str) -> None:
        """Deliver by a topic's event entity, whose type is the text."""
        self.hass.states.async_set(
            TOPIC,
            self.clock.next().isoformat(timespec="milliseconds"),
            {
                "event_type": f"{sender}: {text}",
                "id": f"n{next(_NUMBERS)}",
                "event": "message",
                "topic": "home",
                "title": sender,
                "message": text,
            },
        )

    async def by_phone(self, text: str, sender: str, _subject: str) -> None:
        """Deliver by the last notification of a phone."""
        self.hass.states.async_set(
            PHONE,
            text[:255],
            {
                "android.title": sender,
                "android.text": text,
                "package": APP,
                "post_time": int(self.clock.next().timestamp() * 1000),
                "is_ongoing": False,
            },
        )

    async def by_mail(self, text: str, sender: str, subject: str) -> None:
        """Deliver by a mail, told of by its integration."""
        number = next(_NUMBERS)
        place = self.mailbox.add(
            {
                "text": text,
                "sender": f"somebody{number}@example.org",
                "subject": subject,
                "date": self.clock.next().isoformat(),
            }
        )
        self.hass.bus.async_fire(
            "imap_content",
            {"entry_id": MAILBOX, "uid": place, "sender": sender, "initial": True},
        )


WAYS: Final = (
    Ways.by_action,
    Ways.by_notify,
    Ways.by_telegram,
    Ways.by_ntfy,
    Ways.by_phone,
    Ways.by_mail,
)
