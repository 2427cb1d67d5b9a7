"""Names, values and lists of things, as people say them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from homeassistant.components.climate.const import (
    ATTR_HVAC_ACTION,
    DOMAIN as CLIMATE,
)
from homeassistant.const import (
    ATTR_UNIT_OF_MEASUREMENT,
    STATE_OFF,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.helpers.translation import async_translate_state

from ..words import Words
from .conditions import Check, number_of, opposite_of
from .index import Place, Thing
from .lexicon import Lexicon
from .spoken_time import since

MOST_NAMED: Final = 5
# Things that have names as people have, and things that may have.
_NAMED_AS_PEOPLE: Final = frozenset({"person", "zone"})
_NO_ARTICLE: Final = frozenset({"input_boolean"})
_MAY_BE_CALLED: Final = frozenset(
    {"calendar", "device_tracker", "lawn_mower", "media_player", "scene", "vacuum"}
)
_NOT_SAID: Final = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN, "", "None"})


def is_silent(state: State | None) -> bool:
    """Return whether there is no state to tell: gone, unavailable or unknown."""
    return state is None or state.state in _NOT_SAID


class Teller:
    """Puts what was found into words of one language."""

    def __init__(
        self,
        hass: HomeAssistant,
        lexicon: Lexicon,
        words: Words,
        people: frozenset[str] = frozenset(),
    ) -> None:
        """Take the words from the turn's language, and people's names."""
        self._people = people
        self._hass = hass
        self._lexicon = lexicon
        self._words = words

    def say(self, key: str, **values: Any) -> str:
        """Return an answer, its first letter a capital one."""
        text = self._lexicon.answers[key].format(**values)
        return text[:1].upper() + text[1:]

    def part(self, key: str, **values: Any) -> str:
        """Return a part of an answer, as it is."""
        return self._lexicon.answers[key].format(**values)

    def name(self, thing: Thing) -> str:
        """Return a thing's name as it stands within a sentence."""
        name = thing.name
        words = self._lexicon.words(name)
        if thing.domain in _NAMED_AS_PEOPLE or not words:
            return name
        first = self._lexicon.stem(words[0])
        if len(words) == 1 and (
            thing.domain in _MAY_BE_CALLED and first not in self._lexicon.known
        ):
            return name
        said = " ".join(
            word.lower() if word[1:].islower() else word for word in name.split()
        )
        if self._owned(words[0]):
            return said[:1].upper() + said[1:]
        if (
            thing.domain in _NO_ARTICLE
            or words[0] in self._lexicon.vocabulary["articles"]
            or words[0] in self._lexicon.vocabulary["in_place_of_articles"]
            or words[-1].isdecimal()
        ):
            return said
        return self._words.the.format(name=said)

    def zone(self, name: str) -> str:
        """Return a zone's name as it stands within a sentence."""
        common: dict[str, str] = self._lexicon.vocabulary["common_places"]
        return common.get(name.casefold(), name)

    def _owned(self, word: str) -> bool:
        """Return whether a word says whose something is: "Anna's"."""
        stem = self._lexicon.stem(word)
        return stem != word and "'" in word and stem in self._people

    def names(self, things: Iterable[Thing]) -> str:
        """Return up to five names, and how many more there are."""
        things = list(things)
        named = [self.name(thing) for thing in things]
        return self.listed(
            [
                name + (self._area(thing) if named.count(name) > 1 else "")
                for name, thing in zip(named, things, strict=True)
            ]
        )

    def _area(self, thing: Thing) -> str:
        """Return where a thing is, to tell it from another of its name."""
        area_id = thing.area_id
        area = ar.async_get(self._hass).async_get_area(area_id) if area_id else None
        return self.place(Place(area.name, frozenset({area.id}))) if area else ""

    def listed(self, texts: Sequence[str]) -> str:
        """Return up to five texts as a list, and how many more there are."""
        if len(texts) <= MOST_NAMED:
            return self._words.enumerate(list(texts))
        return self.part(
            "and_more",
            names=self._words.separator.join(texts[:MOST_NAMED]),
            count=self.count(len(texts) - MOST_NAMED),
        )

    def some(self, clauses: Sequence[str]) -> str:
        """Return up to five sentences within one, and how many more there are."""
        if len(clauses) <= MOST_NAMED:
            return self.joined(clauses)
        return self.part(
            "and_more",
            names=self.joined(clauses[:MOST_NAMED]),
            count=self.count(len(clauses) - MOST_NAMED),
        )

    def joined(self, clauses: Sequence[str]) -> str:
        """Return sentences within a sentence, one after the other."""
        return self.part("between_clauses").join(clauses)

    def be(self, things: Sequence[Thing]) -> str:
        """Return the form of "to be" that agrees with the things."""
        return str(self._lexicon.vocabulary["be"][self._number(things)])

    def have(self, things: Sequence[Thing]) -> str:
        """Return the form of "to have" that agrees with the things."""
        return str(self._lexicon.vocabulary["have"][self._number(things)])

    def _number(self, things: Sequence[Thing]) -> str:
        return "many" if self.many(things) else "one"

    def many(self, things: Sequence[Thing]) -> bool:
        """Return whether things are spoken of as many."""
        if len(things) != 1:
            return True
        words = self._lexicon.words(things[0].name)
        last = words[-1] if words else ""
        return things[0].domain != "person" and self._lexicon.stem(last) != last

    def kinds(self, kind: str | None) -> str:
        """Return the word for things of a kind."""
        if kind is None:
            return str(self._lexicon.vocabulary["things"])
        return self._lexicon.word_for("kinds", kind)

    def state_word(self, key: str) -> str:
        """Return what she says for a condition."""
        return self._lexicon.word_for("states", key)

    def condition(self, key: str, thing: Thing, state: State) -> str:
        """Return the word for how a thing is, asked after a condition.

        The opposite where that has a word; else the state in Home Assistant's words.
        """
        if Check(key).holds(thing, state):
            return self.state_word(key)
        if other := opposite_of(key):
            return self.state_word(other)
        return self.what_it_does(thing, state)

    def what_it_does(self, thing: Thing, state: State) -> str:
        """Return a state in a sentence's words: a thermostat is not heat, but heats."""
        if thing.domain != CLIMATE or state.state == STATE_OFF:
            return self.state(thing, state)
        words = self._lexicon.vocabulary["climate_states"]
        action = str(state.attributes.get(ATTR_HVAC_ACTION))
        word: str | None = words.get(action, words.get(state.state))
        return word or self.state(thing, state)

    def state(self, thing: Thing, state: State) -> str:
        """Return a state in Home Assistant's words, or a value with its unit."""
        unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        if unit or number_of(state.state) is not None:
            return self.value(state.state, unit)
        entry = er.async_get(self._hass).async_get(thing.entity_id)
        translated: str = async_translate_state(
            self._hass,
            state.state,
            thing.domain,
            entry.platform if entry else None,
            entry.translation_key if entry else None,
            thing.device_class,
        )
        if translated == state.state:
            return translated.replace("_", " ")
        return translated if translated[1:2].isupper() else translated.lower()

    def value(self, value: Any, unit: str | None) -> str:
        """Return a number with its unit, or a text as it is."""
        number = number_of(value)
        if number is None:
            return str(value).replace("_", " ")
        said = self.number(number)
        if not unit:
            return said
        words = self._lexicon.vocabulary["units"].get(unit, unit)
        if said in {"1", "-1"}:
            words = self._lexicon.vocabulary["unit_of_one"].get(words, words)
        return f"{said} {words}"

    def number(self, number: float) -> str:
        """Return a number as it is said: no more digits than matter."""
        size = abs(number)
        digits = 0 if size >= 100 else 1 if size >= 1 else 2  # noqa: PLR2004
        text = f"{number:.{digits}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        if text == "-0":
            text = "0"
        return text.replace(".", self._lexicon.vocabulary["decimal_mark"])

    def count(self, number: int) -> str:
        """Return how many, as a word where it is small."""
        words: list[str] = self._lexicon.vocabulary["numbers"]
        return words[number] if 0 < number < len(words) else str(number)

    def place(self, place: Place | None) -> str:
        """Return where, in words that end a sentence; empty for nowhere said."""
        if place is None:
            return ""
        if self._is_adverb(place.name):
            return self.part("at_place", place=place.name.lower())
        on_places = self._lexicon.vocabulary["on_places"]
        is_on = self._lexicon.words(place.name)[-1:] and (
            self._lexicon.words(place.name)[-1] in on_places
        )
        return self.part(
            "on_place" if is_on else "in_place", place=self.the(place.name)
        )

    def since(self, moment: datetime, now: datetime) -> str:
        """Return since when, as the end of a sentence."""
        said = since(moment, now, self._lexicon.vocabulary)
        if said == self._lexicon.vocabulary["clock"]["just_now"]:
            return self.part("since_now")
        return self.part("since", time=said)

    def _is_adverb(self, name: str) -> bool:
        return name.casefold() in self._lexicon.vocabulary["adverbs"]

    @property
    def one(self) -> str:
        """Return the form of "to be" for one thing."""
        return str(self._lexicon.vocabulary["be"]["one"])

    def the(self, name: str) -> str:
        """Return the name of a place as it stands within a sentence."""
        if self._is_adverb(name):
            return name.lower()
        words, plain = name.split(), self._lexicon.words(name)
        if plain and self._owned(plain[0]):
            return " ".join([words[0], *(word.lower() for word in words[1:])])
        is_plain = all(word[1:].islower() or len(word) == 1 for word in words)
        return self._words.the.format(name=name.lower() if is_plain else name)
