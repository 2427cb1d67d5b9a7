"""Numbers and times in the ways they are heard."""

from typing import Final

from homeassistant.const import UnitOfTemperature
from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.phrases import load

from .conftest import Home, Talk

HEARING: Final = load("en").hearing


def plain(text: str, unit: str = UnitOfTemperature.CELSIUS) -> str:
    """Return a sentence with plain numbers."""
    assert HEARING
    return HEARING.plain_numbers(text, unit)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("dim it to 50 per cent", "dim it to 50 percent"),
        ("brightness to a hundred percent", "brightness to one hundred percent"),
        ("a timer for 5 min.", "a timer for 5 minutes"),
        ("a timer for 5 mins", "a timer for 5 minutes"),
        ("a timer for 10 sec", "a timer for 10 seconds"),
        ("a timer for 2 hrs", "a timer for 2 hours"),
        ("for three quarters of an hour", "for 45 minutes"),
        ("for a quarter of an hour", "for 15 minutes"),
        ("for an hour", "for 1 hour"),
        ("for half an hour", "for half an hour"),
        ("for an hour and a half", "for 1 and a half hours"),
        ("for two hours and a half", "for two and a half hours"),
        ("for one and a half hours", "for one and a half hours"),
        ("for a minute and a half", "for 1 and a half minutes"),
        ("for 1.5 hours", "for 1 and a half hours"),
        ("for 1 minute 30", "for 1 minute 30 seconds"),
        ("for 1 minute and 30.", "for 1 minute 30 seconds."),
        ("for one hour fifteen", "for one hour fifteen minutes"),
        ("for 1 minute 30 seconds", "for 1 minute 30 seconds"),
        ("to twenty one and a half", "to twenty one point five"),
        ("to 21 and a half degrees", "to 21.5 degrees"),
        ("to 21 °C", "to 21 degrees"),
        ("to 21°C", "to 21 degrees"),
        ("to 21 degrees Celsius.", "to 21 degrees."),
        ("to twenty one degrees celsius", "to twenty one degrees"),
        ("to 70 °F", "to 70 °F"),
        ("at 7.30", "at 7.30"),
        ("the minute hand", "the minute hand"),
        ("in the second room", "in the second room"),
    ],
)
def test_plain_numbers(heard: str, meant: str) -> None:
    """A form with one meaning becomes the one that is understood; no other does."""
    assert plain(heard) == meant


def test_degrees_of_the_house() -> None:
    """A number in other degrees than the house's is not taken for one in them."""
    assert plain("to 70 °F", UnitOfTemperature.FAHRENHEIT) == "to 70 degrees"
    assert plain("to 21 °C", UnitOfTemperature.FAHRENHEIT) == "to 21 °C"


@given(st.text(alphabet="adhflourminte 150.°C", max_size=60))
def test_plain_stays_plain(text: str) -> None:
    """What is plain already is changed no further."""
    once = plain(plain(text))
    assert len(once) <= 4 * len(text) + 20


@pytest.mark.parametrize(
    ("text", "touch"),
    [
        ("set the bedroom blind to 50 per cent", ("cover.bedroom_blind", "move")),
        ("set the bedroom blind to fifty per cent.", ("cover.bedroom_blind", "move")),
        (
            "set bedroom blind position to a hundred percent",
            ("cover.bedroom_blind", "move"),
        ),
    ],
)
async def test_command(
    home: Home, talk: Talk, text: str, touch: tuple[str, str]
) -> None:
    """Home Assistant then does what was said."""
    assert (await talk(text)).speech == "Position set"
    assert home.touches == [touch]


@pytest.mark.parametrize(
    "text",
    [
        "set a timer for 5 min.",
        "set a timer for 1 minute 30",
        "set a timer for 1.5 hours",
        "set a timer for an hour and a half",
        "set a timer for a quarter of an hour",
        "set a timer for an hour",
    ],
)
@pytest.mark.usefixtures("home")
async def test_timers(talk: Talk, text: str) -> None:
    """Timers are understood, also where nothing there can run one."""
    said = await talk(text)
    assert said.speech == "Sorry, timers are not supported on this device"


async def test_guarded_later(home: Home, talk: Talk) -> None:
    """A plain number takes no way round her question."""
    said = await talk("unlock the front door in 5 min.")
    assert not said.asks
    assert home.touches == []
    assert "later" in said.speech
