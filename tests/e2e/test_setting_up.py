"""Setting her up and changing her, through the flows that a browser goes through."""

import pytest

from tests.house.client import House
from tests.house.connection import HouseError
from tests.house.plan import SAMANTHA

from .conftest import DOMAIN


async def test_one_of_her_is_enough(house: House) -> None:
    """A second entry is refused."""
    step = await house.start_flow(DOMAIN)
    assert (step["type"], step["reason"]) == ("abort", "single_instance_allowed")


async def test_an_empty_name_is_refused(house: House) -> None:
    """The form says which field is wrong, and nothing changes."""
    (entry,) = await house.entries(DOMAIN)
    step = await house.start_flow(DOMAIN, entry_id=entry["entry_id"])
    assert step["step_id"] == "reconfigure"
    step = await house.submit(step, SAMANTHA | {"name": " "})
    assert step["errors"] == {"name": "name_empty"}


async def test_an_unknown_language_is_refused(house: House) -> None:
    """Home Assistant's own form refuses what is not in the list."""
    (entry,) = await house.entries(DOMAIN)
    step = await house.start_flow(DOMAIN, entry_id=entry["entry_id"])
    with pytest.raises(HouseError, match="language") as refused:
        await house.submit(step, SAMANTHA | {"language": "tlh"})
    assert refused.value.code == "400"


async def test_she_can_be_renamed(house: House) -> None:
    """Reconfigured, her entry has the new name."""
    (entry,) = await house.entries(DOMAIN)
    for name in ("Sam", SAMANTHA["name"]):
        step = await house.start_flow(DOMAIN, entry_id=entry["entry_id"])
        async with house.reloading(entry["entry_id"]):
            step = await house.submit(step, SAMANTHA | {"name": name})
        assert (step["type"], step["reason"]) == ("abort", "reconfigure_successful")
        (entry,) = await house.entries(DOMAIN)
        assert entry["title"] == name


async def test_the_owner_may_spare_a_door_the_question(house: House) -> None:
    """What is named in the options needs no confirmation."""
    (entry,) = await house.entries(DOMAIN)
    await spare(house, entry["entry_id"], ["lock.front_door"])
    try:
        reply = await house.converse("unlock the front door")
    finally:
        await spare(house, entry["entry_id"], [])
    assert reply.kind == "action_done"
    assert not reply.continue_conversation
    await house.wait_for_state("lock.front_door", "unlocked")


async def spare(house: House, entry_id: str, entities: list[str]) -> None:
    """Name in her options what needs no confirmation."""
    step = await house.start_options(entry_id)
    async with house.reloading(entry_id):
        step = await house.submit_options(step, {"unconfirmed": entities})
    assert step["type"] == "create_entry"
