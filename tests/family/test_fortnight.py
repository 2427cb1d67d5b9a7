"""A fortnight in a house: nudges, "later", calls logged, a birthday, a reminder."""

from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.util import dt as dt_util
import pytest

from ..her_house import SAID, House
from ..household import add_contact
from ..voice.satellite import Satellite
from .conftest import BERLIN, Time
from .test_calendar import HOUSEHOLD, shown

MARIA: Final = "binary_sensor.maria_call_due"
LENA: Final = "binary_sensor.lena_call_due"
HOUR: Final = timedelta(hours=1)


class Fortnight:
    """The house, in which time goes on hour by hour."""

    def __init__(self, house: House, time: Time) -> None:
        """Begin in the morning of a Wednesday."""
        self.house = house
        self._time = time
        self._known = self._counts()

    async def to(self, text: str) -> None:
        """Go on to a time, and see that nothing is said on the way."""
        end = datetime.fromisoformat(text).replace(tzinfo=BERLIN)
        while datetime.now(BERLIN) + HOUR < end:
            await self._time.on(HOUR)
        assert self._counts() == self._known
        await self._time.to(text)

    async def hears(self, room: Satellite, about: str) -> None:
        """See that a room hears one thing more now, to its end."""
        self._known[room.entity_id] += 1
        await self._time.until(self._has_spoken)
        assert self._counts() == self._known
        assert about in room.heard[-1]

    async def talk(self, text: str) -> str:
        """Say something to her in the kitchen; return the answer."""
        return await self.house.talk(text, self.house.kitchen)

    def is_due(self, entity_id: str) -> bool:
        """Return whether a call is due."""
        return self.house.hass.states.is_state(entity_id, STATE_ON)

    def _has_spoken(self) -> bool:
        state = self.house.hass.states.get(SAID)
        told = dt_util.parse_datetime(state.state) if state else None
        return told == dt_util.utcnow() and self.house.said() == "spoken"

    def _counts(self) -> dict[str, int]:
        rooms = self.house.kitchen, self.house.bedroom
        return {room.entity_id: len(room.heard) for room in rooms}


@pytest.fixture
async def fortnight(house: House, time: Time) -> Fortnight:
    """Have a mother whom Anna calls every two weeks, and a sister."""
    mine = {"residents": [house.residents["anna"]]}
    mother = {"relation": "mother", "nicknames": ["mum"], "cadence": 14, **mine}
    sister = {"relation": "sister", "cadence": 30, "birthday": "12-02", **mine}
    anna = {"for": ["person.anna"]}
    for name, data, last in (
        ("Maria", mother, "2026-11-11 18:00:00"),
        ("Lena", sister, "2026-11-15 18:00:00"),
    ):
        add_contact(house.hass, house.entry, name, data)
        await house.act("log_call", contact=name, at=last, **anna)
    return Fortnight(house, time)


async def test_fortnight(fortnight: Fortnight) -> None:
    """She speaks when it is time for it, where they are, and not more often."""
    house = fortnight.house
    assert fortnight.is_due(MARIA)
    said = await fortnight.talk(
        "remind me to water the palm next time I'm in the bedroom"
    )
    assert said.endswith("the next time you're in the bedroom: water the palm.")
    said = await fortnight.talk("who should I call?")
    assert said == "Maria. It has been 14 days."

    # Put off and taken up; the call is logged by voice.
    await fortnight.to("2026-11-25 18:00:05")
    await fortnight.hears(house.kitchen, "your mother")
    assert (await fortnight.talk("later")).startswith(("All right", "Fine"))
    await fortnight.to("2026-11-25 20:00:10")
    await fortnight.hears(house.kitchen, "your mother")
    await fortnight.to("2026-11-25 20:20:00")
    await fortnight.talk("I called mum")
    assert not fortnight.is_due(MARIA)

    # A reminder by place, two days later.
    await fortnight.to("2026-11-27 21:00:00")
    house.is_in("kitchen", somebody=False)
    house.is_in("bedroom", somebody=True)
    await fortnight.hears(house.bedroom, "water the palm")
    await fortnight.to("2026-11-28 09:00:00")
    house.is_in("bedroom", somebody=False)
    house.is_in("kitchen", somebody=True)

    # A birthday, long before the call would be due; in the hour of the last one.
    await fortnight.to("2026-12-01 23:30:00")
    assert not fortnight.is_due(LENA)
    await fortnight.to("2026-12-02 09:00:00")
    assert fortnight.is_due(LENA)
    assert shown(house, HOUSEHOLD)[0] == STATE_OFF
    assert shown(house, "calendar.anna_calendar")[0] == STATE_ON
    await fortnight.to("2026-12-02 20:00:00")
    await fortnight.hears(house.kitchen, "your sister")
    await fortnight.to("2026-12-02 20:10:00")
    await fortnight.talk("I just did")
    said = await fortnight.talk("when did I last talk to Lena?")
    assert said == "That was just now."
    assert not fortnight.is_due(LENA)

    # The mother again, put off by a day.
    await fortnight.to("2026-12-08 20:00:00")
    await fortnight.hears(house.kitchen, "your mother")
    assert "omorrow evening" in await fortnight.talk("tomorrow evening")
    await fortnight.to("2026-12-09 18:00:00")
    await fortnight.hears(house.kitchen, "your mother")
