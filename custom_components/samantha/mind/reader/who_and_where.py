"""Answers to who is at home, and where somebody or something is."""

from collections.abc import Mapping

from homeassistant.const import STATE_HOME, STATE_NOT_HOME
from homeassistant.helpers import area_registry as ar

from .conditions import Check
from .index import Thing
from .inquiry import Answer, Inquiry
from .selection import Selection
from .telling import MOST_NAMED, is_silent

_MOVES = frozenset({"person", "device_tracker"})


def where(inquiry: Inquiry) -> Answer:
    """Answer where a person, a tracker or a thing is."""
    selection = inquiry.select(lambda _: True)
    if selection is None or not selection.things or selection.everything:
        return None
    if not selection.by_name and selection.kind is None:
        return None
    if selection.by_name and len(selection.things) > MOST_NAMED:
        return None  # A word in so many names is the name of none.
    things = _moving(selection.things) or _noticing(inquiry, selection)
    inquiry.about[:] = things
    clauses = [clause for thing in things if (clause := _where(inquiry, thing))]
    if not clauses:
        return None
    return inquiry.teller.say("clauses", list=inquiry.teller.some(clauses))


def _noticing(inquiry: Inquiry, selection: Selection) -> list[Thing]:
    """Return what notices something now, where motion or a leak is asked after."""
    alerts = inquiry.lexicon.vocabulary["alerts"]
    things = list(selection.things)
    if selection.by_name or any(one.device_class not in alerts for one in things):
        return things
    check = Check("detected")
    return [
        one
        for one in things
        if (state := inquiry.state(one)) and check.holds(one, state)
    ]


def who(inquiry: Inquiry) -> Answer:
    """Answer who is at home, away, or in a zone."""
    people = _people(inquiry)
    if not people:
        return None
    zone = _zone(inquiry)
    if zone is None:
        return None
    told = [thing for thing in people if not is_silent(inquiry.state(thing))]
    so = [thing for thing in told if _is_at(inquiry, thing, zone)]
    teller = inquiry.teller
    key = "state" if zone in {STATE_HOME, STATE_NOT_HOME} else "zone"
    values = {"state": _word(inquiry, zone), "zone": teller.zone(zone)}
    inquiry.about[:] = so or told
    if inquiry.slots.get("what") and len(people) == 1:
        return _one(inquiry, people[0], is_so=bool(so))
    if not told:
        return _unknown(inquiry, people)
    answer, things = _kind_of_answer(inquiry.slots, so, told)
    said = teller.say(
        answer + ("" if key == "state" else "_at"),
        names=teller.names(things),
        be=teller.be(things),
        count=teller.count(len(things)),
        **values,
    )
    untold = [thing for thing in people if thing not in told]
    if not untold or answer == "who_any":
        return said
    return f"{said} {_unknown(inquiry, untold)}"


def feels(inquiry: Inquiry) -> Answer:
    """Answer how people are, which she can't know, with where they are."""
    selection = inquiry.select(lambda thing: thing.domain == "person")
    if selection is None or not (selection.by_name or selection.kind):
        return None
    people = selection.things
    clauses = [clause for one in people if (clause := _where(inquiry, one))]
    if not clauses:
        return None
    return inquiry.teller.say("feels", list=inquiry.teller.some(clauses))


def _kind_of_answer(
    slots: Mapping[str, str], so: list[Thing], told: list[Thing]
) -> tuple[str, list[Thing]]:
    """Return which answer is given, and whom it names."""
    if slots.get("denied"):
        return ("who_denied" if so else "who_nobody"), so
    if slots.get("alone"):
        alone = ("who_no_one", "who_alone")
        return (alone[len(so)] if len(so) < len(alone) else "who_denied"), so
    if slots.get("quantity") == "any":
        return ("who_any" if so else "who_no_one"), so
    if slots.get("quantity") == "all":
        others = [thing for thing in told if thing not in so]
        return ("who_not_all" if others else "who_all"), others or so
    if slots.get("counted") and so:
        return "who_count", so
    return ("who" if so else "who_none"), so


def _unknown(inquiry: Inquiry, people: list[Thing]) -> str:
    """Say whose whereabouts nobody knows."""
    teller = inquiry.teller
    clause = teller.part(
        "where_unknown", names=teller.names(people), be=teller.be(people)
    )
    return teller.say("clauses", list=clause)


def _one(inquiry: Inquiry, person: Thing, *, is_so: bool) -> str:
    teller = inquiry.teller
    state = inquiry.state(person)
    if is_silent(state):
        return _unknown(inquiry, [person])
    return teller.say(
        "yes_clause" if is_so else "no_clause", clause=_where(inquiry, person)
    )


def _people(inquiry: Inquiry) -> list[Thing]:
    if not inquiry.slots.get("what"):
        return list(inquiry.around.index.by_domain.get("person", ()))
    selection = inquiry.select(lambda thing: thing.domain in _MOVES)
    return _moving(selection.things) if selection else []


def _moving(things: tuple[Thing, ...]) -> list[Thing]:
    """Return the people among things, else what is tracked."""
    people = [thing for thing in things if thing.domain == "person"]
    return people or [thing for thing in things if thing.domain == "device_tracker"]


def _zone(inquiry: Inquiry) -> str | None:
    """Return the state that people have in the zone asked about."""
    # "Out" is off, but for people.
    if (key := inquiry.slots.get("state")) in {"home", "away", "off"}:
        return STATE_HOME if key == "home" else STATE_NOT_HOME
    words = inquiry.slots.get("zone")
    if not words:
        return None
    lexicon = inquiry.lexicon
    wanted = lexicon.joined(
        word
        for word in lexicon.words(words)
        if lexicon.stem(word) not in lexicon.unsaid
    )
    if words in lexicon.markers["house"] or wanted in {"home", "house"}:
        return STATE_HOME
    index = inquiry.around.index
    for thing in (*index.by_domain.get("zone", ()), *index.by_domain.get("person", ())):
        state = inquiry.state(thing)
        name = thing.name if thing.domain == "zone" else state.state if state else ""
        if lexicon.joined(lexicon.words(name)) == wanted:
            return name
    return None


def _is_at(inquiry: Inquiry, thing: Thing, zone: str) -> bool:
    state = inquiry.state(thing)
    if state is None:
        return False
    if zone == STATE_NOT_HOME:
        return state.state != STATE_HOME
    return state.state == zone


def _word(inquiry: Inquiry, zone: str) -> str:
    return inquiry.teller.part("at_home" if zone == STATE_HOME else "not_at_home")


def _where(inquiry: Inquiry, thing: Thing) -> str | None:
    teller = inquiry.teller
    state = inquiry.state(thing)
    values = {"names": teller.name(thing), "be": teller.be([thing])}
    if thing.domain in _MOVES:
        if state is None or is_silent(state):
            return teller.part("where_unknown", **values)
        if state.state == STATE_HOME:
            return teller.part("where_home", **values)
        if state.state == STATE_NOT_HOME:
            return teller.part("where_away", **values)
        return teller.part("where_zone", zone=teller.zone(state.state), **values)
    if thing.area_id is None:
        return None
    area = ar.async_get(inquiry.hass).async_get_area(thing.area_id)
    if area is None:
        return None
    if thing.domain in {"vacuum", "lawn_mower"} and state and not is_silent(state):
        return teller.part(
            "where_doing",
            state=teller.state(thing, state),
            area=teller.the(area.name),
            **values,
        )
    return teller.part("where_area", area=teller.the(area.name), **values)
