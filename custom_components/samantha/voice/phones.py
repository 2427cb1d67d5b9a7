"""Phones: a notification that can be answered with a tap, or a word in the ear.

A notify action would put the text into an event, and so into the recorder. The object
behind the action is asked instead; it is what the action asks.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, Protocol

from homeassistant.components.notify.const import (
    ATTR_DATA,
    ATTR_MESSAGE,
    ATTR_TARGET,
    ATTR_TITLE,
)
from homeassistant.components.notify.legacy import (
    NOTIFY_SERVICES,
    BaseNotificationService,
)
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback

from ..const import DOMAIN
from .attempt import DeliveryError, Trouble, attempt
from .ports import Outcome, Speech

# What the companion app calls itself, and its events and systems.
_MOBILE_APP: Final = "mobile_app"
_TAPPED: Final = "mobile_app_notification_action"
_OS_NAME: Final = "os_name"
_USER_ID: Final = "user_id"
_ANDROID: Final = "Android"

_LONGEST_PUSH: Final = 30.0

# The notification, what was tapped, and which user of the app did so.
type Tapped = Callable[[str, Tap, str | None], None]


class Tap(StrEnum):
    """What somebody answered with a tap."""

    HEARD = "heard"
    LATER = "later"


class NotificationWords(Protocol):
    """What stands on the buttons, in the house's language."""

    def heard_it(self) -> str:
        """Return the button by which somebody says that they know now."""

    def later(self) -> str:
        """Return the button by which somebody asks to be told later."""


class Phones:
    """Reaches people through the companion app."""

    def __init__(self, hass: HomeAssistant, words: NotificationWords) -> None:
        """Reach them with these words on the buttons."""
        self._hass = hass
        self._words = words

    @callback
    def reachable(self, voice: str) -> bool:
        """Return whether the app of that phone takes notifications."""
        return self._find(voice) is not None

    async def deliver(self, voice: str, speech: Speech) -> Outcome:
        """Send it; whether it was noticed is known from a tap alone."""
        if (found := self._find(voice)) is None:
            raise DeliveryError(Trouble.UNREACHABLE)
        service, target = found
        text = " ".join(speech.parts)
        # Other systems don't let the app speak.
        if speech.earpiece and self._is_android(target):
            notification = _in_the_ear(text)
        else:
            notification = self._shown(text, speech)
        if not speech.may_begin():
            return Outcome.STOPPED
        await attempt(
            service.async_send_message(**notification | {ATTR_TARGET: [target]}),
            _LONGEST_PUSH,
        )
        return Outcome.SPOKEN

    async def dial(self, voice: str, number: str, text: str, button: str) -> None:
        """Put a number on a phone; where the app can, open the dialler with it."""
        if (found := self._find(voice)) is None:
            raise DeliveryError(Trouble.UNREACHABLE)
        service, target = found
        uri = f"tel:{number}"
        notifications: list[dict[str, Any]] = [
            {
                ATTR_MESSAGE: text,
                ATTR_DATA: {
                    "ttl": 0,
                    "priority": "high",
                    "visibility": "private",
                    "url": uri,
                    "clickAction": uri,
                    "actions": [{"action": "URI", "title": button, "uri": uri}],
                },
            }
        ]
        if self._is_android(target):
            notifications.append(_dialler(uri))
        for notification in notifications:
            await attempt(
                service.async_send_message(**notification | {ATTR_TARGET: [target]}),
                _LONGEST_PUSH,
            )

    @callback
    def listen(self, tapped: Tapped) -> CALLBACK_TYPE:
        """Tell which notification was answered, and how."""

        @callback
        def notice(event: Event) -> None:
            action = str(event.data.get("action", ""))
            for tap in Tap:
                if tag := _tag_of(action, tap):
                    tapped(tag, tap, event.context.user_id)

        return self._hass.bus.async_listen(_TAPPED, notice)

    @callback
    def of_user(self, user_id: str | None) -> frozenset[str]:
        """Return the names of the phones on which a user has the app."""
        targets = {
            entry.data.get(CONF_WEBHOOK_ID)
            for entry in self._hass.config_entries.async_entries(_MOBILE_APP)
            if user_id is not None and entry.data.get(_USER_ID) == user_id
        }
        return frozenset(
            name
            for service in self._services()
            for name, target in service.registered_targets.items()
            if target in targets
        )

    def _services(self) -> list[BaseNotificationService]:
        known: dict[str, list[BaseNotificationService]]
        known = self._hass.data.get(NOTIFY_SERVICES, {})
        return known.get(_MOBILE_APP, [])

    def _shown(self, text: str, speech: Speech) -> dict[str, Any]:
        words = self._words
        data: dict[str, Any] = {"ttl": 0, "priority": "high"}
        if speech.tag:
            data["tag"] = speech.tag
            data["actions"] = [
                {"action": _action(speech.tag, Tap.HEARD), "title": words.heard_it()},
                {"action": _action(speech.tag, Tap.LATER), "title": words.later()},
            ]
        if speech.private:
            data["visibility"] = "private"
        shown: dict[str, Any] = {ATTR_MESSAGE: text, ATTR_DATA: data}
        if speech.title:
            shown[ATTR_TITLE] = speech.title
        return shown

    def _find(self, voice: str) -> tuple[BaseNotificationService, str] | None:
        name = voice.rpartition(".")[2]
        for service in self._services():
            if target := service.registered_targets.get(name):
                return service, target
        return None

    def _is_android(self, target: str) -> bool:
        entries = self._hass.config_entries.async_entries(_MOBILE_APP)
        return any(
            entry.data.get(_OS_NAME) == _ANDROID
            for entry in entries
            if entry.data.get(CONF_WEBHOOK_ID) == target
        )


def _in_the_ear(text: str) -> dict[str, Any]:
    # The stream that plays where music does: in the headphones, while they are on.
    data = {
        "ttl": 0,
        "priority": "high",
        "tts_text": text,
        "media_stream": "music_stream",
    }
    return {ATTR_MESSAGE: "TTS", ATTR_DATA: data}


def _dialler(uri: str) -> dict[str, Any]:
    # Shown where the app may appear on top; the notification is there in any case.
    data = {
        "ttl": 0,
        "priority": "high",
        "intent_action": "android.intent.action.DIAL",
        "intent_uri": uri,
    }
    return {ATTR_MESSAGE: "command_activity", ATTR_DATA: data}


def _action(tag: str, tap: Tap) -> str:
    return f"{DOMAIN}_{tap}_{tag}"


def _tag_of(action: str, tap: Tap) -> str:
    prefix = _action("", tap)
    return action.removeprefix(prefix) if action.startswith(prefix) else ""
