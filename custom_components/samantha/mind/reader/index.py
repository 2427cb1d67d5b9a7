"""What is exposed in the house, by the words that people use for it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
    intent,
    label_registry as lr,
)

from ...const import DOMAIN
from ..changes import listen_for_changes
from .lexicon import Lexicon, openings_of


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """An exposed entity, as far as it does not change with its state."""

    entity_id: str
    domain: str
    device_class: str | None
    name: str
    tokens: frozenset[str]
    area_id: str | None
    floor_id: str | None
    device_id: str | None
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """An area, a floor, or all that is inside or outside."""

    name: str
    areas: frozenset[str]
    tokens: frozenset[str] = frozenset()
    is_area: bool = False


@dataclass
class Index:
    """The names of one moment. Look-ups cost the same in any house."""

    things: dict[str, Thing] = field(default_factory=dict)
    by_name: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    by_token: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_domain: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    by_area: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    by_device: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, Place] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @cached_property
    def openings(self) -> frozenset[str]:
        """Return how the names of places and labels open."""
        return openings_of([*self.places, *self.labels])

    @property
    def people(self) -> frozenset[str]:
        """Return the words of people's names."""
        return frozenset(
            token
            for thing in self.by_domain.get("person", ())
            for token in thing.tokens
        )

    def only(self, allowed: Callable[[str], bool]) -> Index:
        """Return the index of the entities that are allowed, in the same places."""

        def kept(lists: Mapping[str, list[Thing]]) -> dict[str, list[Thing]]:
            found = defaultdict[str, list[Thing]](list)
            for key, things in lists.items():
                if some := [thing for thing in things if thing.entity_id in left]:
                    found[key] = some
            return found

        left = {one: thing for one, thing in self.things.items() if allowed(one)}
        return Index(
            things=left,
            by_name=kept(self.by_name),
            by_token=defaultdict(
                set, {token: ids & left.keys() for token, ids in self.by_token.items()}
            ),
            by_domain=kept(self.by_domain),
            by_area=kept(self.by_area),
            by_device=kept(self.by_device),
            places=self.places,
            labels=self.labels,
        )

    def having(self, tokens: Iterable[str]) -> set[str]:
        """Return the entities that have all of the words, in name, alias or area."""
        found = sorted((self.by_token.get(token, set()) for token in tokens), key=len)
        return set.intersection(*found) if found else set(self.things)


class HouseIndex:
    """Keeps the index of a language until a registry, a name or exposure changes."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Listen from the first question on."""
        self._hass = hass
        self._indices: dict[int, Index] = {}
        self._listeners: list[CALLBACK_TYPE] = []

    def get(self, lexicon: Lexicon) -> Index:
        """Return the index, made anew where something has changed."""
        index = self._indices.get(id(lexicon))
        if index is None:
            if not self._listeners:
                self._listeners = listen_for_changes(self._hass, self._forget)
            index = self._indices[id(lexicon)] = build(self._hass, lexicon)
        return index

    @callback
    def close(self) -> None:
        """Listen no more."""
        while self._listeners:
            self._listeners.pop()()
        self._indices.clear()

    @callback
    def _forget(self) -> None:
        self._indices.clear()


def build(hass: HomeAssistant, lexicon: Lexicon) -> Index:
    """Read the registries and what is exposed."""
    index = Index()
    entities, devices = er.async_get(hass), dr.async_get(hass)
    areas = ar.async_get(hass)
    area_tokens = _add_places(hass, lexicon, index)
    for label in lr.async_get(hass).async_list_labels():
        index.labels[lexicon.joined(lexicon.words(label.name))] = label.label_id
    others: list[tuple[Thing, str]] = []
    for state in hass.states.async_all():
        if not async_should_expose(hass, CONVERSATION_DOMAIN, state.entity_id):
            continue
        entry = entities.async_get(state.entity_id)
        if state.domain == "todo" and entry and entry.platform == DOMAIN:
            # Her own reminders have sentences of their own.
            continue
        names = [
            name
            for name in intent.async_get_entity_aliases(hass, entry, state=state)
            if name.strip()
        ]
        device = (
            devices.async_get(entry.device_id) if entry and entry.device_id else None
        )
        area_id = (entry.area_id if entry else None) or (
            dr.async_get_effective_area_id(hass, device) if device else None
        )
        area = areas.async_get_area(area_id) if area_id else None
        tokens = lexicon.stems_of((*names, state.name))
        thing = Thing(
            entity_id=state.entity_id,
            domain=state.domain,
            device_class=state.attributes.get(ATTR_DEVICE_CLASS),
            name=names[0] if names else state.name,
            tokens=tokens,
            area_id=area_id,
            floor_id=area.floor_id if area else None,
            device_id=device.id if device else None,
            labels=frozenset(entry.labels if entry else ())
            | frozenset(device.labels if device else ())
            | frozenset(area.labels if area else ()),
        )
        _add(index, lexicon, thing, names, area_tokens.get(area_id or "", frozenset()))
        others += [(thing, other) for name in names for other in lexicon.same(name)]
    _add_others(index, lexicon, others)
    return index


