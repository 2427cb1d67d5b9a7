"""What is no sentence, and what comes too early, gets a plain answer at the door."""

import logging
from typing import Final

from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import intent
import pytest

from custom_components.samantha.mind.phrases import load

from .conftest import Home, Talk

REPLIES: Final = load("en").replies
NO_MATCH: Final = intent.IntentResponseErrorCode.NO_INTENT_MATCH


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "nothing_heard"),
        ("   ", "nothing_heard"),
        ("\n\t", "nothing_heard"),
        ("???", "nothing_heard"),
        ("…", "nothing_heard"),
        ("🙂", "nothing_heard"),
        ("🙂👍🏽👨\u200d👩\u200d👧🇩🇪" * 100, "nothing_heard"),
        ("\x00\x01\x02\x1b\x7f\x9f", "nothing_heard"),
        ("\u200b\u200d\u202e\ufeff", "nothing_heard"),
        ("x" * 10_000, "too_long"),
        ("a b " * 2_500, "too_long"),
        ("a" + " " * 10_000 + "b", "too_long"),
        ("a" + "," * 10_000 + "b", "too_long"),
        ("Samantha " * 1_200, "too_long"),
        ("🙂" * 10_000, "too_long"),
        ("電" * 10_000, "too_long"),
        ("unlock the front door " * 500, "too_long"),
        ("キッチンの電気をつけて", "cannot_do"),
        ("افتح الباب الأمامي", "cannot_do"),
        ("відчини двері", "cannot_do"),
        ("เปิดไฟในครัว", "cannot_do"),
        ("\uff55\uff4e\uff4c\uff4f\uff43\uff4b", "cannot_do"),
        ("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞", "cannot_do"),
        ("{name} {last}", "cannot_do"),
        ("%s %d {0}", "cannot_do"),
        ("[a|b] (c|d) <rule> {list}", "cannot_do"),
        ("'; DROP TABLE meta; --", "cannot_do"),
        ("{{ 1 + 1 }}", "cannot_do"),
    ],
    ids=lambda value: ascii(value)[:40],
)
async def test_bad_input(
    home: Home, talk: Talk, caplog: pytest.LogCaptureFixture, text: str, key: str
) -> None:
    """A plain answer, nothing done, and nothing in the log."""
    caplog.clear()
    said = await talk(text)
    assert said.speech in REPLIES[key]
    assert said.error is NO_MATCH
    assert not said.asks
    assert home.touches == []
    assert [
        entry.getMessage()
        for entry in caplog.records
        if entry.levelno > logging.INFO and entry.name != "asyncio"
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "\x00turn on the\x07 kitchen light\x1b",
        "turn on the kitchen\tlight\n",
        "turn on\u2028the kitchen light",
        "  turn on the kitchen light  ",
        "TURN ON THE KITCHEN LIGHT!!!",
    ],
    ids=ascii,
)
async def test_sound_sentence_in_noise(home: Home, talk: Talk, text: str) -> None:
    """A control character or a space too many hides no sentence."""
    await talk(text)
    assert home.touches == [("light.kitchen_light", "turn_on")]


@pytest.mark.parametrize(("length", "key"), [(1_000, "cannot_do"), (1_001, "too_long")])
async def test_longest_sentence(talk: Talk, length: int, key: str) -> None:
    """A thousand characters is the most that is listened to."""
    assert (await talk("x" * length)).speech in REPLIES[key]


@pytest.mark.parametrize("state", [CoreState.not_running, CoreState.starting])
async def test_too_early(
    hass: HomeAssistant, home: Home, talk: Talk, state: CoreState
) -> None:
    """Until Home Assistant has started she asks for patience, and touches nothing."""
    hass.set_state(state)
    for text in ("turn on the kitchen light", "is the kitchen light on", "what is on"):
        said = await talk(text)
        assert said.speech in REPLIES["starting"]
        assert said.error is intent.IntentResponseErrorCode.FAILED_TO_HANDLE
    assert home.touches == []


async def test_started(hass: HomeAssistant, home: Home, talk: Talk) -> None:
    """Once Home Assistant has started she does what she is told."""
    hass.set_state(CoreState.starting)
    await talk("turn on the kitchen light")
    hass.set_state(CoreState.running)
    await talk("turn on the kitchen light")
    assert home.touches == [("light.kitchen_light", "turn_on")]
