"""Learned hours against a fixed time, on people whom nobody looked at while tuning."""

from typing import Final

import pytest

from .populations import Choice, Population, lived

# Tuned on seeds below a thousand.
_HELD_OUT: Final = range(1_000, 1_010)
_WORSE_AT_MOST: Final = 0.02


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Start no Home Assistant: nothing here needs one."""


@pytest.mark.parametrize("population", [Population.REGULAR, Population.CHANGING])
def test_learned_hours_are_better(population: Population) -> None:
    """Where people have hours, more of the nudges are accepted."""
    learned = lived(population, Choice.LEARNED, _HELD_OUT)
    fixed = lived(population, Choice.FIXED, _HELD_OUT)
    oracle = lived(population, Choice.ORACLE, _HELD_OUT)
    assert fixed.share < learned.share < oracle.share


def test_learning_costs_nothing_where_there_is_nothing_to_learn() -> None:
    """Where every hour is as good, hardly fewer are accepted."""
    learned = lived(Population.UNIFORM, Choice.LEARNED, _HELD_OUT)
    fixed = lived(Population.UNIFORM, Choice.FIXED, _HELD_OUT)
    assert learned.share >= fixed.share - _WORSE_AT_MOST
