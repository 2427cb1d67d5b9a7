"""Names, values and lists are put into words as people say them."""

import asyncio
from collections.abc import Iterator
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State
from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.samantha.mind.phrases import load
from custom_components.samantha.mind.reader.index import Place, Thing
from custom_components.samantha.mind.reader.telling import Teller, is_silent

from .english import english


def thing(name: str, entity_id: str = "light.thing") -> Thing:
    """Return a thing by its name."""
    return Thing(
        entity_id=entity_id,
        domain=entity_id.partition(".")[0],
        device_class=None,
        name=name,
        tokens=frozenset(english().stems(name)),
        area_id=None,
        floor_id=None,
        device_id=None,
        labels=frozenset(),
    )


@pytest.fixture
async def teller(hass: HomeAssistant) -> Teller:
    """Return the teller of a house where Anna lives."""
    words = await asyncio.to_thread(load, "en")
    return Teller(hass, english(), words.words, frozenset({"anna"}))


@pytest.mark.parametrize(
    ("name", "entity_id", "said"),
    [
        ("Kitchen light", "light.thing", "the kitchen light"),
        ("TV backlight", "light.thing", "the TV backlight"),
        ("Anna", "person.anna", "Anna"),
        ("Anna's lamp", "light.thing", "Anna's lamp"),
        ("Children's room light", "light.thing", "the children's room light"),
        ("Lamp 2", "light.thing", "lamp 2"),
        ("My lamp", "light.thing", "my lamp"),
        ("The Beast", "switch.thing", "the beast"),
        ("Dusty", "vacuum.thing", "Dusty"),
        ("Vacuum", "vacuum.thing", "the vacuum"),
        ("Guest mode", "input_boolean.thing", "guest mode"),
        ("", "light.thing", ""),
        ("!!!", "light.thing", "!!!"),
        ("Küche", "light.thing", "the küche"),
    ],
)
def test_names(teller: Teller, name: str, entity_id: str, said: str) -> None:
    """Things have an article, people and what is called like them have none."""
    assert teller.name(thing(name, entity_id)) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "a0"),
        (2, "a0 and a1"),
        (5, "a0, a1, a2, a3 and a4"),
        (6, "a0, a1, a2, a3, a4 and one more"),
        (17, "a0, a1, a2, a3, a4 and twelve more"),
        (18, "a0, a1, a2, a3, a4 and 13 more"),
    ],
)
def test_lists(teller: Teller, count: int, said: str) -> None:
    """At most five are named, and the rest counted."""
    assert teller.listed([f"a{number}" for number in range(count)]) == said


def test_many_sentences(teller: Teller) -> None:
    """So are sentences: none is left out without a word."""
    clauses = [f"c{number}" for number in range(7)]
    assert teller.some(clauses[:2]) == "c0; c1"
    assert teller.some(clauses) == "c0; c1; c2; c3; c4 and two more"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("21.5", "°C", "21.5 degrees"),
        ("21.0", "°C", "21 degrees"),
        ("1", "°C", "1 degree"),
        ("-1", "°C", "-1 degree"),
        ("-0.001", "°C", "0 degrees"),
        ("0.254", "kWh", "0.25 kilowatt hours"),
        ("1234.56", "W", "1235 watts"),
        ("12", "%", "12 percent"),
        ("3", "furlongs", "3 furlongs"),
        ("3", None, "3"),
        ("3", "", "3"),
        ("rinse_hold", None, "rinse hold"),
        ("rinse", "°C", "rinse"),
        ("nan", "°C", "nan"),
        (None, None, "None"),
    ],
)
def test_values(teller: Teller, value: Any, unit: str | None, said: str) -> None:
    """Numbers have no more digits than matter, and units are words."""
    assert teller.value(value, unit) == said


@pytest.mark.parametrize(
    ("names", "be", "have"),
    [
        (["Kitchen light"], "is", "has"),
        (["Kitchen blinds"], "are", "have"),
        (["Washer status"], "is", "has"),
        (["Natural gas"], "is", "has"),
        (["Hall", "Kitchen"], "are", "have"),
        ([], "are", "have"),
    ],
)
def test_agreement(teller: Teller, names: list[str], be: str, have: str) -> None:
    """The verb agrees with what it is about."""
    things = [thing(name) for name in names]
    assert (teller.be(things), teller.have(things)) == (be, have)


