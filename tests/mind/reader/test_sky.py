"""What she says about the weather and the sun."""

from typing import Any, Final

from homeassistant.components.weather.const import WeatherEntityFeature
import pytest

from tests.house.inside import told

from .asking import House

METRIC: Final = {
    "native_temperature_unit": "°C",
    "native_wind_speed_unit": "km/h",
    "native_precipitation_unit": "mm",
}
DAILY: Final = [
    {"day": 0, "condition": "cloudy", "temperature": 14, "low": 8},
    {"day": 1, "condition": "rainy", "temperature": 12, "low": 6, "rain": 5},
    {"day": 2, "condition": "sunny", "temperature": 19, "low": 4, "wind": 40},
    {"day": 3, "condition": "snowy", "temperature": 1, "low": -4, "rain": 3},
    {"day": 4, "condition": "partlycloudy", "temperature": 5, "low": -1},
    {"day": 5, "condition": "sunny", "temperature": 7, "low": 0},
]
HOURLY: Final = [
    {"condition": "cloudy", "temperature": 11.3},
    {"condition": "cloudy", "temperature": 11},
    {"condition": "rainy", "temperature": 10, "rain": 1, "probability": 80},
    *[{"condition": "cloudy", "temperature": 9}] * 6,
]
HOME: Final[dict[str, Any]] = {
    "name": "Home",
    "state": "cloudy",
    "native_temperature": 11.3,
    "native_wind_speed": 18,
    "daily": DAILY,
    "hourly": HOURLY,
    **METRIC,
}


def sky(**changed: Any) -> dict[str, dict[str, Any]]:
    """Return the weather service, with something about it changed."""
    return {"weather.home": {**HOME, **changed}}


@pytest.mark.parametrize(
    ("question", "says", "lacks"),
    [
        ("what's the weather like", ["cloudy", "11.3 degrees"], []),
        ("how is the weather outside", ["cloudy", "11.3"], []),
        ("what's the weather today", ["11.3", "between 8 and 14"], []),
        ("what will the weather be tomorrow", ["rainy", "6", "12 degrees"], ["11.3"]),
        ("what's the weather on Friday", ["snowy", "-4", "1 degree"], ["rainy"]),
        (
            "what's the weather this weekend",
            ["Saturday partly cloudy", "Sunday sunny"],
            ["snowy"],
        ),
        ("do I need an umbrella tomorrow", ["Yes", "rainy"], []),
        ("do I need an umbrella on Thursday", ["No", "sunny"], []),
        ("will it rain tomorrow", ["Yes"], []),
        ("will it rain on Thursday", ["No"], []),
        ("will it rain today", ["Yes", "80 percent"], []),
        ("will it rain tomorrow night", ["Yes"], []),
        ("when will it rain", ["rain", "five in the afternoon"], []),
        ("is it raining", ["No", "cloudy"], []),
        ("is it sunny", ["No", "cloudy"], []),
        ("will it snow this week", ["Yes", "Friday"], ["Saturday"]),
        ("will it be sunny this weekend", ["Yes", "Sunday"], ["Saturday"]),
        ("will it freeze on Friday", ["Yes", "-4 degrees"], []),
        ("will it freeze tomorrow", ["No", "6 degrees"], []),
        ("do I need a coat on Thursday", ["No", "19 degrees"], []),
        ("do I need a jacket tomorrow", ["Yes", "12 degrees"], []),
        ("do I need sunscreen on Thursday", ["Yes", "sunny"], []),
        ("how warm will it be on Thursday", ["19 degrees"], []),
        ("how cold will it get on Friday", ["-4 degrees"], []),
        ("what's the high tomorrow", ["12 degrees"], []),
        ("what will the temperature be tomorrow", ["between 6 and 12"], []),
        ("what will the temperature be tonight", ["9"], []),
        ("will it be windy on Thursday", ["Yes", "40 kilometres per hour"], []),
        ("how windy is it", ["18 kilometres per hour"], []),
        ("how windy will it be on Thursday", ["40"], []),
        ("what's the weather in Lisbon", ["don't see"], ["cloudy", "11.3"]),
        ("what's the weather next month", ["can't get a forecast"], []),
    ],
)
async def test_weather(
    house: House,
    question: str,
    says: list[str],
    lacks: list[str],
) -> None:
    """She tells the weather of now from the state, and of later from the forecast."""
    await house.build(sky())
    answer = await house.ask(question)
    assert [fact for fact in says if fact not in answer] == [], answer
    assert [fact for fact in lacks if fact in answer] == [], answer


