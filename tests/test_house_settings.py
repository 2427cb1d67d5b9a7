"""The options are read as what they mean."""

from datetime import time
from typing import Any

import pytest

from custom_components.samantha.house_settings import (
    HouseSettings,
    has_one_end,
    lasts_all_day,
)
from custom_components.samantha.manners.situation import QuietHours
from custom_components.samantha.manners.verdict import Rules


def test_undecided() -> None:
    """Without options everything is as the manners have it."""
    assert HouseSettings.from_options({}) == HouseSettings(rules=Rules())


def test_decided() -> None:
    """What the owner decided is taken over."""
    settings = HouseSettings.from_options(
        {
            "chime": False,
            "volume": 60,
            "guests": "input_boolean.guests",
            "quiet_from": "22:30:00",
            "quiet_until": "07:00:00",
            "open_plan": [["kitchen", "living_room"], ["hall", "stairs"]],
        }
    )
    assert settings == HouseSettings(
        guests="input_boolean.guests",
        quiet_hours=QuietHours(time(22, 30), time(7)),
        open_plan=(
            frozenset({"kitchen", "living_room"}),
            frozenset({"hall", "stairs"}),
        ),
        rules=Rules(volume=0.6, chime=False),
    )


@pytest.mark.parametrize(
    ("values", "half", "always"),
    [
        ({}, False, False),
        ({"quiet_from": "22:00:00"}, True, False),
        ({"quiet_until": "22:00:00"}, True, False),
        ({"quiet_from": "", "quiet_until": "22:00:00"}, True, False),
        ({"quiet_from": "00:00:00", "quiet_until": "06:00"}, False, False),
        ({"quiet_from": "06:00:00", "quiet_until": "06:00"}, False, True),
        ({"quiet_from": "00:00:00", "quiet_until": "00:00:00"}, False, True),
    ],
)
def test_ends(values: dict[str, Any], *, half: bool, always: bool) -> None:
    """Quiet hours have both ends, and those are different."""
    assert has_one_end(values) is half
    assert lasts_all_day(values) is always
