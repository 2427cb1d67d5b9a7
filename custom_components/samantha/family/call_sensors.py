"""Calls that a sensor tells of, noted where it is known with whom they were.

The apps tell that there is a call and not with whom. So a call counts where she has
just put somebody's number on the phone, or where a sensor has the number, as that of a
telephone system does. Of any other call nothing is noted.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
from typing import Final

from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.util import dt as dt_util

from ..addresses import has_any, read_address
from ..contacts import Contact
from ..people import PeopleChange
from ..residents import Household
from ..store import StoreError
from ..voice.sensing import goes_on, told
from .cadence import Contacted
from .ports import Spawn

_LOGGER = logging.getLogger(__name__)

# Whoever has the number on the phone calls within so long.
_DIALLED_WITHIN: Final = timedelta(minutes=10)
# Shorter, nobody was there, or it was the mailbox.
_LEAST: Final = timedelta(minutes=1)
# There may be a call, but nobody has answered it: somebody calls, or is called.
_RINGING: Final = "ringing"
_DIALING: Final = "dialing"
# The attributes in which sensors have the number of whom somebody speaks with.
_NUMBERS: Final = ("with", "number")

type Log = Callable[
    [str, Iterable[str], datetime, Contacted, datetime], Awaitable[None]
]


@dataclass(frozen=True, slots=True)
class _Call:
    """A call that goes on, and the number where it is known."""

    since: datetime
    number: str | None
    came_in: bool


class CallSensors:
    """Follows what tells whether residents are on a call."""

    def __init__(
        self,
        hass: HomeAssistant,
        household: Household,
        contacts: Callable[[], Mapping[str, Contact]],
        log: Log,
        spawn: Spawn,
    ) -> None:
        """Follow nothing yet; `follow` begins."""
        self._hass = hass
        self._household = household
        self._contacts = contacts
        self._log = log
        self._spawn = spawn
        self._calls: dict[str, _Call] = {}
        # What has rung and goes on to be a call, or not.
        self._ringing: set[str] = set()
        # Whose number she has put on whose phone, and when.
        self._dialled: dict[str, tuple[str, datetime]] = {}
        self._stops: list[CALLBACK_TYPE] = []
        self._stop_sensors: CALLBACK_TYPE | None = None

    @callback
    def follow(self) -> None:
        """Follow the sensors, and who lives here."""
        self._stops.append(self._household.listen(self._residents_changed))
        self._follow_sensors()

    @callback
    def close(self) -> None:
        """Follow nothing any more."""
        while self._stops:
            self._stops.pop()()
        if self._stop_sensors:
            self._stop_sensors()

    @callback
    def dialled(self, resident: str, contact: str) -> None:
        """Know whose number is on a resident's phone now."""
        self._dialled[resident] = contact, dt_util.utcnow()

    @callback
    def _residents_changed(self, _change: PeopleChange) -> None:
        self._follow_sensors()

    @callback
    def _follow_sensors(self) -> None:
        residents = self._household.residents
        sensors = {one.call for one in residents.values() if one.call}
        self._calls = {key: one for key, one in self._calls.items() if key in sensors}
        self._ringing &= sensors
        self._dialled = {
            key: one for key, one in self._dialled.items() if key in residents
        }
        if self._stop_sensors:
            self._stop_sensors()
        self._stop_sensors = async_track_state_change_event(
            self._hass, sensors, self._changed
        )

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        sensor, state = event.data["entity_id"], event.data["new_state"]
        if (said := told(state)) is None or state is None:
            # How long it went on is not known any more.
            self._calls.pop(sensor, None)
            self._ringing.discard(sensor)
        elif not goes_on(state):
            self._ringing.discard(sensor)
            if (call := self._calls.pop(sensor, None)) is not None:
                self._ended(sensor, call, state.last_changed)
        elif (said := said.casefold()) == _RINGING:
            self._ringing.add(sensor)
        elif said != _DIALING:
            known = self._calls.get(sensor)
            if known is None and told(event.data["old_state"]) is None:
                # It may have begun long ago.
                return
            self._calls[sensor] = _Call(
                since=known.since if known else state.last_changed,
                number=_number(state) or (known.number if known else None),
                came_in=known.came_in if known else sensor in self._ringing,
            )

    def _ended(self, sensor: str, call: _Call, at: datetime) -> None:
        if at - call.since < _LEAST:
            return
        residents = [
            key for key, one in self._household.residents.items() if one.call == sensor
        ]
        if call.number is not None:
            whose = self._with_number(call.number, residents)
            self._note(whose, residents, call, at)
            return
        if call.came_in:
            return
        for resident in residents:
            contact, dialled = self._dialled.get(resident, ("", at))
            if dialled <= call.since <= dialled + _DIALLED_WITHIN:
                del self._dialled[resident]
                self._note(contact, [resident], call, at)

    def _with_number(self, number: str, residents: Iterable[str]) -> str | None:
        """Return the one contact of some residents who has a number."""
        if (wanted := read_address(number)) is None:
            return None
        found = [
            key
            for key, contact in self._contacts().items()
            if any(map(contact.is_of, residents)) and has_any(contact.addresses, wanted)
        ]
        return found[0] if len(found) == 1 else None

    def _note(
        self, contact: str | None, residents: list[str], call: _Call, until: datetime
    ) -> None:
        """Note it; where several have one telephone, for the household."""
        if contact is not None and contact in self._contacts():
            whose = residents if len(residents) == 1 else []
            self._spawn(self._noted(contact, whose, call.since, until))

    async def _noted(
        self, contact: str, residents: list[str], at: datetime, until: datetime
    ) -> None:
        try:
            await self._log(contact, residents, at, Contacted.CALL, until)
        except StoreError as err:
            _LOGGER.warning("A call could not be noted: %s", err)


def _number(state: State) -> str | None:
    return next(
        (str(state.attributes[one]) for one in _NUMBERS if state.attributes.get(one)),
        None,
    )
