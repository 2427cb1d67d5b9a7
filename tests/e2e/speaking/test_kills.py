"""Home Assistant is killed while she speaks and while things wait."""

import asyncio
from collections.abc import Sequence
from functools import partial
import random
from typing import Any, Final

from tests.house.client import House, Reply
from tests.house.connection import HouseError
from tests.house.furnish import add_residents, begin
from tests.house.heard import Ears, Sound
from tests.house.moving import enter
from tests.house.plan import SATELLITES
from tests.house.process import HomeAssistant

from ..conftest import DOMAIN

KILLS: Final = 5
SEED: Final = 4
WAITING: Final = tuple(f"sensor.{one}_waiting" for one in ("samantha", "anna", "theo"))
NOTHING: Final = {
    "You haven't missed anything of mine.",
    "Nothing. I had nothing that you didn't hear.",
}
CUT_OFF: Final = "I may have been cut off"
# One sentence, so that it is said in one part; it takes three seconds.
LONG: Final = "is what she was about to tell, which is why it is so very long " * 3


async def test_nothing_is_lost_and_nothing_told_twice(
    own_process: HomeAssistant,
) -> None:
    """What was accepted is said in full once, or kept for who asks what they missed."""
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
            if turn == KILLS - 1:
                await ears.until(partial(_begun, f"Kitchen {turn} "), patience=60)
            else:
                await asyncio.sleep(moments.uniform(0.2, 2))
            await own_process.kill()
            await asyncio.gather(saying, return_exceptions=True)
        await own_process.start()
    async with await enter(own_process) as house:
        await house.wait_until_running()
        await house.act(
            "input_select.select_option", "input_select.world_theo", option="home"
        )
        for waiting in WAITING:
            await house.wait_for_state(waiting, "0", timeout=60)
        missed = await _missed(house)
        wanted = [CUT_OFF, *(text for text in accepted if text not in missed)]
        sounds = await ears.until(
            lambda sounds: all(text in _in_full(sounds) for text in wanted)
        )
    told = _in_full(sounds)
    assert len(accepted) > KILLS
    assert [text for text in accepted if told.count(text) > 1] == []
    assert f"Kitchen {KILLS - 1} " not in told


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


def _begun(text: str, sounds: Sequence[Sound]) -> bool:
    return any(sound.text.startswith(text) for sound in sounds)


def _in_full(sounds: Sequence[Sound]) -> str:
    return " ".join(sound.text for sound in sounds if sound.end)


async def _missed(house: House) -> str:
    """Return what she answers to who asks what they missed, until that is all."""
    answers: list[str] = []
    while (said := (await _ask(house)).text) not in NOTHING:
        answers.append(said)
        assert len(answers) <= KILLS * 3
    return " ".join(answers)


async def _ask(house: House) -> Reply:
    return await house.converse("what did I miss?", satellite_id=SATELLITES["Kitchen"])
