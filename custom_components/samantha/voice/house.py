"""The one door out of a house, put together: what actions, entities and turns use."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
from typing import Any, Final, Protocol

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..data import SamanthaConfigEntry
from ..house_settings import HouseSettings
from ..manners.addressee.room import Room, room_of
from ..manners.privacy import may_hear
from ..manners.situation import VoiceKind
from ..manners.speaker import Signs, who_speaks
from ..manners.utterance import Kind, Privacy
from ..manners.verdict import Action, Verdict
from ..residents import Household, by_user
from ..store import Store
from .clock import HouseClock
from .courier import Courier
from .hushes import AREA, HOUSE, RESIDENT, Hushes
from .phones import NotificationWords, Tap
from .ports import Accepted, Cancel, Draft, Wordings
from .reach import HouseVoices
from .records import Explanation, Missed
from .surroundings import HouseSurroundings
from .terms import draft_of

_LOGGER = logging.getLogger(__name__)

_MISSED_SINCE: Final = timedelta(hours=24)
_PASSED_ON_FOR: Final = timedelta(hours=12)
_KEPT: Final = frozenset({Action.WAIT, Action.SIGNAL, Action.WHISPER, Action.DROP})


class Words(Wordings, NotificationWords, Protocol):
    """The few words that she adds outside of turns, in the house's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody who asks may hear of what was missed."""

    resident: str | None
    missed: tuple[Missed, ...]
    # There is more, which is for other ears.
    withheld: bool


