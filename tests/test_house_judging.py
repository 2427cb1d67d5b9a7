"""The judge of the house sets takes facts in any words, and no false ones."""

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from tests.house.inside.effects import undone, unwanted
from tests.house.inside.judging import expectation, judge

NOW: Final = datetime(2026, 10, 13, 15, 40, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"says": ["yes", "on"]}, "Yes."),
        ({"says": ["yes", "on"]}, "The kitchen light is on."),
        ({"says": ["no", "off"]}, "It's off."),
        ({"says": ["no", "off"]}, "No, nothing is on."),
        ({"says": ["no"]}, "Nobody is."),
        ({"number": 21.5}, "It is 21.5 °C in there."),
        ({"number": 21.5}, "Twenty-one and a half degrees."),
        ({"number": 21.5}, "About 22 degrees."),
        ({"number": -3}, "Minus three."),
        ({"number": 0}, "None of them."),
        ({"number": 1850}, "Around 1,850 watts."),
        ({"clock": "9:30"}, "Tomorrow at half past nine."),
        ({"clock": "20:00"}, "On Friday at 8 PM."),
        ({"clock": "19:00"}, "At seven."),
        ({"since": "2026-10-13T13:00"}, "Since one o'clock."),
        ({"since": "2026-10-13T13:00"}, "For two hours and forty minutes."),
        ({"since": "2026-10-13T13:00"}, "For almost three hours."),
        ({"since": "2026-10-12T19:10"}, "Yesterday at ten past seven."),
        ({"names": ["hall", "kitchen"], "among": ["office"]}, "Kitchen and hall."),
        (
            {"names": ["bedroom lamp"], "among": ["bedroom lamp", "lamp"]},
            "The bedroom lamp.",
        ),
        ({"names": list("abcdef"), "shown": 3}, "A, B, C and three more."),
        ({"absent": True}, "I don't see a safe."),
        ({"unreadable": True}, "The sensor isn't answering."),
        ({"asks": True}, "Which lamp do you mean?"),
    ],
)
def test_right_in_other_words(facts: dict[str, Any], answer: str) -> None:
    """However it is worded, an answer with the facts passes."""
    found = judge(answer, expectation(facts, NOW), NOW)
    assert (found.missing, found.false) == ([], [])


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"says": ["yes", "on"]}, "No."),
        ({"says": ["yes", "on"]}, "The kitchen light isn't on."),
        ({"says": ["no", "off"]}, "Yes, it is off."),
        ({"says": ["yes"]}, ""),
        ({"number": 21.5}, "It is 20 degrees."),
        ({"number": 3}, "Four."),
        ({"clock": "20:00"}, "At 8 AM."),
        ({"clock": "9:30"}, "At half past eight."),
        ({"since": "2026-10-13T13:00"}, "For an hour."),
        ({"since": "2026-10-12T19:10"}, "At ten past seven."),
        ({"names": ["hall"], "among": ["office"]}, "The hall and the office."),
        ({"names": ["hall", "kitchen"], "among": []}, "The hall."),
        ({"names": list("abcdef"), "shown": 3}, "A, B and C."),
        ({"absent": True, "lacks": ["locked"]}, "The safe is locked."),
        ({"unreadable": True}, "It is unknown, 21 degrees."),
        ({"unreadable": True}, "It is closed."),
    ],
)
def test_wrong(facts: dict[str, Any], answer: str) -> None:
    """What misses a fact or says a false one does not pass."""
    found = judge(answer, expectation(facts, NOW), NOW)
    assert found.missing or found.false


@pytest.mark.parametrize(
    ("after", "wanted", "right"),
    [
        ({"state": "off"}, {"lamp": "off"}, True),
        ({"state": "on", "brightness": 30}, {"lamp": {"brightness": 30}}, True),
        ({"state": "on", "brightness": 30}, {"lamp": {"brightness": "<80"}}, True),
        ({"state": "on", "brightness": 90}, {"lamp": {"brightness": "<80"}}, False),
        ({"state": "on", "brightness": 30}, {}, False),
        ({"state": "on", "brightness": 80}, {"lamp": "off"}, False),
        ({"state": "off"}, {"lamp": ["off", "on"]}, True),
        (
            {"state": "on", "brightness": 80, "hs_color": (359, 100)},
            {"lamp": {"hs_color": [2, 100]}},
            True,
        ),
        (
            {"state": "on", "brightness": 20, "hs_color": (0, 100)},
            {"lamp": {"hs_color": [0, 100]}},
            False,
        ),
    ],
)
def test_effects(after: dict[str, Any], wanted: dict[str, Any], *, right: bool) -> None:
    """Exactly what was wanted has to have changed."""
    conditions = {"lamp": {"state": "on", "brightness": 80}}, {"lamp": after}
    problems = [*unwanted(*conditions, wanted), *undone(*conditions, wanted)]
    assert (not problems) is right
