"""Whether what a satellite heard was said to her, and what she remembers of silences.

All of it is in memory, and for two minutes at most: how her microphones came to be
open, what she said, what was heard and met with silence, and why.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.components.assist_satellite import (
    DOMAIN as ASSIST_SATELLITE,
    AssistSatelliteEntityFeature,
)
from homeassistant.components.assist_satellite.entity import AssistSatelliteState
from homeassistant.const import (
    ATTR_SUPPORTED_FEATURES,
    EVENT_STATE_CHANGED,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    callback,
)
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..listeners import Listeners
from ..manners.addressee import (
    Circumstances,
    Decision,
    Evidence,
    FollowUp,
    Language,
    Mode,
    Opened,
    Room,
    Silent,
    Understood,
    decide,
)
from .remembered import REMEMBERED, Heard, Place, Spoken, aged

# A microphone that opens this soon after she spoke was left open for the answer.
_AT_ONCE: Final = timedelta(seconds=3)
# On an open microphone, so soon after a question or a statement the answer begins.
_AFTER_QUESTION: Final = timedelta(seconds=20)
_AFTER_STATEMENT: Final = timedelta(seconds=8)

# What is heard, and said by nobody in the room.
_NO_TALK: Final = frozenset({Evidence.HER_OWN_VOICE, Evidence.NOBODY_SPOKE})


@dataclass(frozen=True, slots=True)
class Setting:
    """What the owner chose for a satellite."""

    mode: Mode = Mode.WAKE_WORD
    follow_up: FollowUp = FollowUp.AFTER_QUESTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What was said, where, and what is known of it already."""

    text: str
    satellite: str | None
    names: tuple[str, ...]
    answers_question: bool
    # Whether it would as well answer what others ask: "yes".
    fits_others: bool
    may_answer: bool
    room: Room


