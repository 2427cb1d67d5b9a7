"""Home Assistant is killed while she speaks and while things wait."""

import asyncio
from collections.abc import Sequence
import random
from typing import Any, Final

from tests.house.client import House
from tests.house.connection import HouseError
from tests.house.furnish import add_residents, begin
from tests.house.heard import Ears, Sound
from tests.house.moving import enter
from tests.house.process import HomeAssistant

from ..conftest import DOMAIN

KILLS: Final = 5
SEED: Final = 4
CUT_OFF: Final = "I may have been cut off"
# One sentence, so that it is said in one part; it takes three seconds.
LONG: Final = "is what she was about to tell, which is why it is so very long " * 3


async def test_nothing_is_lost_and_nothing_told_twice(
    own_process: HomeAssistant,
) -> None:
    """What was accepted is said in full once, or she says that she was cut off."""
    ears = Ears(own_process.folder)
    moments = random.Random(SEED)  # noqa: S311  # chosen again at each run
    accepted: list[str] = []
    async with await enter(own_process) as house:
        (entry,) = await house.entries(DOMAIN)
        await add_residents(house, entry["entry_id"])
        await begin(house)
        await own_process.until_stored("core.config_entries", "person.theo")
    for turn in range(KILLS):
        async with await enter(own_process) as house:
            await house.wait_until_running()
            saying = asyncio.create_task(_say_many(house, turn, accepted))
            await asyncio.sleep(moments.uniform(0.2, 2))
            await own_process.kill()
            await asyncio.gather(saying, return_exceptions=True)
        await own_process.start()
    async with await enter(own_process) as house:
        await house.wait_until_running()
        await house.act(
            "input_select.select_option", "input_select.world_theo", option="home"
        )
        sounds = await ears.until(
            lambda sounds: _all_told(sounds, accepted), patience=60
        )
        waits = {
            one: (await house.state(f"sensor.{one}_waiting")).state
            for one in ("samantha", "anna", "theo")
        }
    assert len(accepted) > KILLS
    in_full = " ".join(sound.text for sound in sounds if sound.end)
    assert [text for text in accepted if in_full.count(text) > 1] == []
    assert set(waits.values()) == {"0"}


async def _say_many(house: House, turn: int, accepted: list[str]) -> None:
    """Have something said at once, and other things when it may be."""
    wishes: Sequence[tuple[str, dict[str, Any]]] = (
        (f"Kitchen {turn} {LONG}".strip(), {}),
        (f"Bedroom {turn}.", {"area_id": "bedroom"}),
        (f"For Theo {turn}.", {"for": "person.theo", "merge": True}),
    )
    for text, data in wishes:
        try:
            await house.act("samantha.say", return_response=True, text=text, **data)
        except HouseError:
            return
        accepted.append(text)


def _all_told(sounds: Sequence[Sound], accepted: Sequence[str]) -> bool:
    """Tell whether everything was said to its end, or its loss was told of after it."""
    in_full = " ".join(sound.text for sound in sounds if sound.end)
    excuses = [sound for sound in sounds if CUT_OFF in sound.text]
    return all(
        text in in_full
        or any(
            excuse.start > sound.start and excuse.room == sound.room
            for excuse in excuses
            for sound in sounds
            if text in sound.text
        )
        for text in accepted
    )
