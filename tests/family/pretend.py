"""The reminders of a house that is pretended; store and courier are real."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from custom_components.samantha.family.reminders import Reminders

from ..voice.pretend import PretendedHouse, pretended_house

NAMES = {"anna": "Anna", "ben": "Ben", "carl": "Carl"}


class PretendedWords:
    """Words that a test can tell from others."""

    def reminder(self, text: str, name: str | None) -> str:
        """Return a reminder as it is told."""
        return f"{name}: {text}" if name else text

    def missed_reminders(
        self, missed: Sequence[tuple[str, datetime]], now: datetime
    ) -> str:
        """Return what should have been told, as one summary."""
        del now
        return " ".join(f"<missed {at:%a %H:%M}: {text}>" for text, at in missed)


@dataclass(slots=True)
class Reminded:
    """A house, and the reminders in it."""

    house: PretendedHouse
    reminders: Reminders

    @property
    def texts(self) -> list[str]:
        """Return what was heard."""
        return self.house.texts

    async def to(self, text: str, zone: ZoneInfo) -> None:
        """Go on to a time, and let her finish what she says."""
        await self.house.clock.move_to(at(text, zone))
        await self.house.clock.move(30)


def at(text: str, zone: ZoneInfo) -> datetime:
    """Return a time in a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@asynccontextmanager
async def reminded(path: Path, time: datetime) -> AsyncGenerator[Reminded]:
    """Run reminders and a courier in a house from a time on."""
    async with pretended_house(path, time=time) as house:
        reminders = Reminders(
            house.store,
            house.courier,
            house.surroundings,
            house.clock,
            PretendedWords(),
            NAMES.get,
            asyncio.create_task,
        )
        try:
            await reminders.resume()
            await house.clock.move(1)
            yield Reminded(house, reminders)
        finally:
            await reminders.close()
