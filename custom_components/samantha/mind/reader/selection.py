"""Pure: which things of the house a few words mean."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from .index import Index, Place, Thing
from .kinds import domains_of, is_of_kind
from .lexicon import Lexicon, opening_of

type Fits = Callable[[Thing], bool]
# Kinds, and the words that they were named by.
type Kinds = Sequence[tuple[str, frozenset[str]]]

_LONGEST_NAME: Final = 6
# Kinds that people mean in the room they are in, even where they say many.
_OF_A_ROOM: Final = frozenset({"light"})


class Quantity(Enum):
    """How many of the things are asked about."""

    THE = "the"
    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a few words mean: things, and how they were meant."""

    things: tuple[Thing, ...]
    kind: str | None = None
    place: Place | None = None
    quantity: Quantity = Quantity.THE
    everything: bool = False
    by_name: bool = False
    plural: bool = False

    @property
    def one_named(self) -> Thing | None:
        """Return the one thing that was meant by its name, if it is one."""
        return self.things[0] if self.by_name and len(self.things) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What words such as "here" and "it" mean in this turn."""

    lexicon: Lexicon
    index: Index
    here: Place | None = None
    last: tuple[Thing, ...] = ()
    there: Place | None = None
    # What words were sorted into already: a turn looks at the same ones many times.
    sorted: dict[tuple[str, ...], _Reading] = field(
        default_factory=dict, repr=False, compare=False
    )


@dataclass(slots=True)
class _Reading:
    """The words of a phrase, sorted by what they are."""

    rest: list[str] = field(default_factory=list)
    kinds: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    place_tokens: set[str] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    everything: bool = False


def select(
    phrase: str, fits: Fits, around: Surroundings, where: str = ""
) -> Selection | None:
    """Return what a phrase means among the things that fit the question.

    Args:
        phrase: the words for it, such as "the lights in the kitchen".
        fits: whether a thing can be asked this at all.
        around: the house, and the place and the turn that the phrase is from.
        where: more words, that have to name a place.

    Returns None where some word names nothing that is exposed.

    """
    lexicon = around.lexicon
    whole, _, left_out = split_at(phrase, lexicon.vocabulary["except"])
    selection = _select(whole, fits, around, where)
    if selection is None or not left_out:
        return selection
    excluded = select(left_out, lambda _: True, around)
    if excluded is None:
        return None
    without = {thing.entity_id for thing in excluded.things}
    return replace(
        selection,
        things=tuple(
            thing for thing in selection.things if thing.entity_id not in without
        ),
    )


def place_named(phrase: str, around: Surroundings) -> Place | None:
    """Return the place that a phrase names and nothing else, if it does."""
    reading = _read(_content(phrase, around.lexicon), around)
    if reading.rest or reading.kinds or len(reading.places) != 1:
        return None
    return reading.places[0]


def is_everywhere(phrase: str, around: Surroundings) -> bool:
    """Return whether a phrase means the whole house."""
    return _read(_content(phrase, around.lexicon), around) == _Reading(everything=True)


def _select(
    phrase: str, fits: Fits, around: Surroundings, where: str, kinds: Kinds = ()
) -> Selection | None:
    lexicon = around.lexicon
    said = " ".join(lexicon.words(phrase))
    if said in lexicon.markers["it"] or said in lexicon.markers["them"]:
        things = tuple(thing for thing in around.last if fits(thing))
        return Selection(things=things, by_name=True) if things else None
    if not where and (named := _named(phrase, fits, around)):
        return Selection(things=named, by_name=True)
    parts = _parts(phrase, lexicon)
    if len(parts) > 1:
        shared = _shared_kinds(parts, around)
        return _union([_select(part, fits, around, where, shared) for part in parts])
    return _described(phrase, fits, around, where, kinds)


def _named(phrase: str, fits: Fits, around: Surroundings) -> tuple[Thing, ...]:
    """Return the things that are called just so."""
    lexicon = around.lexicon
    words = lexicon.words(phrase)
    keys = [lexicon.joined(words)]
    while words and lexicon.stem(words[0]) in lexicon.unsaid:
        words = words[1:]
        keys.append(lexicon.joined(words))
    said = words[-1] if words else ""
    for key in keys:
        found = [
            thing
            for thing in around.index.by_name.get(key, ())
            if fits(thing) and not _is_one_of(thing, said, around)
        ]
        if len(found) > 1 and around.here:
            near = [thing for thing in found if thing.area_id in around.here.areas]
            found = near or found
        if found:
            return tuple(found)
    return ()


def _is_one_of(thing: Thing, said: str, around: Surroundings) -> bool:
    """Return whether a room's things are meant: "kitchen lights", not its one light."""
    lexicon = around.lexicon
    if lexicon.stem(said) == said or lexicon.joined([said]) not in lexicon.kinds:
        return False
    name = lexicon.words(thing.name)
    if not name or name[-1] == said or thing.area_id is None:
        return False
    place = around.index.places.get(lexicon.joined(name[:-1]))
    return place is not None and thing.area_id in place.areas


