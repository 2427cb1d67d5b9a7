"""Her life in a house: restarts, power cuts, reloading and leaving."""

import asyncio
import sqlite3

from tests.house.client import SAMANTHA_AGENT, House
from tests.house.moving import enter
from tests.house.process import HomeAssistant

from .conftest import DOMAIN


async def test_a_restart_keeps_her(own_process: HomeAssistant) -> None:
    """Nothing of hers outlives Home Assistant's end, and she is back after it."""
    async with await enter(own_process) as house:
        await house.converse("turn off the kitchen light")
        await house.wait_for_state("light.kitchen_light", "off")
    await own_process.stop()
    assert "non-daemonic threads" not in own_process.log.read_text()
    await own_process.start()
    async with await enter(own_process) as house:
        await house.wait_until_running()
        reply = await house.converse("is the kitchen light off?")
        assert reply.text.startswith("Yes")


async def test_a_power_cut_harms_nothing(own_process: HomeAssistant) -> None:
    """Killed while she talks, she starts again on a sound database."""
    async with await enter(own_process) as house:
        talking = [
            asyncio.create_task(house.converse("is the kitchen light on?"))
            for _ in range(20)
        ]
        await talking[0]
        await own_process.kill()
        await asyncio.gather(*talking, return_exceptions=True)
    await own_process.start()
    async with await enter(own_process) as house:
        await house.wait_until_running()
        (entry,) = await house.entries(DOMAIN)
        assert entry["state"] == "loaded"
        reply = await house.converse("is the kitchen light on?")
        assert reply.text.startswith("Yes")
        assert not [
            issue for issue in await house.repairs() if issue["domain"] == DOMAIN
        ]
    await own_process.stop()
    database = sqlite3.connect(own_process.folder / "samantha.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


async def test_reloading_keeps_her(house: House) -> None:
    """Reloaded, she answers again."""
    (entry,) = await house.entries(DOMAIN)
    await house.reload_entry(entry["entry_id"])
    reply = await house.converse("is the kitchen light on?")
    assert reply.text.startswith("Yes")


async def test_unloaded_she_is_silent(
    house: House, warm_process: HomeAssistant
) -> None:
    """Disabled, her agent is away and her database stays."""
    (entry,) = await house.entries(DOMAIN)
    await house.enable_entry(entry["entry_id"], enabled=False)
    try:
        states = await house.states()
        agent = states.get(SAMANTHA_AGENT)
        assert agent is None or agent.state == "unavailable"
        assert (warm_process.folder / "samantha.db").exists()
    finally:
        await house.enable_entry(entry["entry_id"], enabled=True)
    await house.wait_for_state(
        SAMANTHA_AGENT, lambda state: state.state != "unavailable"
    )


async def test_removed_she_leaves_nothing(own_process: HomeAssistant) -> None:
    """Her database goes with her entry."""
    assert list(own_process.folder.glob("samantha.db*"))
    async with await enter(own_process) as house:
        (entry,) = await house.entries(DOMAIN)
        await house.delete_entry(entry["entry_id"])
        assert not await house.entries(DOMAIN)
        assert SAMANTHA_AGENT not in await house.states()
    assert not list(own_process.folder.glob("samantha.db*"))


async def test_a_broken_database_is_set_aside(
    own_process: HomeAssistant, expected_complaints: list[str]
) -> None:
    """She starts all the same, keeps the broken file and tells the owner."""
    database = own_process.folder / "samantha.db"
    rubbish = b"This was a database." * 1000
    await own_process.stop()
    # A write-ahead log would mend it.
    for file in own_process.folder.glob("samantha.db*"):
        file.unlink()
    database.write_bytes(rubbish)
    expected_complaints.append("The database was broken and is now samantha.db.")
    await own_process.start()
    async with await enter(own_process) as house:
        await house.wait_until_running()
        (entry,) = await house.entries(DOMAIN)
        assert entry["state"] == "loaded"
        (issue,) = [
            issue for issue in await house.repairs() if issue["domain"] == DOMAIN
        ]
    aside = database.with_name(issue["translation_placeholders"]["file"])
    assert aside.read_bytes() == rubbish