@pytest.mark.parametrize(
    ("things", "question", "says"),
    [
        ({}, "will it rain tomorrow", "don't see a weather service"),
        (
            sky(exposed=False),
            "what's the weather tomorrow",
            "don't see a weather service",
        ),
        (sky(broken=True), "what's the weather tomorrow", "can't get a forecast"),
        (sky(broken=True), "do I need an umbrella", "can't get a forecast"),
        (sky(broken=True), "what's the weather today", "cloudy and 11.3 degrees"),
        (sky(daily=[], hourly=[]), "will it rain tomorrow", "can't get a forecast"),
        (sky(state="unavailable"), "what's the weather", "can't reach"),
        (sky(state="unknown"), "is it raining", "can't reach"),
        (sky(native_temperature=None), "what's the weather", "It's cloudy."),
        (
            sky(daily=[{"day": 1, "condition": None, "temperature": 9}]),
            "what's the weather tomorrow",
            "up to 9 degrees",
        ),
        (
            sky(daily=[{"day": 1, "condition": "fog", "temperature": None}]),
            "what's the weather tomorrow",
            "foggy",
        ),
        (
            sky(daily=[{"day": 1, "condition": None, "temperature": None}]),
            "will it rain tomorrow",
            "No",
        ),
        (sky(state="rainy"), "will it rain today", "Yes, it's rainy"),
        (sky(state="rainy"), "when will it stop raining", "should stop soon"),
        (
            {"weather.coast": {"name": "Coast", "state": "unavailable"}, **sky()},
            "what's the weather",
            "11.3",
        ),
        (
            {"weather.coast": {"name": "Coast", "state": "unavailable"}, **sky()},
            "what's the weather on the coast",
            "can't reach",
        ),
    ],
)
async def test_weather_that_is_not_all_there(
    house: House,
    things: dict[str, dict[str, Any]],
    question: str,
    says: str,
) -> None:
    """Services that are broken, gone or silent about something get honest answers."""
    await house.build(things)
    assert says in await house.ask(question)


async def test_weather_without_forecasts(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A service that forecasts nothing is asked for the weather of now only."""
    nothing = WeatherEntityFeature(0)
    monkeypatch.setattr(told.Weather, "_attr_supported_features", nothing)
    await house.build(sky())
    assert "can't get a forecast" in await house.ask("will it rain tomorrow")
    assert "11.3" in await house.ask("what's the weather today")


@pytest.mark.parametrize(
    ("now", "question", "says"),
    [
        ("2026-10-13T15:40:00", "when does the sun set", "at ten to seven"),
        ("2026-10-13T15:40:00", "what time is sunrise tomorrow", "tomorrow at 8:02"),
        ("2026-10-13T15:40:00", "how long until sunset", "3 hours and 10 minutes"),
        ("2026-10-13T15:40:00", "is the sun up", "Yes"),
        ("2026-10-13T15:40:00", "is it dark outside", "No"),
        ("2026-10-13T23:00:00", "is it dark outside", "Yes"),
        ("2026-10-13T23:00:00", "when does the sun set", "tomorrow"),
        ("2026-10-13T23:00:00", "when does the sun set today", "The sun set at ten"),
        ("2026-10-13T23:00:00", "is the sun up", "No"),
        ("2026-10-13T19:00:00", "is it dark outside", "twilight"),
    ],
)
async def test_sun(
    house: House,
    now: str,
    question: str,
    says: str,
) -> None:
    """She knows the sun by the place of the house, without any entity."""
    await house.build({}, now=now)
    assert says in await house.ask(question)


@pytest.mark.parametrize(
    ("now", "question", "says"),
    [
        ("2026-06-21T12:00:00", "when does the sun set", "doesn't set these days"),
        ("2026-06-21T12:00:00", "is it dark outside", "No"),
        ("2026-12-21T12:00:00", "when does the sun rise", "doesn't rise these days"),
        ("2026-12-21T12:00:00", "is the sun up", "No"),
        ("2026-12-21T22:00:00", "is it dark outside", "Yes"),
        ("2026-12-21T12:00:00", "is it dark outside", "No, it's twilight"),
    ],
)
async def test_sun_beyond_the_polar_circle(
    house: House,
    now: str,
    question: str,
    says: str,
) -> None:
    """Where the sun stays up or down, she says that."""
    north = {"latitude": 70.66, "longitude": 23.68, "time_zone": "Europe/Oslo"}
    await house.build({}, now=now, core=north)
    assert says in await house.ask(question)