def _shared_kinds(parts: Iterable[str], around: Surroundings) -> Kinds:
    """Return the kinds that are said with one place and meant in each of them."""
    for part in parts:
        reading = _read(_content(part, around.lexicon), around)
        if reading.places and reading.kinds and not reading.rest:
            return reading.kinds
    return ()


def _described(
    phrase: str, fits: Fits, around: Surroundings, where: str, kinds: Kinds
) -> Selection | None:
    """Return the things that a kind, a place, and parts of a name describe."""
    lexicon = around.lexicon
    reading = _read(_content(phrase, lexicon), around)
    if reading.rest and not reading.labels and not around.index.having(reading.rest):
        return None
    if place_named(phrase, around):
        reading.kinds += kinds
    if where and not is_everywhere(where, around):
        if (place := place_named(where, around)) is None:
            return None
        reading.places.append(place)
        reading.place_tokens |= place.tokens
    if reading == _Reading():
        return None
    words = phrase.split()
    quantity = _quantity(words, lexicon)
    kind = reading.kinds[-1][0] if reading.kinds else None
    place = reading.places[-1] if reading.places else None
    things = _of_reading(reading, fits, around)
    if not things and (kind is None or reading.rest or len(reading.kinds) > 1):
        return None
    if (
        place is None
        and around.here
        and quantity is Quantity.THE
        and kind
        and not reading.rest
        and (kind in _OF_A_ROOM or not _is_plural(words, lexicon))
    ):
        near = [thing for thing in things if thing.area_id in around.here.areas]
        things, place = (near, around.here) if near else (things, place)
    return Selection(
        things=tuple(sorted(things, key=lambda thing: thing.name)),
        kind=kind,
        place=place,
        quantity=quantity,
        everything=reading.everything or not (kind or reading.rest or reading.labels),
        by_name=bool(reading.rest),
        plural=_is_plural(words, lexicon),
    )


def _of_reading(reading: _Reading, fits: Fits, around: Surroundings) -> list[Thing]:
    """Return the things of the kind and place first, else by all of the words."""
    index = around.index
    candidates: Iterable[Thing]
    if reading.labels:
        candidates = index.things.values()
    elif reading.rest:
        candidates = [index.things[one] for one in index.having(reading.rest)]
    elif reading.kinds:
        candidates = [
            thing
            for domain in domains_of(reading.kinds[-1][0])
            for thing in index.by_domain.get(domain, ())
        ]
    elif reading.places:
        areas = frozenset.union(*(place.areas for place in reading.places))
        candidates = [thing for area in areas for thing in index.by_area.get(area, ())]
    else:
        candidates = index.things.values()
    found = [
        thing
        for thing in candidates
        if fits(thing)
        and _is_there(thing, reading)
        and all(is_of_kind(thing, kind) for kind, _ in reading.kinds)
        and all(label in thing.labels for label in reading.labels)
    ]
    if not found and (reading.kinds or reading.places):
        words = {*reading.rest, *(t for _, tokens in reading.kinds for t in tokens)}
        if reading.rest or not reading.places or len(reading.kinds) > 1:
            found = [
                thing
                for one in index.having(words | reading.place_tokens)
                if fits(thing := index.things[one])
                and _has(thing, words)
                and _is_on_levels(thing, reading)
            ]
    if not reading.rest or len(found) < 2:  # noqa: PLR2004
        return found
    expected = {*reading.rest, *reading.place_tokens} | {
        token for _, tokens in reading.kinds for token in tokens
    }
    surplus = {thing: len(thing.tokens - expected) for thing in found}
    fewest = min(surplus.values())
    return [thing for thing in found if surplus[thing] == fewest]


def _has(thing: Thing, words: Collection[str]) -> bool:
    """Return whether a name has at least one of the words, so that it is meant."""
    return not words or not thing.tokens.isdisjoint(words)


