"""Which things an order is about, and whether that has to be asked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..guard import is_guarded
from ..reader.doors import lock_beside
from ..reader.index import Thing
from ..reader.kinds import is_just_of_kind
from ..reader.selection import (
    Fits,
    Quantity,
    Selection,
    place_named,
    select,
    split_at,
)
from .asking import ALL, Choice, Means, ask, one_of
from .order import Order, Problem
from .quantities import number_in

_LIGHT: Final = "light"
_LOCKS: Final = frozenset({"lock", "unlock"})


def choose(
    order: Order, fits: Fits, means: Means, *, slot: str = "what"
) -> Choice | Problem | None:
    """Return the things that the words of an order mean, never more than they say."""
    phrase = order.slots.get(slot, "")
    if chosen := order.chosen.get(phrase):
        index = order.around.index.things
        return Choice(things=tuple(index[one] for one in chosen if one in index))
    whole, _, left_out = split_at(phrase, order.around.lexicon.vocabulary["except"])
    if not left_out:
        order, left_out = _without_exception(order)
    choice = _whole(order, whole, fits, means)
    if not isinstance(choice, Choice) or not left_out:
        return _asked_about(choice, phrase)
    excluded = _excluded(order, left_out)
    if excluded is None:
        return None
    things = tuple(thing for thing in choice.things if thing not in excluded)
    return replace(choice, things=things, several=True)


def _without_exception(order: Order) -> tuple[Order, str]:
    """Return an order whose place makes no exception, and that exception."""
    said = order.slots.get("where", "")
    where, _, left_out = split_at(said, order.around.lexicon.vocabulary["except"])
    if not left_out:
        return order, ""
    slots = {**order.slots, "where": where}
    if not where or where in order.wording.content["both"]:
        del slots["where"]
        slots["all"] = "true"
    return replace(order, slots=slots), left_out


def called(order: Order, phrase: str, fits: Fits) -> tuple[Thing, ...]:
    """Return the things whose whole name a phrase is."""
    lexicon = order.around.lexicon
    words = lexicon.words(phrase)
    while words:
        named = order.around.index.by_name.get(lexicon.joined(words), ())
        if things := tuple(filter(fits, named)):
            return things
        if lexicon.stem(words[0]) not in lexicon.unsaid:
            break
        words = words[1:]
    return ()


def choose_lone(order: Order, candidates: Sequence[Thing]) -> Choice | Problem | None:
    """Return what is meant where nothing is named: what is here, else the only one."""
    here = order.around.here
    where = order.slots.get("where", "")
    key = f"{order.does} {where}"
    if here is None and where in order.around.lexicon.markers["here"]:
        where = ""
    if chosen := order.chosen.get(key):
        index = order.around.index.things
        return Choice(things=tuple(index[one] for one in chosen if one in index))
    place = place_named(where, order.around) if where else here
    if where and place is None:
        return None
    there = [
        thing for thing in candidates if place and thing.area_id in place.areas
    ] or ([] if where else list(candidates))
    if not there:
        return None
    return _asked_about(one_of(order, there, place), key)


def _asked_about(
    choice: Choice | Problem | None, phrase: str
) -> Choice | Problem | None:
    return replace(choice, phrase=phrase) if isinstance(choice, Problem) else choice


def _excluded(order: Order, phrase: str) -> set[Thing] | None:
    excluded = set[Thing]()
    for part in _parts(order, phrase):
        selection = select(part, lambda _: True, order.around)
        if selection is None:
            return None
        excluded |= set(selection.things)
    return excluded


def _whole(
    order: Order, phrase: str, fits: Fits, means: Means
) -> Choice | Problem | None:
    parts = _parts(order, phrase)
    if len(parts) == 1 or _is_exact(order, phrase, fits):
        return _part(order, phrase, fits, means)
    shared = _shared_kind(order, parts)
    choices = []
    for part in parts:
        if shared and place_named(part, order.around):
            narrowed = replace(order, slots={**order.slots, "where": part})
            choice = _part(narrowed, shared, fits, means)
        else:
            choice = _part(order, part, fits, means)
        if not isinstance(choice, Choice):
            return choice
        choices.append(choice)
    things = {thing: None for choice in choices for thing in choice.things}
    kinds = {choice.kind for choice in choices}
    return Choice(
        things=tuple(things),
        kind=kinds.pop() if len(kinds) == 1 else None,
        several=True,
    )


def _parts(order: Order, phrase: str) -> list[str]:
    first, joint, rest = split_at(phrase, order.around.lexicon.vocabulary["and"])
    if not (joint and first and rest):
        return [phrase]
    return [first, *_parts(order, rest)]


def _is_exact(order: Order, phrase: str, fits: Fits) -> bool:
    lexicon = order.around.lexicon
    key = lexicon.joined(lexicon.words(phrase))
    return any(map(fits, order.around.index.by_name.get(key, ())))


def _shared_kind(order: Order, parts: Sequence[str]) -> str | None:
    """Return the word for a kind that some parts leave out: "kitchen and hall lights".

    Only where one part has it and the others are places.
    """
    lexicon = order.around.lexicon
    alone = [part for part in parts if place_named(part, order.around)]
    others = [part for part in parts if part not in alone]
    if not alone or not others:
        return None
    for words in (lexicon.words(others[-1]), lexicon.words(others[0])):
        for length in (3, 2, 1):
            for start in range(len(words) - length + 1):
                span = words[start : start + length]
                if lexicon.joined(span) in lexicon.kinds:
                    return " ".join(span)
    return None


def _part(
    order: Order, phrase: str, fits: Fits, means: Means
) -> Choice | Problem | None:
    if not phrase or (
        phrase.rsplit(maxsplit=1)[-1] in order.wording.content["no_end_of_a_name"]
    ):
        return None
    counted = number_in(order.slots.get("count", "").split(), order.wording)
    if "count" in order.slots and counted is None:
        return None
    unnamed = _meant_without_name(order, phrase, means)
    where = order.slots.get("where", "")
    selection = select(
        phrase,
        (lambda thing: fits(thing) and thing.entity_id in unnamed)
        if unnamed is not None
        else fits,
        order.around,
        where,
    )
    if selection is None and order.does in _LOCKS:
        selection = lock_beside(phrase, order.around, where)
    if selection is None:
        return None
    things = _able(order, phrase, _by_word(order, phrase, selection))
    if not things:
        return _none(order, selection)
    if len(things) < len(selection.things) and not is_just_of_kind(
        things[0], selection.kind or ""
    ):
        # A lamp is one of the lights, but "the lamp" is not all of them.
        selection = replace(selection, kind=None)
    selection = replace(selection, things=things)
    if counted is not None:
        return _counted(order, selection, int(counted))
    return _as_many_as_said(order, phrase, selection, means)


def _meant_without_name(
    order: Order, phrase: str, means: Means
) -> frozenset[str] | None:
    """Return the entities that words mean which name no thing and no kind.

    What is guarded is never meant by "everything".
    """
    lexicon = order.around.lexicon
    words = lexicon.words(phrase)
    if any(
        " ".join(words[:length]) in order.wording.everything
        or " ".join(words[:length]) in lexicon.markers["everything"]
        for length in (1, 2, 3)
    ) and not any(lexicon.joined([word]) in lexicon.kinds for word in words):
        return frozenset(
            thing.entity_id
            for domain in means.everything
            for thing in order.around.index.by_domain.get(domain, ())
            if not is_guarded(order.hass, thing.entity_id)
        )
    if place_named(phrase, order.around) is not None:
        return frozenset(
            thing.entity_id
            for domain in means.place
            for thing in order.around.index.by_domain.get(domain, ())
        )
    return None


def _by_word(order: Order, phrase: str, selection: Selection) -> tuple[Thing, ...]:
    """Prefer those whose name has the very word for the kind: lamps among lights.

    Or whose class is the kind: curtains are no blinds where there are blinds.
    """
    if selection.kind is None or selection.by_name:
        return selection.things
    just = tuple(
        thing for thing in selection.things if is_just_of_kind(thing, selection.kind)
    )
    if just:
        return just
    lexicon = order.around.lexicon
    stems = {
        lexicon.stem(word)
        for word in lexicon.words(phrase)
        if lexicon.kinds.get(lexicon.joined([word])) == selection.kind
    }
    first = set(lexicon.stems(lexicon.word_for("kinds", selection.kind)))
    if stems <= first:
        return selection.things
    named = tuple(thing for thing in selection.things if stems & thing.tokens)
    return named or selection.things


def _able(order: Order, phrase: str, things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """Prefer what can do what its kind is named after: the heating heats."""
    if len(things) < 2:  # noqa: PLR2004
        return things
    lexicon = order.around.lexicon
    words = f" {' '.join(lexicon.words(phrase))} "
    for mode, names in lexicon.vocabulary["able"].items():
        if any(f" {name} " in words for name in names):
            able = tuple(
                thing
                for thing in things
                if any(mode in m for m in order.attribute(thing, "hvac_modes") or ())
            )
            return able or things
    return things


def _none(order: Order, selection: Selection) -> Problem | None:
    if selection.kind is None or selection.by_name:
        return None
    return order.problem(
        "none_such",
        kinds=order.teller.kinds(selection.kind),
        where=order.place(selection.place),
    )


def _counted(order: Order, selection: Selection, count: int) -> Choice | Problem:
    """Return so many, those that would change first, those here before others."""
    if len(selection.things) < count or count < 1:
        total = order.teller.count(len(selection.things))
        return order.problem("too_few", count=total)
    here = order.around.here
    done = order.does.removeprefix("turn_")

    def last(thing: Thing) -> tuple[bool, bool, str]:
        state = order.state(thing)
        return (
            state is None or state.state in {done, "unavailable", "unknown"},
            here is None or thing.area_id not in here.areas,
            thing.name,
        )

    chosen = tuple(sorted(selection.things, key=last)[:count])
    return Choice(things=chosen, kind=selection.kind)


def _as_many_as_said(
    order: Order, phrase: str, selection: Selection, means: Means
) -> Choice | Problem | None:
    lexicon, things = order.around.lexicon, selection.things
    said = " ".join(lexicon.words(phrase))
    several = Choice(
        things=things,
        kind=selection.kind,
        place=selection.place,
        several=len(things) > 1,
        everything=selection.everything,
    )
    if (
        len(things) == 1
        or said in lexicon.markers["them"]
        or selection.quantity is Quantity.ALL
        or order.slots.get("all")
    ):
        return several
    if selection.everything:
        lights = all(thing.domain == _LIGHT for thing in things)
        asked_for = place_named(phrase, order.around) is None
        return several if asked_for or lights else one_of(order, things, None)
    plural = _is_plural(order, phrase)
    if selection.by_name:
        return several if plural else one_of(order, things, selection.place)
    if not (plural or selection.kind == _LIGHT):
        return one_of(order, things, selection.place)
    return _in_one_place(order, selection, several, means)


def _in_one_place(
    order: Order, selection: Selection, several: Choice, means: Means
) -> Choice | Problem:
    """Return those in the place that was said, or here, or ask where."""
    here = order.around.here
    if selection.place or order.slots.get("where"):
        return several
    if here and (
        near := tuple(one for one in selection.things if one.area_id in here.areas)
    ):
        return replace(several, things=near, place=here)
    by_area = dict[str, list[Thing]]()
    left = [
        thing
        for thing in selection.things
        if (state := order.state(thing)) and state.state not in means.done
    ]
    for thing in left or selection.things:
        by_area.setdefault(thing.area_id or "", []).append(thing)
    if len(by_area) == 1:
        return replace(several, things=tuple(*by_area.values()))
    places = {
        place.name: tuple(
            thing.entity_id for thing in by_area.get(next(iter(place.areas)), ())
        )
        for place in order.around.index.places.values()
        if place.is_area and not place.areas.isdisjoint(by_area)
    }
    if len(places) < 2:  # noqa: PLR2004
        return one_of(order, left or selection.things, None)
    return ask(
        order,
        "which_room",
        {name: (name,) for name in places},
        {**places, ALL: tuple(thing.entity_id for thing in left)},
    )


def _is_plural(order: Order, phrase: str) -> bool:
    lexicon = order.around.lexicon
    return any(
        lexicon.stem(word) != word and "'" not in word for word in lexicon.words(phrase)
    )
