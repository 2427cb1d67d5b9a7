"""Days that come round every year are read as the owner writes them."""

import pytest

from custom_components.samantha.special_days import SpecialDay, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03-21", SpecialDay(month=3, day=21)),
        (" 3-1 ", SpecialDay(month=3, day=1)),
        ("1956-03-21", SpecialDay(month=3, day=21)),
        ("02-29", SpecialDay(month=2, day=29)),
        ("1956-02-29", SpecialDay(month=2, day=29)),
        ("06-12 Wedding day", SpecialDay(month=6, day=12, name="Wedding day")),
        ("02-30", None),
        ("1957-02-29", None),
        ("0000-03-21", None),
        ("13-01", None),
        ("00-10", None),
        ("21.3.", None),
        ("03-21Wedding", None),
        ("56-03-21", None),
        ("", None),
    ],
)
def test_read(text: str, day: SpecialDay | None) -> None:
    """What is no day of the calendar is none."""
    assert read_day(text) == day
