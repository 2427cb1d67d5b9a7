"""The actions that keep her quiet, and end that."""

from datetime import timedelta
from typing import Any

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from ..her_house import House

ANNA = {"for": "person.anna"}
KITCHEN = {"area_id": "kitchen"}


@pytest.mark.parametrize("hushed", [{}, ANNA, KITCHEN])
@pytest.mark.parametrize("named", [True, False])
async def test_unhush(house: House, hushed: dict[str, Any], *, named: bool) -> None:
    """A hush ends by its own name, and every hush where none is named."""
    await house.act("hush", **hushed)
    told = await house.say(text="Hello.", **ANNA)
    assert told["verdict"] == "wait"
    await house.act("unhush", **(hushed if named else {}))
    await house.until_heard(house.kitchen, "Hello.")


async def test_unhush_of_one_leaves_the_others(house: House) -> None:
    """What was not named stays quiet."""
    await house.act("hush", **KITCHEN)
    await house.act("hush", **ANNA)
    await house.act("unhush", **ANNA)
    told = await house.say(text="Hello.", **KITCHEN)
    assert [reason["why"] for reason in told["reasons"]] == ["hushed"]


@pytest.mark.parametrize(
    ("until", "key"),
    [(timedelta(hours=-1), "time_past"), (timedelta(days=400), "hush_too_long")],
)
async def test_no_such_end(house: House, until: timedelta, key: str) -> None:
    """A hush ends within a year, and not before it begins."""
    end = (dt_util.now() + until).isoformat()
    with pytest.raises(ServiceValidationError) as refused:
        await house.act("hush", until=end)
    assert refused.value.translation_key == key


@pytest.mark.parametrize(
    "end",
    [{"until": "9999-12-31 23:59:59"}, {"duration": {"days": 999_999_999}}],
)
async def test_end_beyond_the_calendar(house: House, end: dict[str, Any]) -> None:
    """An end that no calendar has is too late as well."""
    with pytest.raises(ServiceValidationError) as refused:
        await house.act("hush", **end)
    assert refused.value.translation_key == "hush_too_long"


@pytest.mark.parametrize("action", ["hush", "unhush"])
async def test_nowhere(house: House, action: str) -> None:
    """A target that comes to no place is not the whole house."""
    await house.act("hush", **KITCHEN)
    with pytest.raises(ServiceValidationError) as refused:
        await house.act(action, area_id=[])
    assert refused.value.translation_key == "place_empty"
    told = await house.say(text="Hello.", **KITCHEN)
    assert [reason["why"] for reason in told["reasons"]] == ["hushed"]
