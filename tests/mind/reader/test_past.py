"""What she says about the past, from what the recorder has kept."""

import logging
from typing import Any, Final

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components import conversation
from homeassistant.components.recorder.core import Recorder
from homeassistant.core import Context, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from .written_past import House, answers_in, moment

THINGS: Final[dict[str, dict[str, Any]]] = {
    "binary_sensor.back_door": {
        "name": "Back door contact",
        "device_class": "door",
        "area": "Kitchen",
    },
    "binary_sensor.bedroom_window": {
        "name": "Bedroom window",
        "device_class": "window",
        "area": "Bedroom",
    },
    "binary_sensor.cellar_door": {
        "name": "Cellar door",
        "device_class": "door",
        "area": "Cellar",
    },
    "binary_sensor.front_door": {
        "name": "Front door contact",
        "device_class": "door",
        "area": "Hall",
    },
    "binary_sensor.garden_motion": {
        "name": "Garden motion",
        "device_class": "motion",
        "area": "Garden",
    },
    "binary_sensor.kitchen_window": {
        "name": "Kitchen window",
        "device_class": "window",
        "area": "Kitchen",
    },
    "climate.heating": {"name": "Heating", "area": "Living room"},
    "cover.garage_door": {
        "name": "Garage door",
        "device_class": "garage",
        "area": "Garage",
    },
    "event.doorbell": {"name": "Doorbell", "device_class": "doorbell"},
    "light.hall": {"name": "Hall light", "area": "Hall"},
    "light.secret": {"name": "Secret light", "area": "Hall", "exposed": False},
    "lock.back_door": {"name": "Back door", "area": "Kitchen"},
    "lock.front_door": {"name": "Front door", "area": "Hall"},
    "media_player.tv": {"name": "TV", "device_class": "tv", "area": "Living room"},
    "person.anna": {"name": "Anna"},
    "person.theo": {"name": "Theo"},
    "sensor.bathroom_humidity": {
        "name": "Bathroom humidity",
        "device_class": "humidity",
        "unit_of_measurement": "%",
        "area": "Bathroom",
    },
    "sensor.bedroom_temperature": {
        "name": "Bedroom temperature",
        "device_class": "temperature",
        "unit_of_measurement": "°C",
        "area": "Bedroom",
    },
    "sensor.outside_temperature": {
        "name": "Outside temperature",
        "device_class": "temperature",
        "unit_of_measurement": "°C",
    },
    "sensor.washing_machine": {"name": "Washing machine", "area": "Bathroom"},
}
# What was so at first, and each change after that.
COURSES: Final[dict[str, tuple[str, ...]]] = {
    "binary_sensor.back_door": ("04 09:00 off",),
    "binary_sensor.bedroom_window": (
        "04 09:00 off",
        "12 22:00 on",
        "13 06:00 unavailable",
        "13 06:05 on",
    ),
    # It came back open, and nobody saw it being opened.
    "binary_sensor.cellar_door": (
        "04 09:00 off",
        "11 10:00 on",
        "11 10:05 off",
        "13 10:00 unavailable",
        "13 12:00 on",
    ),
    "binary_sensor.front_door": (
        "04 09:00 off",
        "12 08:00 on",
        "12 08:01 off",
        "12 19:00 on",
        "12 19:02 off",
        "13 08:10 on",
        "13 08:11 off",
        "13 14:10 on",
        "13 14:12 off",
    ),
    "binary_sensor.garden_motion": ("04 09:00 off", "13 02:10 on", "13 02:11 off"),
    "binary_sensor.kitchen_window": ("04 09:00 off", "13 09:00 on", "13 09:30 off"),
    "climate.heating": (
        "04 09:00 off",
        "12 20:00 heat",
        "12 23:00 off",
        "13 15:20 heat",
    ),
    "cover.garage_door": (
        "04 09:00 closed",
        "12 22:30 opening",
        "12 22:31 open",
        "12 22:50 closing",
        "12 22:51 closed",
    ),
    "event.doorbell": ("04 09:00 unknown", "13 14:25 2026-10-13T12:25:00.000+00:00"),
    "light.hall": ("04 09:00 off", "13 15:15 on"),
    "light.secret": ("04 09:00 off", "13 15:15 on"),
    "lock.back_door": ("04 09:00 locked",),
    "lock.front_door": ("04 09:00 locked", "13 08:09 unlocked", "13 14:30 locked"),
    "media_player.tv": (
        "04 09:00 off",
        "12 20:00 playing",
        "12 21:00 paused",
        "12 21:10 playing",
        "12 22:10 off",
    ),
    "person.anna": ("04 09:00 home", "13 08:00 not_home", "13 14:30 home"),
    "person.theo": ("04 09:00 home", "13 08:10 not_home", "13 08:30 Work"),
    "sensor.bathroom_humidity": ("04 09:00 50", "12 07:00 80", "12 08:00 55"),
    "sensor.bedroom_temperature": (
        "04 09:00 18",
        "12 21:30 17",
        "13 00:00 unavailable",
        "13 00:10 broken",
        "13 04:00 16.5",
        "13 08:00 18.2",
    ),
    "sensor.outside_temperature": (
        "04 09:00 10",
        "12 18:00 8",
        "12 23:00 6",
        "13 05:30 4",
        "13 08:00 7",
        "13 12:00 12",
    ),
    "sensor.washing_machine": ("04 09:00 idle", "13 11:00 washing", "13 12:30 idle"),
}
PAST: Final = [
    (f"{day} {clock}", entity_id, state)
    for entity_id, course in COURSES.items()
    for day, clock, state in (change.split(" ", maxsplit=2) for change in course)
]
NOW: Final = moment("13 15:40")

