"""One order about the house, what is planned to carry it out, and why it may not be."""

from collections.abc import Awaitable, Callable, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant, State

from ..guard import CHANGE
from ..reader.index import Place, Thing
from ..reader.selection import Surroundings
from ..reader.telling import Teller
from .wording import Match, Wording

if TYPE_CHECKING:
    from .options import Offer


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Act:
    """One action on one entity, and the verb that she would ask with."""

    thing: Thing
    service: str
    domain: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    verb: str = CHANGE
    # What to say once it is done: a key of the answers, and the words it needs.
    say: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do for an order."""

    acts: Sequence[Act] = ()
    # Sentences about what is not done.
    notes: Sequence[str] = ()
    # The question whose yes lets it be done, where nobody has said just this.
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why an order is not carried out, in words; with choices, a question."""

    speech: str
    phrase: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meant: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


type Outcome = Plan | Problem | None
"""None where the order was not meant, or means nothing here."""

type Planner = Callable[[Order], Outcome | Awaitable[Outcome]]

# The things that a phrase was said to mean, in answer to a question of hers.
type Chosen = Mapping[str, tuple[str, ...]]


@dataclass(slots=True, kw_only=True)
class Order:
    """What was ordered: the kind of action and the words in its slots."""

    hass: HomeAssistant
    does: str
    slots: Mapping[str, str]
    # The words as they were said.
    text: str
    around: Surroundings
    teller: Teller
    wording: Wording
    chosen: Chosen
    # The values that things of the house offer to choose from.
    offered: Callable[[], AbstractSet[tuple[Offer, str]]]
    # What was ordered before in this place, if anything.
    before: Match | None = None

    @property
    def last(self) -> tuple[Thing, ...]:
        """Return what "it" would mean."""
        return self.around.last

    def say(self, key: str, **values: Any) -> str:
        """Return something that she says, its first letter a capital one."""
        text = self.part(key, **values)
        return text[:1].upper() + text[1:]

    def part(self, key: str, **values: Any) -> str:
        """Return a part of what she says."""
        return self.wording.answers[key].format(**values)

    def about(self, key: str, things: Sequence[Thing], **values: Any) -> str:
        """Return something that she says about things."""
        return self.say(
            key,
            names=self.teller.names(things),
            be=self.teller.be(things),
            have=self.teller.have(things),
            go=self.wording.content["answers"]["go"][
                "many" if self.teller.many(things) else "one"
            ],
            **values,
        )

    def problem(self, key: str, things: Sequence[Thing] = (), **values: Any) -> Problem:
        """Return why it is not done."""
        return Problem(speech=self.about(key, things, **values))

    def state(self, thing: Thing) -> State | None:
        """Return the state of a thing now."""
        return self.hass.states.get(thing.entity_id)

    def attribute(self, thing: Thing, name: str) -> Any:
        """Return an attribute of a thing now; None where it has none such."""
        state = self.state(thing)
        return state.attributes.get(name) if state else None

    def place(self, place: Place | None) -> str:
        """Return where that is, in words that end a clause; may be empty."""
        return self.teller.place(place)