class HouseVoice:
    """Her voice in a house, and everything that it depends on."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: SamanthaConfigEntry,
        store: Store,
        words: Words,
    ) -> None:
        """Put the parts together; `async_start` sets them going."""
        self._hass = hass
        self._entry = entry
        settings = HouseSettings.from_options(entry.options)
        clock = HouseClock(hass)
        self.household = Household(entry)
        self.hushes = Hushes(store, clock)
        self.voices = HouseVoices(hass, words)
        self.surroundings = HouseSurroundings(
            hass,
            settings,
            household=self.household,
            hushes=self.hushes,
            conditions=self.voices,
            clock=clock,
        )
        self.courier = Courier(
            store,
            self.surroundings,
            self.voices,
            clock,
            words,
            lambda: settings.rules,
        )
        self._stops: list[Cancel] = []

    async def async_start(self) -> None:
        """Take up what waited before a restart, and follow the house."""
        await self.hushes.async_load()
        self.voices.async_start()
        self.surroundings.async_start()
        self._stops.append(self.voices.on_tap(self._tapped))
        self._stops.append(self.voices.on_spoken(self._spoken))
        await self.courier.resume()

    async def async_close(self) -> None:
        """End everything of it."""
        while self._stops:
            self._stops.pop()()
        await self.courier.close()
        self.surroundings.async_close()
        self.voices.async_close()
        self.hushes.close()

    # What is known

    def keys(self) -> Collection[str]:
        """Return the keys of all voices that sound in a room."""
        return self.surroundings.situation().voices.keys()

    def areas_of(self, voices: Iterable[str]) -> frozenset[str]:
        """Return the areas that voices stand in."""
        known = self.surroundings.situation().voices
        return frozenset(area for key in voices if (area := known[key].area))

    def name_of(self, resident: str) -> str | None:
        """Return what a resident is called."""
        known = self.household.residents.get(resident)
        return known.title if known else None

    def persons(self, residents: Iterable[str]) -> list[str]:
        """Return the persons that residents are."""
        known = self.household.residents
        return sorted(known[key].person for key in residents if key in known)

    def speaker(self, place: str, signs: Signs) -> str | None:
        """Return who is speaking to her in a place, where there is evidence for it."""
        user = by_user(self._hass, self.household.residents, signs.user_id)
        return who_speaks(
            self.surroundings.situation(),
            place,
            user.key if user else None,
            code_of=signs.code_of,
            recognised=signs.recognised,
        ).resident

    def may_hear(self, place: str, signs: Signs, resident: str) -> bool:
        """Return whether what is for a resident alone may be told in a place now."""
        return may_hear(
            self.surroundings.situation(),
            place,
            Privacy.PRIVATE,
            frozenset({resident}),
            self.speaker(place, signs),
        )

    @callback
    def addressed(self, place: str, signs: Signs) -> None:
        """Note that somebody has just spoken to her in a place."""
        self.surroundings.addressed(place, self.speaker(place, signs))

    def room(self, place: str) -> Room:
        """Return what is known of the room that a voice hears."""
        return room_of(self.surroundings.situation(), place)

    # What can be done

    def draft_of(self, data: Mapping[str, Any]) -> Draft:
        """Return what an action asks her to say; raise where it can't be meant."""
        return draft_of(self._hass, self.household.residents, self.keys(), data)

    async def async_say(self, data: Mapping[str, Any]) -> Accepted:
        """Take what an action asks her to say; raise where it can't be meant."""
        return await self.courier.accept(self.draft_of(data))

    async def async_pass_on(
        self, text: str, residents: frozenset[str] = frozenset()
    ) -> Verdict:
        """Take what one person asks her to tell others."""
        now = dt_util.utcnow()
        draft = Draft(
            text=text,
            kind=Kind.COMPANION,
            residents=residents,
            privacy=Privacy.OPEN,
            valid_from=now,
            expires=now + _PASSED_ON_FOR,
        )
        return (await self.courier.accept(draft)).verdict

    async def async_hush(
        self,
        until: datetime | None,
        residents: Iterable[str] = (),
        areas: Iterable[str] = (),
    ) -> None:
        """Be quiet until then, or speak again; to some or in some areas, or at all."""
        subjects = [(RESIDENT, key) for key in residents]
        subjects += [(AREA, key) for key in areas]
        for scope, subject in subjects or [(HOUSE, "")]:
            if until is None:
                await self.hushes.async_unhush(scope=scope, subject=subject)
            else:
                await self.hushes.async_hush(until, scope=scope, subject=subject)

    async def async_unhush_all(self) -> bool:
        """End every hush; return whether there was one."""
        return await self.hushes.async_unhush_all()

    async def async_stop(self, place: str) -> bool:
        """Fall silent where a satellite stands; return whether she was speaking."""
        ear = self._ear(place)
        return ear is not None and await self.courier.stop(ear)

    async def async_missed(self, place: str, signs: Signs) -> Told:
        """Return what somebody who asks in a place has missed and may hear there."""
        resident = self.speaker(place, signs)
        situation = self.surroundings.situation()
        since = dt_util.utcnow() - _MISSED_SINCE
        missed = await self.courier.missed(resident or "", since)
        heard = tuple(
            one
            for one in missed
            if may_hear(situation, place, one.privacy, one.residents, resident)
        )
        return Told(resident=resident, missed=heard, withheld=len(heard) < len(missed))

    @callback
    def heard(self, keys: Iterable[str], resident: str | None) -> None:
        """Note that what was missed has been heard now."""
        for key in keys:
            self.courier.heard(key, resident)

    async def async_last_said(self, place: str) -> Explanation | None:
        """Return the last thing that she said unprompted where somebody asks."""
        said = await self.courier.explain(ear=self._ear(place), actions={Action.SPEAK})
        return said[0] if said else None

    async def async_last_kept(self, place: str, signs: Signs) -> Explanation | None:
        """Return the last thing that somebody who asks was not told at once."""
        resident = self.speaker(place, signs)
        kept = await self.courier.explain(residents=_one(resident), actions=_KEPT)
        return kept[0] if kept else None

    async def async_erase(self, resident: str) -> None:
        """Erase what was to be said to a resident; raises StoreError."""
        await self.hushes.async_unhush(scope=RESIDENT, subject=resident)
        await self.courier.erase_resident(resident)

    def _ear(self, place: str) -> str | None:
        """Return what hears a satellite; None for what is no voice of the house."""
        situation = self.surroundings.situation()
        voice = situation.voices.get(place)
        return situation.ear_of_voice(voice) if voice else None

    @callback
    def _spoken(self, voice: str, text: str, asks: bool) -> None:  # noqa: FBT001
        """Let her mind know what satellites will hear of her own voice."""
        attention = self._entry.runtime_data.mind.attention
        situation = self.surroundings.situation()
        ear = self._ear(voice)
        for key, other in situation.voices.items():
            if other.kind is VoiceKind.SATELLITE and self._ear(key) == ear:
                attention.note_spoken(key, text)
                if asks and key == voice:
                    attention.note_question(key)

    @callback
    def _tapped(self, tag: str, tap: Tap, user_id: str | None) -> None:
        """Take a tap on a notification for what it says, and for whose phone it is."""
        resident = self._tapping(user_id)
        if tap is Tap.HEARD and resident is None:
            self.courier.noticed(tag)
        elif tap is Tap.HEARD:
            self.courier.heard(tag, resident)
        elif resident is not None:
            self.courier.later(tag, resident)

    def _tapping(self, user_id: str | None) -> str | None:
        """Return the resident who is the user of an app, or whose phone alone it is."""
        residents = self.household.residents
        if user := by_user(self._hass, residents, user_id):
            return user.key
        phones = self.voices.phones_of(user_id)
        owners = [key for key, one in residents.items() if one.phone in phones]
        return owners[0] if len(owners) == 1 else None


def _one(key: str | None) -> frozenset[str]:
    return frozenset({key} if key else ())