def test_people_are_one(teller: Teller) -> None:
    """James is one, though his name ends like many."""
    assert teller.be([thing("James", "person.james")]) == "is"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kitchen", " in the kitchen"),
        ("Balcony", " on the balcony"),
        ("Ground floor", " on the ground floor"),
        ("upstairs", " upstairs"),
        ("Outside", " outside"),
        ("Anna's Room", " in Anna's room"),
        ("Grandparents' Room", " in the grandparents' room"),
    ],
)
def test_places(teller: Teller, name: str, said: str) -> None:
    """Where something is ends a sentence."""
    assert teller.place(Place(name, frozenset({"area"}), is_area=True)) == said


def test_no_place(teller: Teller) -> None:
    """Nothing is said of no place."""
    assert teller.place(None) == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Work", "work"),
        ("Office", "the office"),
        ("Gym", "the gym"),
        ("Jo's", "Jo's"),
    ],
)
def test_zones(teller: Teller, name: str, said: str) -> None:
    """Zones that are plain words are said as such."""
    assert teller.zone(name) == said


@pytest.mark.parametrize(
    ("value", "attributes", "said"),
    [
        ("21.5", {"unit_of_measurement": "°C"}, "21.5 degrees"),
        ("3", {}, "3"),
        ("Friday", {}, "Friday"),
        ("extra_dry", {}, "extra dry"),
        ("HDMI 1", {}, "HDMI 1"),
        ("running", {"unit_of_measurement": "°C"}, "running"),
    ],
)
def test_states(
    teller: Teller, value: str, attributes: dict[str, Any], said: str
) -> None:
    """A state is a number with its unit, or words as the device has them."""
    state = State("sensor.thing", value, attributes)
    assert teller.state(thing("Thing", "sensor.thing"), state) == said


@pytest.mark.parametrize("value", [STATE_UNAVAILABLE, STATE_UNKNOWN, "", "None"])
def test_silence(value: str) -> None:
    """What can't be reached and what was never reported is nothing to tell."""
    assert is_silent(State("sensor.thing", value))
    assert is_silent(None)
    assert not is_silent(State("sensor.thing", "0"))


def test_answers_begin_with_a_capital(teller: Teller) -> None:
    """Whatever stands first, an answer is a sentence."""
    assert teller.say("clauses", list="anna's lamp is on") == "Anna's lamp is on."
    assert teller.part("fact", names="the lamp", be="is", state="on") == (
        "the lamp is on"
    )


def test_outside_words_are_no_templates(teller: Teller) -> None:
    """Braces in what a device says are said, not filled in."""
    title = "{names} {0} {"
    assert title in teller.say("playing_nothing", where=f" {title}")
    assert title in teller.part("state_at", state=title, value=title)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=20), st.text(max_size=6) | st.none(), st.integers(0, 99))
def test_total(teller: Teller, text: str, unit: str | None, number: int) -> None:
    """Whatever names, states and units are, they can be said."""
    one = thing(text)
    state = State("light.thing", text, {"unit_of_measurement": unit})
    for said in parts(teller, one, state, number):
        assert isinstance(said, str)


def parts(teller: Teller, one: Thing, state: State, number: int) -> Iterator[str]:
    """Yield all that can be said of a thing."""
    yield teller.name(one)
    yield teller.names([one] * 7)
    yield teller.state(one, state)
    yield teller.value(state.state, state.attributes["unit_of_measurement"])
    yield teller.condition("on", one, state)
    yield teller.place(Place(one.name, frozenset()))
    yield teller.zone(one.name)
    yield teller.count(number)
    yield teller.be([one])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.floats(-1e9, 1e9))
def test_numbers_are_near(teller: Teller, number: float) -> None:
    """What is said is what was measured, but for digits that don't matter."""
    said = float(teller.number(number))
    assert abs(said - number) <= max(0.01, abs(number) * 0.051)
