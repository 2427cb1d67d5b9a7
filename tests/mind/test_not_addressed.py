"""On satellites she is silent where nothing was said to her, and can say why."""

from collections.abc import Callable
from typing import Final, Protocol

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.assist_satellite import AssistSatelliteEntityFeature
from homeassistant.const import ATTR_SUPPORTED_FEATURES
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from tests.house.dinner import DINNER

from .conftest import Home, Talk, contents

KITCHEN: Final = "assist_satellite.test_kitchen"
BEDROOM: Final = "assist_satellite.test_bedroom"
TALK: Final = "and then he told me he never wanted to see her again"


class Choose(Protocol):
    """Chooses how the kitchen's satellite takes what it hears."""

    async def __call__(self, mode: str, follow_up: str = "after_questions") -> None:
        """Choose."""


@pytest.fixture
async def satellites(home: Home) -> None:
    """Put a satellite that can listen on into two rooms."""
    hass = home.hass
    areas = ar.async_get(hass)
    for satellite, area in ((KITCHEN, "Kitchen"), (BEDROOM, "Bedroom")):
        er.async_get(hass).async_get_or_create("assist_satellite", "test", area.lower())
        found = areas.async_get_area_by_name(area)
        assert found is not None
        er.async_get(hass).async_update_entity(satellite, area_id=found.id)
        _is(hass, satellite, "idle")
    await hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
async def choose(home: Home, satellites: None) -> Choose:  # noqa: ARG001  # come first
    """Return a way to choose how the kitchen's satellite takes things."""

    async def choose(mode: str, follow_up: str = "after_questions") -> None:
        for key, option in (("said_to_her", mode), ("listens_on", follow_up)):
            await home.hass.services.async_call(
                "select",
                "select_option",
                {
                    "entity_id": f"select.samantha_{KITCHEN.replace('.', '_')}_{key}",
                    "option": option,
                },
                blocking=True,
            )

    return choose


def _is(hass: HomeAssistant, satellite: str, state: str) -> None:
    """Let a satellite be in a state."""
    features = AssistSatelliteEntityFeature
    hass.states.async_set(
        satellite,
        state,
        {ATTR_SUPPORTED_FEATURES: features.ANNOUNCE | features.START_CONVERSATION},
    )


async def _hears(
    talk: Talk, freezer: FrozenDateTimeFactory, text: str, *, after: float
) -> str:
    """Let the satellite finish its answer, and hear something some seconds later."""
    hass, satellite = talk.hass, talk.satellite
    assert satellite
    _is(hass, satellite, "responding")
    freezer.tick(2)
    _is(hass, satellite, "idle")
    freezer.tick(after)
    _is(hass, satellite, "listening")
    await hass.async_block_till_done()
    freezer.tick(1)
    said = (await talk(text)).speech
    _is(hass, satellite, "idle")
    return said


@pytest.mark.usefixtures("satellites")
async def test_woken(home: Home, start_talk: Callable[..., Talk]) -> None:
    """By default everything after a wake word is for her, but for a film."""
    kitchen = start_talk(satellite=KITCHEN)
    assert (await kitchen("turn on the kitchen light")).speech
    assert (await kitchen("tell me a story about the sea")).speech
    assert (await kitchen("Thanks for watching!")).speech == ""
    silent = await kitchen(TALK)
    assert silent.speech == ""
    assert not silent.asks
    assert "never" not in str(contents(home.hass, silent.conversation_id))


@pytest.mark.parametrize("said", [TALK, "Thanks for watching!", "the end"])
async def test_typed(talk: Talk, said: str) -> None:
    """What is typed to her is for her, whatever it is."""
    assert (await talk(said)).speech


@pytest.mark.usefixtures("satellites")
async def test_by_name(
    home: Home, start_talk: Callable[..., Talk], choose: Choose
) -> None:
    """On an open microphone, nothing happens without her name."""
    await choose("by_name")
    kitchen = start_talk(satellite=KITCHEN)
    assert (await kitchen("turn on the kitchen light")).speech == ""
    assert home.take_touches() == set()
    assert (await kitchen("some anther, turn on the kitchen light")).speech
    assert home.take_touches() == {("light.kitchen_light", "turn_on")}
    bedroom = start_talk(satellite=BEDROOM)
    assert (await bedroom("turn on the bedroom light")).speech


