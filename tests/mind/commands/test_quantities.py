"""Numbers as they are said."""

from functools import cache

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.commands.quantities import (
    DEGREES,
    PERCENT,
    Quantity,
    quantity_in,
)
from custom_components.samantha.mind.commands.wording import Wording
from custom_components.samantha.mind.phrases import load


@pytest.fixture(scope="module")
def wording() -> Wording:
    """Return the English wording."""
    return _wording()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30", Quantity(30)),
        ("18.5", Quantity(18.5)),
        ("thirty", Quantity(30)),
        ("twenty one degrees", Quantity(21, DEGREES)),
        ("eighteen and a half degrees", Quantity(18.5, DEGREES)),
        ("eighteen point five", Quantity(18.5)),
        ("minus five", Quantity(-5)),
        ("one hundred percent", Quantity(100, PERCENT)),
        ("a degree", Quantity(1, DEGREES)),
        ("half", Quantity(50, PERCENT, is_level=True)),
        ("the maximum", Quantity(100, PERCENT, is_level=True)),
        ("twenty thirty", None),
        ("five lamps", None),
        ("", None),
        ("30 for ten minutes", None),
    ],
)
def test_quantity(wording: Wording, text: str, expected: Quantity | None) -> None:
    """A number and its unit, and nothing else."""
    assert quantity_in(text, wording) == expected


@given(text=st.text(max_size=30))
def test_any_text(text: str) -> None:
    """No text breaks it."""
    quantity_in(text.casefold(), _wording())


@cache
def _wording() -> Wording:
    house = load("en").house
    assert house is not None
    return house.commands
