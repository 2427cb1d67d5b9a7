"""Home Assistant is restarted at other dates: each reminder is told, and told once."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tests.house.client import House
from tests.house.furnish import add_residents, add_samantha, begin
from tests.house.heard import Ears
from tests.house.moving import copy, enter
from tests.house.process import HomeAssistant

from ..conftest import DOMAIN, Watch

AMSTERDAM: Final = "Europe/Amsterdam"
NEW_YORK: Final = "America/New_York"
CONFIGURATION: Final = "configuration.yaml"
# The clock goes forward in the night after the first day, and back on the last.
SATURDAY: Final = "2030-03-30"
SUNDAY: Final = "2030-03-31"
WEEK_LATER: Final = "2030-04-08"
OCTOBER: Final = "2030-10-27"
DAILY: Final = "the daily pill"
# What is to be reminded of, and when.
REMINDERS: Final[Mapping[str, str]] = {
    "the early tram": f"{SATURDAY} 13:00:00",
    "the late train": f"{SATURDAY} 15:30:00",
    "the night ferry": f"{SUNDAY} 02:30:00",
    "the slow boat": f"{SUNDAY} 09:00:00",
    "the spring bus": f"{WEEK_LATER} 07:00:00",
    "the autumn coach": f"{OCTOBER} 02:30:00",
}


class Restarts:
    """A house that is killed and started again at other times."""

    def __init__(self, process: HomeAssistant) -> None:
        """Let nothing be told yet."""
        self.process = process
        self._ears = Ears(process.folder)
        self.told: Counter[str] = Counter()

    async def at(
        self, when: str, *expected: str, zone: str = AMSTERDAM, fold: int = 0
    ) -> None:
        """Start it at a time in a zone, and hear what is told then, in any order."""
        local = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone), fold=fold)
        self.process.ahead = local - datetime.now(UTC)
        configuration = self.process.folder / CONFIGURATION
        text = configuration.read_text()
        for other in (AMSTERDAM, NEW_YORK):
            text = text.replace(other, zone)
        configuration.write_text(text)
        await self.process.start()
        self.told.update(expected)
        async with await enter(self.process) as house:
            await house.wait_until_running()
            if not self.told[DAILY]:
                await _settle_in(house, self.process)
            # What is asked for now comes after what was due before.
            await house.act("samantha.say", text=f"It is {when} {fold}.")
            await self._ears.until(
                lambda _: self.counts() >= self.told and f"{when} {fold}" in self._all()
            )
        assert self.counts() == self.told
        await self.process.kill()

    def counts(self) -> Counter[str]:
        """Return how often each was told to its end."""
        heard = self._all()
        found = {text: heard.count(text) for text in (*REMINDERS, DAILY)}
        return Counter({text: count for text, count in found.items() if count})

    def _all(self) -> str:
        return " ".join(sound.text for sound in self._ears.heard() if sound.end)


async def test_shifted(kept_house: Path, tmp_path: Path, watch: Watch) -> None:
    """Hours back and forth, the clock changed, another zone, a week and months off."""
    folder = tmp_path / "config"
    copy(kept_house, folder)
    process = HomeAssistant(folder)
    watch.add(process)
    restarts = Restarts(process)
    tram, train, ferry, boat, bus, coach = REMINDERS
    try:
        await restarts.at(f"{SATURDAY} 12:00:00")
        await restarts.at(f"{SATURDAY} 09:00:00")
        await restarts.at(f"{SATURDAY} 15:00:00", tram)
        await restarts.at(f"{SUNDAY} 09:00:01", train, ferry, boat, DAILY)
        await restarts.at(f"{WEEK_LATER} 08:00:01", bus, DAILY, zone=NEW_YORK)
        await restarts.at(f"{OCTOBER} 02:30:01", coach, DAILY)
        await restarts.at(f"{OCTOBER} 02:30:01", fold=1)
    finally:
        await process.kill()


async def _settle_in(house: House, process: HomeAssistant) -> None:
    """Set her up, and have her remind the household of everything."""
    if await house.entries(DOMAIN):
        return
    await add_residents(house, await add_samantha(house))
    await begin(house)
    for text, at in REMINDERS.items():
        await house.act("samantha.remind", return_response=True, text=text, at=at)
    await house.act(
        "samantha.remind", return_response=True, text=DAILY, time="every day at eight"
    )
    await process.until_stored("core.config_entries", "person.theo")
