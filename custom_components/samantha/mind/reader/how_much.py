"""Answers to how much: temperatures, levels, settings, and what plays."""

from dataclasses import replace
from typing import Final

from homeassistant.components.climate.const import (
    ATTR_TARGET_TEMP_HIGH,
    ATTR_TARGET_TEMP_LOW,
)
from homeassistant.components.light.helper import brightness_supported
from homeassistant.const import STATE_OFF
from homeassistant.util import dt as dt_util

from .conditions import number_of
from .index import Thing
from .inquiry import Answer, Inquiry
from .measures import is_measured, source_for
from .readings import CHOSEN, Reading, read, said, selected
from .selection import Selection
from .so_or_not import untold
from .spoken_time import day_and_clock
from .telling import is_silent

# What else a word may mean, where nothing has the first.
_OTHERWISE: Final = {
    "illuminance": ("brightness",),
    "speed": ("wind_speed", "data_rate"),
    "volume": ("noise",),
    "energy": ("power",),
    "power": ("energy",),
    "moisture": ("humidity",),
    "humidity": ("moisture",),
    "position": ("brightness", "volume"),
    "source": ("title",),
    "action": ("mode",),
}
# Which sensor an owner has chosen for an area.
_TOLD_BY_NAME: Final = frozenset(
    {"input_number", "input_select", "input_text", "number", "select"}
)
_BRIGHTNESS: Final = "brightness"
# What is chosen: "set to heat", not "heat".
_CHOSEN_FROM: Final = frozenset({"mode", "source", "sound_mode", "effect"})


def measure(inquiry: Inquiry) -> Answer:
    """Answer how warm, bright, loud or full something is, and what plays."""
    wanted = inquiry.slots.get("measure") or inquiry.slots["adjective"]
    if named := _called(inquiry, wanted):
        return named
    for key in (wanted, *_OTHERWISE.get(wanted, ())):
        selection = selected(inquiry, key)
        if selection is not None and selection.things:
            return _told(inquiry, key, selection)
    meant = inquiry.select(lambda _: True)
    if meant is None or meant.place is None or not meant.everything:
        return None
    if wanted == "title":
        return inquiry.teller.say("playing_nothing", where=inquiry.place(meant))
    if is_measured(wanted):
        if by_weather := _by_weather(inquiry, wanted, meant):
            return by_weather
        return inquiry.teller.say("no_sensor", where=inquiry.place(meant))
    return None


def _by_weather(inquiry: Inquiry, key: str, meant: Selection) -> Answer:
    """Answer for outside from the weather service, where no sensor does."""
    outside = inquiry.around.index.places.get("*outside")
    if outside is None or meant.place is None or meant.place.areas != outside.areas:
        return None
    for thing in inquiry.around.index.by_domain.get("weather", ()):
        if source_for(thing, key) and (reading := read(inquiry, thing, key)):
            return _one(inquiry, key, reading, meant)
    return None


def _called(inquiry: Inquiry, key: str) -> Answer:
    """Answer for the one thing that has the measure in its name: "House mode"."""
    lexicon = inquiry.lexicon
    what = lexicon.words(inquiry.slots.get("what", ""))
    while what and lexicon.stem(what[0]) in lexicon.unsaid:
        what = what[1:]
    while what and lexicon.stem(what[-1]) in lexicon.unsaid:
        what = what[:-1]
    if not what:
        return None
    for word in lexicon.vocabulary["measures"].get(key, ()):
        for words in ([*what, *lexicon.words(word)], [*lexicon.words(word), *what]):
            found = inquiry.around.index.by_name.get(lexicon.joined(words), ())
            told = [thing for thing in found if thing.domain in _TOLD_BY_NAME]
            state = inquiry.state(told[0]) if len(told) == 1 else None
            if state is not None and not is_silent(state):
                inquiry.about[:] = told
                clause = inquiry.teller.part(
                    "measure_named",
                    names=inquiry.teller.name(told[0]),
                    be=inquiry.teller.be(told),
                    value=inquiry.teller.state(told[0], state),
                )
                return inquiry.teller.say("clauses", list=clause)
    return None


def _told(inquiry: Inquiry, key: str, selection: Selection) -> Answer:
    readings = [
        reading
        for thing in selection.things
        if (reading := read(inquiry, thing, key)) is not None
    ]
    if not readings:
        return _nothing_read(inquiry, key, selection)
    if key == "title":
        return _playing(inquiry, readings, selection)
    if key == "target_temperature":
        return _target(inquiry, readings)
    if key == "remaining":
        return _remaining(inquiry, readings[0])
    if len(readings) == 1:
        return _one(inquiry, key, readings[0], selection)
    if key in CHOSEN and not selection.by_name and not selection.kind:
        return _by_room(inquiry, key, readings)
    clauses = [_fact(inquiry, key, reading) for reading in readings]
    return inquiry.teller.say("clauses", list=inquiry.teller.some(clauses))


def _fact(inquiry: Inquiry, key: str, reading: Reading) -> str:
    """Return what one thing has, in words that fit how it was asked after."""
    tokens = {
        token
        for word in inquiry.lexicon.vocabulary["measures"].get(key, ())
        for token in inquiry.lexicon.stems(word)
    }
    if key in _CHOSEN_FROM and reading.value != STATE_OFF:
        answer = "target"
    elif reading.number is None or tokens & reading.thing.tokens:
        answer = "measure_named"
    else:
        answer = "measure"
    return inquiry.teller.part(
        answer,
        names=inquiry.teller.name(reading.thing),
        be=inquiry.teller.be([reading.thing]),
        value=said(inquiry, key, reading),
    )