class Attention:
    """Decides on what satellites hear."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start without having heard anything, every satellite with its wake word."""
        self._hass = hass
        self._settings: dict[str, Setting] = {}
        self._places: dict[str, Place] = {}
        self._cancel_forgetting: CALLBACK_TYPE | None = None
        self._watching: CALLBACK_TYPE | None = None
        # How often she was silent, by the registry's id of the satellite.
        self.silences: Counter[str] = Counter()
        self._listeners = Listeners[()]()
        # The last decision, which tells why and not about what.
        self.last: Decision | None = None

    def close(self) -> None:
        """Forget everything that was heard, and follow nothing."""
        self._forget()

    def listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        """Tell of each silence and of each choice; return how to stop."""
        return self._listeners.add(changed)

    def choose(self, key: str, setting: Setting | None) -> None:
        """Take what the owner chose for a satellite; None forgets it."""
        if setting is None:
            self._settings.pop(key, None)
        else:
            self._settings[key] = setting
        self._listeners.tell()

    def chosen(self, key: str | None) -> Setting:
        """Return what the owner chose for a satellite."""
        return self._settings.get(key or "", Setting())

    def setting(self, satellite: str) -> Setting:
        """Return what the owner chose for a satellite, by its entity."""
        return self.chosen(self._key(satellite))

    def has_open_microphones(self) -> bool:
        """Return whether a satellite listens without a wake word."""
        return any(
            setting.mode is not Mode.WAKE_WORD for setting in self._settings.values()
        )

    def decide(
        self,
        heard: Utterance,
        language: Language,
        understood: Callable[[], Understood],
    ) -> Decision:
        """Decide whether something was said to her.

        Whether she could answer it is only found out where that would tip the balance.
        """
        self.last = self._decide(heard, language, understood)
        return self.last

    def _decide(
        self,
        heard: Utterance,
        language: Language,
        understood: Callable[[], Understood],
    ) -> Decision:
        satellite = heard.satellite
        place = self._places.get(satellite or "", _NOWHERE)
        now = dt_util.utcnow()
        around = Circumstances(
            opened=self._opened(satellite),
            mode=self.setting(satellite).mode if satellite else Mode.WAKE_WORD,
            names=heard.names,
            answers_question=heard.answers_question
            and (not heard.fits_others or self._waits_for_answer(satellite, place)),
            may_answer=heard.may_answer,
            hers=aged(
                (Heard(language.read(one.text).words, one.when) for one in place.hers),
                now,
            ),
            overheard=aged(place.overheard, now),
            room=heard.room,
        )
        decision = decide(heard.text, around, language)
        if not isinstance(decision, Silent):
            return decision
        likely = replace(around, understood=Understood.A_SILENCE)
        if isinstance(decide(heard.text, likely, language), Silent):
            return decision
        return decide(heard.text, replace(around, understood=understood()), language)

    def last_silence(self, satellite: str | None) -> Decision | None:
        """Return why she was silent here, in the last two minutes."""
        place = self._places.get(satellite or "")
        if place is None or place.silence is None:
            return None
        when, decision = place.silence
        return decision if dt_util.utcnow() - when <= REMEMBERED else None

    def note_silence(
        self, satellite: str, words: tuple[str, ...], decision: Decision
    ) -> None:
        """Remember that something here was met with silence, and why."""
        now = dt_util.utcnow()
        place = self._remembered(satellite)
        place.silence = (now, decision)
        if _NO_TALK.isdisjoint(evidence for evidence, _ in decision.reasons):
            place.overheard.append(Heard(words, now))
        if key := self._key(satellite):
            self.silences[key] += 1
        self._listeners.tell()

    def stop_listening(self, satellite: str) -> None:
        """End the follow-up here."""
        place = self._remembered(satellite)
        place.asked = place.listens = False
        place.answered = None

    def note_answer(
        self, satellite: str, text: str, *, asked: bool, listens: bool
    ) -> None:
        """Remember what she says here, and whether she listens on."""
        self.note_spoken(satellite, text)
        place = self._remembered(satellite)
        place.answered = dt_util.utcnow()
        place.asked, place.listens = asked, listens
        # Who was answered is talked with: what they said before was no talk.
        place.overheard.clear()

    def note_spoken(self, satellite: str, text: str) -> None:
        """Remember what is said here in her voice, so that its echo is known."""
        self._remembered(satellite).hers.append(Spoken(text, dt_util.utcnow()))

    def note_question(self, satellite: str) -> None:
        """Remember that she asks something here, unprompted, and listens on."""
        place = self._remembered(satellite)
        place.answered = dt_util.utcnow()
        place.asked = place.listens = True

    def _opened(self, satellite: str | None) -> Opened:
        """Return how the microphone came to be open, as far as that can be told.

        Home Assistant tells no agent. A satellite with a wake word that listens at once
        after she has spoken, where she asked it to, was not woken again; those that
        can't listen on were. On an open microphone time decides.
        """
        if satellite is None:
            return Opened.TYPED
        setting = self.setting(satellite)
        place = self._places.get(satellite, _NOWHERE)
        gap = place.gap(dt_util.utcnow())
        if setting.mode is Mode.WAKE_WORD:
            if not (
                place.listens
                and gap is not None
                and gap <= _AT_ONCE
                and self._can_listen_on(satellite)
            ):
                return Opened.WAKE_WORD
        elif (
            gap is None
            or setting.follow_up is FollowUp.OFF
            or not (
                self._waits_for_answer(satellite, place)
                if place.asked
                else setting.follow_up is FollowUp.ALWAYS and gap <= _AFTER_STATEMENT
            )
        ):
            return Opened.OPEN_MICROPHONE
        return Opened.AFTER_QUESTION if place.asked else Opened.AFTER_STATEMENT

    def _waits_for_answer(self, satellite: str | None, place: Place) -> bool:
        """Return whether what is said here may be the answer to a question of hers.

        Whoever wakes her means her. On an open microphone, a yes that comes late, or
        after talk, is said to somebody else.
        """
        if satellite is None or self.setting(satellite).mode is Mode.WAKE_WORD:
            return True
        gap = place.gap(dt_util.utcnow())
        return gap is not None and gap <= _AFTER_QUESTION and not place.talked_since

    def _can_listen_on(self, satellite: str) -> bool:
        state = self._hass.states.get(satellite)
        features = state.attributes.get(ATTR_SUPPORTED_FEATURES, 0) if state else 0
        return bool(features & AssistSatelliteEntityFeature.START_CONVERSATION)

    def _key(self, satellite: str) -> str | None:
        entry = er.async_get(self._hass).async_get(satellite)
        return entry.id if entry else None

    def _remembered(self, satellite: str) -> Place:
        """Return what is remembered of a satellite, and forget it in time."""
        if self._watching is None:
            self._watching = self._hass.bus.async_listen(
                EVENT_STATE_CHANGED, self._changed, event_filter=_is_of_a_satellite
            )
        if self._cancel_forgetting is None:
            self._forget_in(REMEMBERED)
        return self._places.setdefault(satellite, Place())

    def _forget_in(self, after: timedelta) -> None:
        self._cancel_forgetting = async_call_later(
            self._hass, after.total_seconds(), self._forget_later
        )

    @callback
    def _forget_later(self, now: datetime) -> None:
        """Forget what is too old, and come back for what is not."""
        self._cancel_forgetting = None
        for place in self._places.values():
            place.forget(now - REMEMBERED)
        self._places = {
            satellite: place for satellite, place in self._places.items() if place.since
        }
        since = [place.since for place in self._places.values() if place.since]
        if since:
            self._forget_in(max(min(since) + REMEMBERED - now, timedelta()))
        else:
            self._forget()

    def _forget(self) -> None:
        self._places.clear()
        if self._watching:
            self._watching()
            self._watching = None
        if self._cancel_forgetting:
            self._cancel_forgetting()
            self._cancel_forgetting = None

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        place = self._places.get(event.data["entity_id"])
        old, new = event.data["old_state"], event.data["new_state"]
        if place is None or new is None:
            return
        if old is not None and old.state == AssistSatelliteState.RESPONDING:
            place.fell_silent = new.last_changed
        if new.state == AssistSatelliteState.LISTENING:
            place.began = new.last_changed


_NOWHERE: Final = Place()


@callback
def _is_of_a_satellite(data: EventStateChangedData) -> bool:
    return data["entity_id"].startswith(f"{ASSIST_SATELLITE}.")
