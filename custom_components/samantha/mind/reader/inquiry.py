"""One question about the house, and what is at hand to answer it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.const import ATTR_DEVICE_CLASS, STATE_UNAVAILABLE
from homeassistant.core import Context, HomeAssistant, State
from homeassistant.helpers import area_registry as ar
from homeassistant.util import dt as dt_util

from .index import Place, Thing
from .lexicon import Lexicon
from .selection import (
    Fits,
    Quantity,
    Selection,
    Surroundings,
    is_everywhere,
    place_named,
    select,
)
from .spoken_time import day_and_clock
from .telling import Teller

# After a restart, entities report what was so before as if it were new.
_SETTLING: Final = timedelta(minutes=2)


@dataclass(slots=True, kw_only=True)
class Inquiry:
    """What was asked: the kind of question and the words in its slots."""

    hass: HomeAssistant
    ask: str
    slots: Mapping[str, str]
    around: Surroundings
    teller: Teller
    now: datetime
    context: Context
    watching_since: datetime
    # What the answer was about, for "it" in the next question.
    about: list[Thing] = field(default_factory=list)
    # Whether the answer repeats what stands in a calendar or a list.
    outside: bool = False
    # Where it was about, for "there".
    asked_of: Place | None = None

    @property
    def lexicon(self) -> Lexicon:
        """Return the words of the turn's language."""
        return self.around.lexicon

    def select(self, fits: Fits, slot: str = "what") -> Selection | None:
        """Return what the words in a slot mean; None where they mean nothing here."""
        where = self.slots.get("where", "")
        if phrase := self.slots.get(slot):
            if besides := self.slots.get("besides"):
                phrase = f"{phrase} {self.lexicon.vocabulary['except'][0]} {besides}"
            selection = select(phrase, fits, self.around, where)
            if selection is None:
                return None
            self.about[:] = selection.things
            self.asked_of = selection.place
            if quantity := self.slots.get("quantity"):
                return replace(selection, quantity=Quantity(quantity))
            return selection
        things = tuple(
            sorted(
                filter(fits, self.around.index.things.values()),
                key=lambda thing: thing.name,
            )
        )
        place = place_named(where, self.around) if where else None
        if where and not is_everywhere(where, self.around):
            if place is None:
                return None
            things = tuple(thing for thing in things if thing.area_id in place.areas)
        return Selection(
            things=things,
            place=place,
            quantity=Quantity(self.slots.get("quantity", "the")),
            everything=True,
        )

    def named(self, fits: Fits) -> Thing | None:
        """Return the one thing that is asked about by its name, if it is one."""
        selection = self.select(fits)
        return selection.one_named if selection else None

    def with_only_what(self) -> Inquiry:
        """Return the same question without the place it was asked about."""
        slots = {name: words for name, words in self.slots.items() if name != "where"}
        return replace(self, slots=slots)

    def with_only_place(self) -> Inquiry:
        """Return the same question about all that is in the place it names."""
        slots = {name: words for name, words in self.slots.items() if name == "where"}
        return replace(self, slots=slots)

    def with_what(self, slot: str) -> Inquiry:
        """Return the same question about the words in another slot."""
        return replace(self, slots={**self.slots, "what": self.slots[slot]})

    def state(self, thing: Thing) -> State | None:
        """Return the state of a thing now."""
        return self.hass.states.get(thing.entity_id)

    def is_gone(self, thing: Thing) -> bool:
        """Return whether a thing can't be reached."""
        state = self.state(thing)
        return state is None or state.state == STATE_UNAVAILABLE

    def is_lasting(self, state: State) -> bool:
        """Return whether a state began in sight, and not with a restart."""
        return abs(state.last_changed - self.watching_since) > _SETTLING

    def area_of(self, thing: Thing) -> Place | None:
        """Return the area that a thing is in."""
        return area_place(self.hass, thing.area_id)

    def moment(self, state: State) -> str | None:
        """Return a state that is a point in time as people say it."""
        if state.attributes.get(ATTR_DEVICE_CLASS) not in {"timestamp", "date"}:
            return None
        moment = dt_util.parse_datetime(state.state)
        if moment is None:
            return None
        return day_and_clock(
            dt_util.as_local(moment), self.now, self.lexicon.vocabulary
        )

    def place(self, selection: Selection) -> str:
        """Return where that is, in words that end a sentence; may be empty."""
        return self.teller.place(selection.place)


def area_place(hass: HomeAssistant, area_id: str | None) -> Place | None:
    """Return an area as a place, if there is such an area."""
    area = ar.async_get(hass).async_get_area(area_id) if area_id else None
    return Place(area.name, frozenset({area.id}), is_area=True) if area else None


type Answer = str | None
"""What she says; None where the question was not meant, or cannot be answered here."""

type Answerer = Callable[[Inquiry], Awaitable[Answer] | Answer]