def _by_room(inquiry: Inquiry, key: str, readings: list[Reading]) -> str:
    teller = inquiry.teller
    clauses = [
        said(inquiry, key, reading) + teller.place(inquiry.area_of(reading.thing))
        for reading in readings
    ]
    return teller.say("rooms", list=teller.listed(clauses))


def _one(inquiry: Inquiry, key: str, reading: Reading, selection: Selection) -> str:
    teller = inquiry.teller
    value = said(inquiry, key, reading)
    thing = reading.thing
    if key == "temperature" and not selection.by_name and not selection.kind:
        place = selection.place or inquiry.area_of(thing)
        return teller.say("measure_here", value=value, where=teller.place(place))
    if not selection.by_name and not selection.kind:
        place = selection.place or inquiry.area_of(thing)
        return teller.say(
            "measure_of",
            measure=inquiry.lexicon.word_for("measures", key),
            value=value,
            where=teller.place(place),
        )
    return teller.say("clauses", list=_fact(inquiry, key, reading))


def _nothing_read(inquiry: Inquiry, key: str, selection: Selection) -> str:
    """Say why there is no value: it is off, out of reach, or not reported."""
    teller = inquiry.teller
    things = list(selection.things)
    if key == "title":
        return teller.say("playing_nothing", where=inquiry.place(selection))
    ranges = [text for thing in things if (text := _range(inquiry, thing))]
    if key == "target_temperature" and ranges:
        return teller.say("clauses", list=teller.some(ranges))
    states = [(thing, inquiry.state(thing)) for thing in things]
    off = [thing for thing, state in states if state and state.state == "off"]
    if off:
        return teller.say("brightness_off", names=teller.names(off), be=teller.be(off))
    if key == _BRIGHTNESS and all(
        state
        and state.state == "on"
        and (modes := state.attributes.get("supported_color_modes"))
        and not brightness_supported(modes)
        for _, state in states
    ):
        return teller.say("brightness_on", names=teller.names(things))
    return untold(inquiry, things)


def _range(inquiry: Inquiry, thing: Thing) -> str | None:
    """Return between which temperatures something keeps a room."""
    state = inquiry.state(thing)
    low, high = (
        number_of(state.attributes.get(name)) if state else None
        for name in (ATTR_TARGET_TEMP_LOW, ATTR_TARGET_TEMP_HIGH)
    )
    if low is None or high is None:
        return None
    teller = inquiry.teller
    return teller.part(
        "target_range",
        names=teller.name(thing),
        be=teller.be([thing]),
        low=teller.number(low),
        high=teller.value(high, inquiry.hass.config.units.temperature_unit),
    )


def _target(inquiry: Inquiry, readings: list[Reading]) -> str:
    teller = inquiry.teller
    clauses = [
        teller.part(
            "target",
            names=teller.name(reading.thing),
            be=teller.be([reading.thing]),
            value=said(inquiry, "target_temperature", reading),
        )
        for reading in readings
    ]
    return teller.say("clauses", list=teller.some(clauses))


def _remaining(inquiry: Inquiry, reading: Reading) -> str:
    """Say how long something still takes, or when it is done."""
    teller = inquiry.teller
    thing = _without_measure(inquiry, "remaining", reading.thing)
    values = {"names": teller.name(thing), "have": teller.have([thing])}
    if reading.number is not None:
        clause = teller.part(
            "remaining", value=said(inquiry, "remaining", reading), **values
        )
    elif moment := dt_util.parse_datetime(str(reading.value)):
        at = day_and_clock(
            dt_util.as_local(moment), inquiry.now, inquiry.lexicon.vocabulary
        )
        clause = teller.part("remaining_at", value=at, **values)
    else:
        return untold(inquiry, [reading.thing])
    return teller.say("clauses", list=clause)


def _without_measure(inquiry: Inquiry, key: str, thing: Thing) -> Thing:
    """Return a thing without a measure in its name: "washer" for "washer time left"."""
    for word in inquiry.lexicon.vocabulary["measures"][key]:
        name = thing.name.casefold().removesuffix(word).strip()
        if name and len(name) < len(thing.name):
            return replace(thing, name=thing.name[: len(name)])
    return thing


def _playing(inquiry: Inquiry, readings: list[Reading], selection: Selection) -> str:
    """Say what plays where. A title is outside text: it is said, and kept nowhere."""
    teller = inquiry.teller
    clauses: list[str] = []
    for reading in readings:
        state = inquiry.state(reading.thing)
        if state is None or state.state not in {"playing", "paused", "on", "buffering"}:
            continue
        title = str(reading.value)
        if artist := state.attributes.get("media_artist"):
            title = teller.part("title_by", title=title, artist=artist)
        inquiry.outside = True
        clauses.append(
            teller.part(
                "paused_at" if state.state == "paused" else "playing",
                names=teller.name(reading.thing),
                be=teller.be([reading.thing]),
                title=title,
            )
        )
    if not clauses:
        return teller.say("playing_nothing", where=inquiry.place(selection))
    return teller.say("clauses", list=teller.joined(clauses))
