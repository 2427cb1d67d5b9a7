"""Who lives here comes and goes, and interrupts nothing."""

from typing import Any

from tests.house.plan import RESIDENT

from ..conftest import DOMAIN
from .scene import Home


async def test_somebody_moves_out_and_in_again(home: Home) -> None:
    """What waited for Theo goes with him; her entry stays loaded all the while."""
    house = home.house
    (entry,) = await house.entries(DOMAIN)
    entry_id: str = entry["entry_id"]
    before = int((await house.state("sensor.theo_waiting")).state)
    await home.say("Your jacket has come.", **{"for": "person.theo"})
    await house.wait_for_state("sensor.theo_waiting", str(before + 1))
    async with house.subscription("config_entries/subscribe") as changes:
        await changes.get()
        await house.delete_subentry(entry_id, home.residents["person.theo"])
        home.residents["person.theo"] = await house.add_resident(
            entry_id, "person.theo", RESIDENT
        )
        await house.wait_for_state("sensor.theo_waiting", "0")
        told: list[dict[str, Any]] = []
        while not changes.empty():
            told += await changes.get()
    states = [one["entry"]["state"] for one in told if one["entry"]["domain"] == DOMAIN]
    assert states
    assert set(states) == {"loaded"}
    await home.somebody_in("Living Room")
    await home.theo_is("home")
    await home.say("Tea is ready.")
    await home.ears.until_over(1)
    assert home.ears.texts() == ["Tea is ready."]


async def test_somebody_leaves_nothing_behind(home: Home) -> None:
    """With a resident go their device and their entities."""
    house = home.house
    (entry,) = await house.entries(DOMAIN)
    key = home.residents["person.theo"]
    await house.delete_subentry(entry["entry_id"], key)
    try:
        entities = await house.command("config/entity_registry/list")
        devices = await house.command("config/device_registry/list")
        states = await house.states()
    finally:
        home.residents["person.theo"] = await house.add_resident(
            entry["entry_id"], "person.theo", RESIDENT
        )
    assert not [one for one in entities if one["config_subentry_id"] == key]
    assert not [one for one in devices if [DOMAIN, key] in one["identifiers"]]
    assert "sensor.theo_waiting" not in states
    assert "sensor.anna_waiting" in states
