"""What she says about what comes and what is done every day."""

from typing import Any, Final

import pytest

from .asking import House

# At twenty to four.
THINGS: Final[dict[str, dict[str, Any]]] = {
    "button.feed_cat": {"name": "Feed the cat", "since": "7h"},
    "button.walk_dog": {"name": "Walk the dog", "since": "30h"},
    "sensor.letterbox": {"name": "Letterbox", "state": "unknown"},
    "sensor.school_bus": {
        "name": "School bus",
        "state": "33",
        "device_class": "timestamp",
    },
    "button.water_ferns": {"name": "Water the ferns", "since": "2h", "exposed": False},
}
HELPERS: Final[dict[str, Any]] = {
    "input_boolean": {
        "bins": {"name": "Bins emptied", "initial": True},
        "plants": {"name": "Roses watered", "initial": False},
    },
    "input_datetime": {
        "boiler": {
            "name": "Kettle descaled",
            "has_date": True,
            "has_time": False,
            "initial": "2026-10-11",
        }
    },
    "counter": {
        "hamster": {"name": "Hamster fed", "initial": 2},
        "rabbit": {"name": "Rabbit fed"},
    },
}
HELPED: Final[dict[str, Any]] = {
    f"{domain}.{key}": {"name": helper["name"]}
    for domain, helpers in HELPERS.items()
    for key, helper in helpers.items()
}
AT: Final = "today at twenty to nine"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("when was the cat fed?", f"The last time was {AT}, going by Feed the cat."),
        ("has the cat been fed?", f"Yes, {AT}, going by Feed the cat."),
        ("did anyone feed the cat today?", f"Yes, {AT}, going by Feed the cat."),
        ("when did we last feed the cat", f"The last time was {AT}"),
        ("when was the last time the cat was fed", f"The last time was {AT}"),
        ("has the dog been walked", "The last time was yesterday at"),
        ("have the bins been emptied?", "Yes, bins emptied is on"),
        ("have the roses been watered?", "No, roses watered"),
        (
            "when was the kettle descaled",
            "The last time was the day before yesterday, going",
        ),
        ("has the hamster been fed?", "Yes, the hamster fed is 2."),
        ("has the rabbit been fed?", "No, the rabbit fed is 0."),
        ("has the post come?", "I don't know yet: the letterbox has not reported"),
        ("is there any mail in the letterbox", "I don't know yet: the letterbox"),
        ("has the school bus come?", "No, the school bus is 4:13."),
        ("has the parcel arrived?", "I don't see anything called parcel here."),
        ("when was the goldfish fed?", "I don't see anything called goldfish here."),
        ("have the ferns been watered?", "I don't see anything called ferns here."),
    ],
)
async def test_what_is_named_after_it(house: House, question: str, says: str) -> None:
    """What is named after it tells when it was, and nothing else does."""
    home = await house.build(THINGS, helpers=HELPERS, helped=HELPED)
    before = home.condition()
    answer = await house.ask(question)
    assert says in answer
    assert home.condition() == before


async def test_nobody_knows_who(house: House) -> None:
    """A button does not tell who pressed it, and only people feed a cat."""
    people = {"person": [{"id": "mia", "name": "Mia"}]}
    helped = {"person.mia": {"name": "Mia"}}
    await house.build(THINGS, helpers=people, helped=helped)
    answer = await house.ask("did Mia feed the cat?")
    assert answer.startswith("I can't tell who did it")
    assert "going by" not in await house.ask("did the radio feed the cat?")
