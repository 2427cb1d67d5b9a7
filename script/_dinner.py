"""The demo of her silence: a family dinner next to an open microphone."""

import argparse
import asyncio
import logging
import sys
from typing import Final

from homeassistant.components.conversation import async_converse
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.runner import create_event_loop

from benchmarks.house import demo_house
from custom_components.samantha.const import DOMAIN
from custom_components.samantha.data import SamanthaConfigEntry
from custom_components.samantha.manners.addressee import Decision, Mode
from custom_components.samantha.mind.attention import Setting
from tests.house.dinner import DINNER

SAMANTHA: Final = {"name": "Samantha", "nicknames": ["Sam"], "language": "en"}
HER: Final = "conversation.samantha"
ROOM: Final = "Kitchen"
_MOST_REASONS: Final = 5


def main() -> int:
    """Play the dinner; 1 where she answers what was not for her, or not what was."""
    parser = argparse.ArgumentParser(prog="script/demo --dinner", description=__doc__)
    parser.add_argument("--dinner", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--reasons", action="store_true", help="show what spoke for and against"
    )
    parser.add_argument(
        "--mode",
        choices=[Mode.BY_NAME, Mode.NATURAL],
        default=Mode.NATURAL,
        help="what the microphone takes as said to her",
    )
    given = parser.parse_args()
    # What a machine without cameras and ffmpeg complains of is no part of the dinner.
    logging.disable(logging.CRITICAL)
    with asyncio.Runner(loop_factory=create_event_loop) as runner:
        wrong = runner.run(_play(Mode(given.mode), reasons=given.reasons))
    print(f"\n{len(DINNER)} lines, {wrong} of them taken wrong.")
    return int(wrong > 0)


async def _play(mode: Mode, *, reasons: bool) -> int:
    print("Starting Home Assistant with the furnished house", file=sys.stderr)
    async with demo_house() as hass:
        await hass.config_entries.flow.async_init(
            DOMAIN, context={"source": SOURCE_USER}, data=SAMANTHA
        )
        await hass.async_block_till_done(wait_background_tasks=True)
        (entry,) = hass.config_entries.async_loaded_entries(DOMAIN)
        satellite = _put_up(hass, entry, mode)
        attention = entry.runtime_data.mind.attention
        conversation_id: str | None = None
        wrong = 0
        for line in DINNER:
            result = await async_converse(
                hass,
                line.text,
                conversation_id,
                Context(),
                "en",
                HER,
                None,
                satellite,
            )
            await hass.async_block_till_done()
            answer = result.response.speech.get("plain", {}).get("speech", "")
            print(f"{line.who.title()}: {line.text}")
            if answer:
                print(f"    Samantha: {answer}")
            if reasons and attention.last is not None:
                print(f"    ({_reasons(attention.last)})")
            for_her = line.to_her and (mode is Mode.NATURAL or _is_named(line.text))
            wrong += bool(answer) != for_her
        return wrong


def _put_up(hass: HomeAssistant, entry: SamanthaConfigEntry, mode: Mode) -> str:
    """Put a satellite on the table, with its microphone open."""
    registry = er.async_get(hass)
    satellite = registry.async_get_or_create("assist_satellite", "demo", "table")
    area = ar.async_get(hass).async_get_area_by_name(ROOM)
    registry.async_update_entity(satellite.entity_id, area_id=area.id if area else None)
    entry.runtime_data.mind.attention.choose(satellite.id, Setting(mode))
    return satellite.entity_id


def _is_named(text: str) -> bool:
    return text.startswith("Sam")


def _reasons(decision: Decision) -> str:
    """Return the heaviest evidence, as it was weighed."""
    weighed = ", ".join(
        f"{evidence.replace('_', ' ')} {weight:+.1f}"
        for evidence, weight in decision.reasons[:_MOST_REASONS]
    )
    return f"{decision.probability:.0%} for her: {weighed}"


if __name__ == "__main__":
    sys.exit(main())