async def test_natural(
    home: Home, start_talk: Callable[..., Talk], choose: Choose
) -> None:
    """On a natural one, what fits this house is for her, and talk is not."""
    await choose("natural")
    kitchen = start_talk(satellite=KITCHEN)
    for text in (TALK, "did you feed the cat", "it's your turn", "yeah I know"):
        assert (await kitchen(text)).speech == "", text
    assert (await kitchen("is the garage light on")).speech
    assert (await kitchen("turn on the kitchen light please")).speech
    assert home.take_touches() == {("light.kitchen_light", "turn_on")}


async def test_dinner(
    home: Home, start_talk: Callable[..., Talk], choose: Choose
) -> None:
    """At the table, she answers what is for her, and nothing else."""
    await choose("natural")
    kitchen = start_talk(satellite=KITCHEN)
    answered = [
        number
        for number, line in enumerate(DINNER)
        if (await kitchen(line.text)).speech
    ]
    assert answered == [number for number, line in enumerate(DINNER) if line.to_her]
    assert home.guarded_touches == []


@pytest.mark.parametrize(
    ("follow_up", "said", "after", "answered"),
    [
        ("after_questions", "Yes, please.", 1, True),
        ("after_questions", TALK, 1, False),
        ("off", "Yes, please.", 1, True),
        ("always", "No, leave it.", 1, True),
    ],
)
async def test_follow_up_after_her_question(  # noqa: PLR0913, PLR0917  # fixtures
    start_talk: Callable[..., Talk],
    choose: Choose,
    freezer: FrozenDateTimeFactory,
    follow_up: str,
    said: str,
    after: float,
    *,
    answered: bool,
) -> None:
    """On an open microphone the answer to her question needs no name."""
    await choose("by_name", follow_up)
    kitchen = start_talk(satellite=KITCHEN)
    asked = await kitchen("Samantha, unlock the front door")
    assert asked.speech.endswith("?")
    assert asked.asks == (follow_up != "off")
    assert bool(await _hears(kitchen, freezer, said, after=after)) == answered


@pytest.mark.parametrize("mode", ["by_name", "natural"])
@pytest.mark.parametrize(
    ("between", "after", "answered"),
    [
        (None, 5, True),
        (None, 25, False),
        (TALK, 5, False),
        ("Shall I unlock the front door?", 5, True),
        ("Thanks for watching!", 5, True),
    ],
)
async def test_yes_to_somebody_else(  # noqa: PLR0913, PLR0917  # fixtures
    home: Home,
    start_talk: Callable[..., Talk],
    choose: Choose,
    freezer: FrozenDateTimeFactory,
    mode: str,
    between: str | None,
    after: float,
    *,
    answered: bool,
) -> None:
    """On an open microphone, a yes that is late or follows talk opens no door.

    Her own voice, and what nobody has said, are no talk. With her name it is for her.
    """
    await choose(mode)
    kitchen = start_talk(satellite=KITCHEN)
    unlocked = [("lock.front_door", "unlock")]
    assert (await kitchen("Samantha, unlock the front door")).asks
    if between:
        assert await _hears(kitchen, freezer, between, after=1) == ""
        freezer.tick(4)
    else:
        freezer.tick(after)
    assert bool((await kitchen("yes")).speech) is answered
    assert home.guarded_touches == (unlocked if answered else [])
    assert bool((await kitchen("Samantha, yes")).speech)
    assert home.guarded_touches == unlocked


@pytest.mark.parametrize(
    ("follow_up", "after", "answered"),
    [
        ("always", 2, True),
        ("always", 30, False),
        ("after_questions", 2, False),
        ("off", 2, False),
    ],
)
async def test_follow_up_after_her_answer(  # noqa: PLR0913  # fixtures
    start_talk: Callable[..., Talk],
    choose: Choose,
    freezer: FrozenDateTimeFactory,
    follow_up: str,
    after: float,
    *,
    answered: bool,
) -> None:
    """Where she listens on after every answer, the next request needs no name."""
    await choose("by_name", follow_up)
    kitchen = start_talk(satellite=KITCHEN)
    first = await kitchen("Samantha, is the garage light on?")
    assert first.asks == (follow_up == "always")
    said = await _hears(kitchen, freezer, "turn on the garage light", after=after)
    assert bool(said) == answered