def _add_others(
    index: Index, lexicon: Lexicon, others: Iterable[tuple[Thing, str]]
) -> None:
    """Add what things are called with other words for the same, if nothing is."""
    named = {*index.by_name}
    for thing, other in others:
        key = lexicon.joined(lexicon.words(other))
        if key not in named and thing not in index.by_name[key]:
            index.by_name[key].append(thing)
        for token in lexicon.stems(other):
            index.by_token[token].add(thing.entity_id)


def _add(
    index: Index,
    lexicon: Lexicon,
    thing: Thing,
    names: list[str],
    around: frozenset[str],
) -> None:
    index.things[thing.entity_id] = thing
    index.by_domain[thing.domain].append(thing)
    if thing.area_id:
        index.by_area[thing.area_id].append(thing)
    if thing.device_id:
        index.by_device[thing.device_id].append(thing)
    for key in {lexicon.joined(lexicon.words(name)) for name in names}:
        index.by_name[key].append(thing)
    for token in thing.tokens | around:
        index.by_token[token].add(thing.entity_id)


def _add_places(
    hass: HomeAssistant, lexicon: Lexicon, index: Index
) -> dict[str, frozenset[str]]:
    """Add floors and areas; return the words of each area."""
    floors: dict[str, set[str]] = defaultdict(set)
    words: dict[str, frozenset[str]] = {}
    listed = list(ar.async_get(hass).async_list_areas())
    for area in listed:
        if area.floor_id:
            floors[area.floor_id].add(area.id)
    for floor in fr.async_get(hass).async_list_floors():
        for name in (floor.name, *floor.aliases):
            _add_place(
                index, lexicon, name, Place(name, frozenset(floors[floor.floor_id]))
            )
    _add_levels(hass, lexicon, index, floors)
    for area in listed:
        names = (area.name, *area.aliases)
        words[area.id] = lexicon.stems_of(names)
        for name in names:
            _add_place(
                index,
                lexicon,
                name,
                Place(
                    area.name,
                    frozenset({area.id}),
                    tokens=frozenset(lexicon.stems(name)),
                    is_area=True,
                ),
            )
    for key, place in list(index.places.items()):
        for other in () if key.startswith("*") else lexicon.same(place.name):
            index.places.setdefault(lexicon.joined(lexicon.words(other)), place)
    return words


def _add_levels(
    hass: HomeAssistant, lexicon: Lexicon, index: Index, floors: dict[str, set[str]]
) -> None:
    """Add what inside, outside, upstairs and downstairs mean, and the whole house.

    Areas are outside whose floor or own name says so; floors are up or down by their
    level. A floor or an area that bears the word itself goes before.
    """
    outdoor = lexicon.markers["outdoor"]
    outside, above, below = set[str](), set[str](), set[str]()
    for floor in fr.async_get(hass).async_list_floors():
        names = {
            word
            for name in (floor.name, *floor.aliases)
            for word in lexicon.words(name)
        }
        if names & (outdoor | lexicon.markers["outside"]):
            outside |= floors[floor.floor_id]
        elif floor.level is not None:
            (above if floor.level > 0 else below).update(floors[floor.floor_id])
    everywhere = set[str]()
    for area in ar.async_get(hass).async_list_areas():
        everywhere.add(area.id)
        if not outdoor.isdisjoint(lexicon.words(area.name)):
            outside.add(area.id)
    for marker, areas in {
        "outside": outside,
        "inside": everywhere - outside,
        "upstairs": above - outside,
        "downstairs": below - outside,
    }.items():
        if areas:
            index.places[f"*{marker}"] = Place(
                lexicon.vocabulary[marker][0], frozenset(areas)
            )


def _add_place(index: Index, lexicon: Lexicon, name: str, place: Place) -> None:
    if key := lexicon.joined(lexicon.words(name)):
        index.places[key] = place
