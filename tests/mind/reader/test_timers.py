"""What she says about timers that are entities."""

from typing import Any, Final

import pytest

from .asking import House

TIMERS: Final[dict[str, Any]] = {
    "helpers": {
        "timer": {
            "laundry": {"name": "Laundry", "duration": "00:45:00"},
            "oven": {"name": "Oven timer", "duration": "01:00:00"},
            "nap": {"name": "Nap", "duration": "00:20:00"},
            "secret": {"name": "Surprise", "duration": "00:30:00"},
        }
    },
    "helped": {
        "timer.laundry": {"name": "Laundry", "state": "active", "since": "15m"},
        "timer.oven": {"name": "Oven timer"},
        "timer.nap": {"name": "Nap", "state": "active", "since": "5m"},
        "timer.secret": {"name": "Surprise", "exposed": False, "state": "active"},
    },
}


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Timers run on after the test."""
    return True


@pytest.mark.parametrize(
    ("question", "says", "lacks"),
    [
        ("how long is left on the laundry timer", ["30 minutes left"], []),
        ("how much time is left on the laundry", ["30 minutes left"], []),
        ("when will the laundry timer finish", ["ten past four"], []),
        ("is the laundry timer running", ["Yes", "30 minutes"], []),
        ("is the laundry done", ["No", "30 minutes"], []),
        ("is the oven timer running", ["No", "not running"], []),
        ("how long is left on the oven timer", ["not running"], []),
        ("how long is left on the nap timer", ["paused", "15 minutes"], []),
        ("how long is left on the surprise timer", [], ["left", "minutes"]),
    ],
)
async def test_timers(
    house: House,
    question: str,
    says: list[str],
    lacks: list[str],
) -> None:
    """She tells how long a timer takes, when it ends, and whether it runs."""
    home = await house.build({}, **TIMERS)
    await home.act("timer.pause", "timer.nap")
    answer = await house.ask(question)
    assert [fact for fact in says if fact not in answer] == [], answer
    assert [fact for fact in lacks if fact in answer] == [], answer


@pytest.mark.parametrize(
    ("attributes", "says"),
    [
        ({}, "is running"),
        ({"finishes_at": "soon"}, "is running"),
        ({"finishes_at": "2026-10-13T13:00:00+00:00"}, "no time"),
    ],
)
async def test_timers_that_do_not_say_when(
    house: House,
    attributes: dict[str, str],
    says: str,
) -> None:
    """A timer without a readable end still runs; one past its end has no time left."""
    await house.build({}, **TIMERS)
    house.hass.states.async_set(
        "timer.laundry", "active", {"friendly_name": "Laundry", **attributes}
    )
    answer = await house.ask("how long is left on the laundry timer")
    assert says in answer