@pytest.mark.parametrize("dismissal", ["thanks", "never mind", "not you"])
async def test_dismissal(
    start_talk: Callable[..., Talk],
    choose: Choose,
    freezer: FrozenDateTimeFactory,
    dismissal: str,
) -> None:
    """A dismissal is met with silence, and ends the follow-up."""
    await choose("by_name", "always")
    kitchen = start_talk(satellite=KITCHEN)
    assert (await kitchen("Samantha, is the garage light on?")).asks
    assert await _hears(kitchen, freezer, dismissal, after=1) == ""
    assert await _hears(kitchen, freezer, "turn on the garage light", after=1) == ""


async def test_not_you_withdraws_her_question(
    home: Home,
    start_talk: Callable[..., Talk],
    choose: Choose,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Who did not talk to her has not answered either."""
    await choose("by_name")
    kitchen = start_talk(satellite=KITCHEN)
    assert (await kitchen("Samantha, unlock the front door")).asks
    assert await _hears(kitchen, freezer, "I wasn't talking to you", after=1) == ""
    assert await _hears(kitchen, freezer, "yes", after=1) == ""
    assert home.guarded_touches == []


@pytest.mark.usefixtures("satellites")
async def test_woken_after_her_answer(
    start_talk: Callable[..., Talk], choose: Choose, freezer: FrozenDateTimeFactory
) -> None:
    """What follows a wake word is for her, however soon it comes."""
    await choose("wake_word", "always")
    kitchen = start_talk(satellite=KITCHEN)
    assert (await kitchen("is the garage light on?")).asks
    assert await _hears(kitchen, freezer, "tell me more about it", after=6)


@pytest.mark.parametrize(
    ("mode", "said", "reason"),
    [
        ("by_name", "turn on the kitchen light", "my name"),
        ("natural", "Thanks for watching", "anybody"),
    ],
)
async def test_why_silent(  # noqa: PLR0913, PLR0917  # fixtures
    home: Home,
    start_talk: Callable[..., Talk],
    choose: Choose,
    freezer: FrozenDateTimeFactory,
    mode: str,
    said: str,
    reason: str,
) -> None:
    """For two minutes she can say why, and never what she heard."""
    await choose(mode)
    kitchen = start_talk(satellite=KITCHEN)
    assert (await kitchen(said)).speech == ""
    why = await kitchen("Samantha, why didn't you answer?")
    assert reason in why.speech
    assert said not in why.speech
    bedroom = start_talk(satellite=BEDROOM)
    elsewhere = await bedroom("why didn't you answer?")
    assert "nothing" in elsewhere.speech
    assert reason not in elsewhere.speech
    freezer.tick(118)
    async_fire_time_changed(home.hass)
    await home.hass.async_block_till_done()
    assert reason in (await kitchen("Samantha, why didn't you answer?")).speech
    freezer.tick(3)
    async_fire_time_changed(home.hass)
    await home.hass.async_block_till_done()
    later = await kitchen("Samantha, why didn't you answer?")
    assert "nothing" in later.speech
    assert reason not in later.speech


async def test_said_again(
    start_talk: Callable[..., Talk], choose: Choose, freezer: FrozenDateTimeFactory
) -> None:
    """What is said to her again has been said to her."""
    await choose("natural")
    kitchen = start_talk(satellite=KITCHEN)
    first = await kitchen("warmer over there")
    freezer.tick(60)
    again = await kitchen("warmer over there")
    assert (first.speech, bool(again.speech)) == ("", True)


async def test_counts(
    home: Home, start_talk: Callable[..., Talk], choose: Choose
) -> None:
    """A sensor counts the silences of each satellite."""
    await choose("by_name")
    kitchen, bedroom = start_talk(satellite=KITCHEN), start_talk(satellite=BEDROOM)
    for text in ("hello", "what time is it", "Samantha, what time is it"):
        await kitchen(text)
        await bedroom(text)
    assert [
        home.hass.states.get(
            f"sensor.samantha_{satellite.replace('.', '_')}_silences"
        ).state  # type: ignore[union-attr]  # they are there
        for satellite in (KITCHEN, BEDROOM)
    ] == ["2", "0"]
