"""What people ask and tell a house without a model, held against the bars."""

import pytest

from tests.house.inside import reckoning
from tests.house.inside.homes import PLANS
from tests.house.inside.lines import Level, load
from tests.house.inside.running import compare_all
from tests.house.plan import PRIVATE, exposed

HOMES = tuple(PLANS)


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let groups keep the timers that Home Assistant gives what YAML set up."""
    return True


@pytest.mark.timeout(600)
async def test_sets() -> None:
    """She reaches the bars, and loses nothing that Home Assistant's agent has."""
    pairs = await compare_all()
    print("\n".join(reckoning.misses(pairs)))  # noqa: T201  # pytest shows it on failure
    assert reckoning.missed_bars(pairs) == []


def test_sets_are_big_enough() -> None:
    """There are as many sentences as the bars speak of, and none twice."""
    lines = [line for name in HOMES for line in load(name)]
    questions = [line for line in lines if line.level is Level.QUESTION]
    assert len(questions) >= 260
    assert len(lines) - len(questions) >= 180
    said = [(line.home, line.said) for line in lines]
    assert len(said) == len(set(said))


def test_demo_house_is_the_planned_one() -> None:
    """Everything in the demo house stands in this one as well."""
    there = {thing.entity_id: thing for thing in PLANS["demo"]().everything()}
    assert {*exposed(), *PRIVATE} <= there.keys()
    assert {entity_id for entity_id, thing in there.items() if thing.exposed} == set(
        exposed()
    )
