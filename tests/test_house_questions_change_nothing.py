"""No question changes the house, whatever is named in it."""

from collections.abc import AsyncIterator, Iterator
import re
from typing import Final

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from tests.house.inside.asking import HERS, actions_of, forget, say
from tests.house.inside.home import Home
from tests.house.inside.homes import PLANS
from tests.house.inside.lines import Level, load, load_history
from tests.house.inside.plan import Plan
from tests.house.inside.running import stand


def names_in(plan: Plan) -> Iterator[str]:
    """Return all that people call things in a home."""
    for thing in plan.everything():
        yield from (thing.full_name, *thing.aliases, *thing.labels)
    for area in plan.areas:
        yield from (area.name, *area.aliases)
    for floor in plan.floors:
        yield from (floor.name, *floor.aliases)


HOMES: Final = {name: plan() for name, plan in PLANS.items()}
NAMES: Final = sorted({name for plan in HOMES.values() for name in names_in(plan)})
# Words that could turn a question into a command, where a name should be.
TRAPS: Final = ("turn off", "unlock", "all the lights", "everything", "open", "it")


def questions() -> list[str]:
    """Return the questions of all sets, with a gap where they name something."""
    known = re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(NAMES, key=len, reverse=True)))})\b",
        re.IGNORECASE,
    )
    return sorted(
        {
            known.sub("{}", line.text)
            for name in HOMES
            for line in (*load(name), *load_history(name))
            if line.level is Level.QUESTION
        }
    )


QUESTIONS: Final = questions()


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let groups keep the timers that Home Assistant gives what YAML set up."""
    return True


@pytest.fixture(params=list(HOMES))
async def home(request: pytest.FixtureRequest) -> AsyncIterator[Home]:
    """Build each of the homes."""
    async with stand(HOMES[request.param]) as built:
        yield built


@pytest.mark.timeout(600)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
async def test_no_question_changes_anything(home: Home, data: st.DataObject) -> None:
    """Any question, with any name in it, from any place, calls no action."""
    question = data.draw(st.sampled_from(QUESTIONS))
    names = st.sampled_from((*NAMES, *TRAPS))
    gaps = [data.draw(names) for _ in range(question.count("{}"))]
    area = data.draw(st.sampled_from((None, *home.satellites)))
    text = question.format(*gaps)
    before = home.condition()
    with actions_of(home) as actions:
        await say(home, text, HERS, area)
    after = home.condition()
    await home.put_back()
    forget(home)
    assert (text, actions) == (text, [])
    assert before == after, text