def _is_on_levels(thing: Thing, reading: _Reading) -> bool:
    """Return whether a thing is on the floors that were named, whose words none has."""
    return all(
        place.is_area or thing.area_id in place.areas for place in reading.places
    )


def _is_there(thing: Thing, reading: _Reading) -> bool:
    if not reading.places:
        return True
    for place in reading.places:
        if thing.area_id is None:
            if not place.tokens or not place.tokens <= thing.tokens:
                return False
        elif thing.area_id not in place.areas:
            return False
    return True


def _read(words: list[str], around: Surroundings) -> _Reading:
    """Sort words into places, kinds and labels, longest first; the rest are names."""
    key = tuple(words)
    if (reading := around.sorted.get(key)) is None:
        reading = around.sorted[key] = _sort(words, around)
    return _Reading(
        rest=[*reading.rest],
        kinds=[*reading.kinds],
        places=[*reading.places],
        place_tokens={*reading.place_tokens},
        labels=[*reading.labels],
        everything=reading.everything,
    )


def _sort(words: list[str], around: Surroundings) -> _Reading:
    reading = _Reading()
    lexicon, index = around.lexicon, around.index
    keys = [lexicon.joined([word]) for word in words]
    position = 0
    while position < len(words):
        opens = opening_of(keys[position])
        known = opens in lexicon.openings or opens in index.openings
        longest = min(_LONGEST_NAME, len(words) - position) if known else 0
        for length in range(longest, 0, -1):
            span = words[position : position + length]
            said, key = " ".join(span), "".join(keys[position : position + length])
            if place := _place(said, key, around):
                reading.places.append(place)
                if place.is_area:
                    reading.place_tokens |= {lexicon.stem(word) for word in span}
            elif said in lexicon.markers["everything"]:
                reading.everything = True
            elif said in lexicon.markers["house"]:
                reading.everything = reading.everything or not reading.kinds
            elif kind := lexicon.kinds.get(key):
                stems = frozenset(lexicon.stem(word) for word in span)
                reading.kinds.append((kind, stems - lexicon.unsaid))
            elif label := index.labels.get(key):
                reading.labels.append(label)
            else:
                continue
            position += length
            break
        else:
            stem = lexicon.stem(words[position])
            if stem not in lexicon.unsaid:
                reading.rest.append(stem)
            position += 1
    return reading


def _place(said: str, key: str, around: Surroundings) -> Place | None:
    if place := around.index.places.get(key):
        return place
    if said in around.lexicon.markers["here"]:
        return around.here
    if said in around.lexicon.markers["there"]:
        return around.there
    for marker in ("inside", "outside", "upstairs", "downstairs"):
        if said in around.lexicon.markers[marker]:
            return around.index.places.get(f"*{marker}")
    return None


def _content(phrase: str, lexicon: Lexicon) -> list[str]:
    return lexicon.words(phrase)


def _parts(phrase: str, lexicon: Lexicon) -> list[str]:
    """Return what stands between the words for "and"."""
    first, joint, rest = split_at(phrase, lexicon.vocabulary["and"])
    return [first, *_parts(rest, lexicon)] if joint and rest and first else [phrase]


def _union(selections: list[Selection | None]) -> Selection | None:
    found = [selection for selection in selections if selection is not None]
    if len(found) < len(selections):
        return None
    things = {
        thing.entity_id: thing for selection in found for thing in selection.things
    }
    kinds = {selection.kind for selection in found}
    return Selection(
        things=tuple(things.values()),
        kind=kinds.pop() if len(kinds) == 1 else None,
        quantity=found[0].quantity,
        by_name=all(selection.by_name for selection in found),
        plural=True,
    )


def _quantity(words: list[str], lexicon: Lexicon) -> Quantity:
    for word in words[:2]:
        if word in lexicon.markers["all"]:
            return Quantity.ALL
        if word in lexicon.markers["any"]:
            return Quantity.ANY
    return Quantity.THE


def _is_plural(words: list[str], lexicon: Lexicon) -> bool:
    return any(lexicon.stem(word) != word for word in words)


def split_at(phrase: str, joints: Iterable[str]) -> tuple[str, str, str]:
    """Split a phrase at the first of some words, the longest of them first."""
    said = f" {phrase} "
    there = [joint for joint in joints if f" {joint} " in said]
    if not there:
        return phrase, "", ""
    joint = max(there, key=len)
    first, _, rest = said.partition(f" {joint} ")
    return first.strip(), joint, rest.strip()