ANSWERS: Final = answers_in("past_answers")


@pytest.fixture
def long_ago(freezer: FrozenDateTimeFactory) -> None:
    """Begin before anything was recorded."""
    logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)
    freezer.move_to(moment("04 08:00"))


@pytest.fixture
async def house(
    long_ago: None,
    recorder_mock: Recorder,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
    samantha: MockConfigEntry,
) -> House:
    """Return the house as it is after all that."""
    assert (long_ago, recorder_mock.recording, samantha.domain) == (
        None,
        True,
        "samantha",
    )
    house = House(hass, freezer)
    await house.furnish(THINGS)
    await house.live(PAST)
    freezer.move_to(NOW)
    return house


async def test_tells_what_was(house: House) -> None:
    """She answers from the records, in the words of the question."""
    expected = {
        question: answer
        for kind in ("when", "whether", "how_long", "how_much")
        for question, answer in ANSWERS[kind].items()
    }
    assert await house.answers(expected) == expected


async def test_is_honest(house: House) -> None:
    """She does not claim what nobody saw, and answers only of what is exposed."""
    expected = ANSWERS["honest"]
    answers = await house.answers(expected)
    assert {q: a[: len(expected[q])] for q, a in answers.items()} == expected


async def test_questions_change_nothing(house: House) -> None:
    """A question about the past leaves each state as it was."""
    before = {state.entity_id: state for state in house.hass.states.async_all("light")}
    await house.answers([*ANSWERS["when"]][:5])
    assert before == {
        state.entity_id: state for state in house.hass.states.async_all("light")
    }


async def test_answers_since_when_of_the_last_answer(house: House) -> None:
    """A bare question since when is about what the last answer was about."""
    said = ""
    for text in ("is the bedroom window open", "since when"):
        result = await conversation.async_converse(
            house.hass, text, "talk", Context(), "en", "conversation.samantha"
        )
        said = result.response.speech["plain"]["speech"]
    assert said.endswith("for 17 hours and 40 minutes, since yesterday at ten.")


async def test_knows_what_is_not_yet_written(house: House) -> None:
    """A change of this moment counts, though the recorder writes it later."""
    house.hass.states.async_set("light.hall", "off", house.attributes["light.hall"])
    assert await house.ask("when was the hall light turned off") == (
        "The hall light was last turned off just now."
    )


async def test_no_recorder(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, samantha: MockConfigEntry
) -> None:
    """Without a recorder she says what she knows, and that it is all."""
    assert samantha.domain == "samantha"
    house = House(hass, freezer, records=False)
    await house.furnish(THINGS)
    await house.live(PAST)
    freezer.move_to(NOW)
    expected = {
        "when was the front door last opened": (
            "I have no records of the front door contact;"
            " I only know that it is closed, since 2:12."
        ),
        "how long has the hall light been on": (
            "The hall light has been on for 25 minutes, since quarter past three."
        ),
        "has the back door been opened today": (
            "I have no records of the back door contact;"
            " I only know that it is closed, since on 4 October at nine."
        ),
        "how warm was it last night": (
            "I have no records of the outside temperature;"
            " I only know that it is 12 degrees."
        ),
        # Its state is the moment at which it rang.
        "when did the doorbell last ring": "The doorbell last rang today at 2:25.",
    }
    assert await house.answers(expected) == expected
