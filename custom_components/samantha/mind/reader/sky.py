"""Answers to how the weather is and will be."""

from collections.abc import Mapping, Sequence
from typing import Final

from . import spoken_time
from .forecasts import Kind, Outlook, happens, is_shown
from .inquiry import Answer, Answerer, Inquiry
from .telling import MOST_NAMED, is_silent
from .weathers import (
    BY_HOUR,
    Ahead,
    Sky,
    find_sky,
    forecast,
    forecast_of,
)
from .when import Span

# Percent below which a chance of rain is not worth telling.
_LEAST_CHANCE: Final = 20
_FALLING: Final = frozenset({"rain", "snow", "wet", "hail", "storm"})
# What is answered with a value; by the value that it needs.
_MEASURED: Final = {"windy": "wind", "frost": "low", "cold": "range"}


async def weather(inquiry: Inquiry) -> Answer:
    """Answer how the weather is or will be."""
    sky = find_sky(inquiry)
    if not isinstance(sky, Sky):
        return sky
    span = _span(inquiry)
    if span is None:
        return None if "when" in inquiry.slots else _sky_now(inquiry, sky)
    ahead = await forecast_of(inquiry, sky, span)
    today = span == _day_of(inquiry)
    if today and not ahead.outlooks:
        return _sky_now(inquiry, sky)
    then = _sky_then(inquiry, sky, ahead, one=span.is_one_day)
    return f"{_sky_now(inquiry, sky)} {then}" if today else then


async def will_it(inquiry: Inquiry) -> Answer:
    """Answer whether it will rain, snow, freeze, or be sunny."""
    sky = find_sky(inquiry)
    span = _span(inquiry) or _today(inquiry)
    if not isinstance(sky, Sky) or span is None:
        return None if span is None else sky if isinstance(sky, str) else None
    what = inquiry.slots.get("phenomenon") or inquiry.slots["gear"]
    today = span.start <= inquiry.now < span.end
    if today and what in _FALLING and is_shown(what, sky.now.condition):
        return inquiry.teller.say("sky_yes_now", now=_told_now(inquiry, sky))
    ahead = await forecast_of(inquiry, sky, span, by_hour=today and span.is_one_day)
    if today and not ahead.outlooks and what == "cold" and sky.now.high is not None:
        return _is_now(inquiry, sky, what)
    known = [one for one in ahead.outlooks if _happens(what, one, sky) is not None]
    if not known:
        return inquiry.teller.say("sky_unknown")
    ahead = Ahead(known, ahead.words)
    if not span.is_one_day:
        return _on_which_days(inquiry, sky, ahead, what)
    return _yes_or_no(inquiry, sky, ahead, what)


async def is_it(inquiry: Inquiry) -> Answer:
    """Answer whether it rains, snows or is sunny now."""
    sky = find_sky(inquiry)
    if not isinstance(sky, Sky):
        return sky
    return _is_now(inquiry, sky, inquiry.slots["phenomenon"])


async def how_warm(inquiry: Inquiry) -> Answer:
    """Answer how warm or cold it will be."""
    sky = find_sky(inquiry)
    span = _span(inquiry) or _today(inquiry)
    if not isinstance(sky, Sky) or span is None:
        return None if span is None else sky if isinstance(sky, str) else None
    ahead = await forecast_of(inquiry, sky, span)
    whole, edge = ahead.whole, inquiry.slots.get("edge")
    if whole is None or whole.high is None:
        return inquiry.teller.say("sky_unknown")
    if not span.is_one_day and edge is None:
        return _days(inquiry, sky, ahead.days)
    values = _values(inquiry, sky, ahead, whole)
    if edge == "low" and whole.low is not None:
        return inquiry.teller.say("sky_low", **values)
    return inquiry.teller.say("sky_high" if edge == "high" else "sky_range", **values)


async def how_windy(inquiry: Inquiry) -> Answer:
    """Answer how windy it is or will be."""
    sky = find_sky(inquiry)
    if not isinstance(sky, Sky):
        return sky
    if "when" not in inquiry.slots:
        if sky.now.wind is None:
            return None
        wind = inquiry.teller.value(sky.now.wind, sky.units.wind)
        return inquiry.teller.say("sky_wind_now", wind=wind)
    if (span := _span(inquiry)) is None:
        return None
    ahead = await forecast_of(inquiry, sky, span)
    whole = ahead.whole
    if whole is None or whole.wind is None:
        return inquiry.teller.say("sky_unknown")
    return inquiry.teller.say("sky_wind", **_values(inquiry, sky, ahead, whole))


async def when_will_it(inquiry: Inquiry) -> Answer:
    """Answer when it will begin or stop to rain or snow."""
    sky = find_sky(inquiry)
    if not isinstance(sky, Sky):
        return sky
    teller, what = inquiry.teller, inquiry.slots["phenomenon"]
    stops = inquiry.slots.get("edge") == "end"
    if is_shown(what, sky.now.condition) is not stops:
        return _sky_now(inquiry, sky)
    thing = _noun(inquiry, what)
    heard = False
    for kind in BY_HOUR:
        for outlook in await forecast(inquiry, sky, kind) or ():
            so = _happens(what, outlook, sky)
            if so is None or outlook.end <= inquiry.now:
                continue
            heard = True
            if so is not stops and (kind is not Kind.DAILY or not stops):
                key = "sky_stops" if stops else "sky_coming"
                if outlook.start <= inquiry.now and kind is not Kind.DAILY:
                    return teller.say(f"{key}_soon", thing=thing)
                return teller.say(key, thing=thing, time=_time(inquiry, outlook, kind))
    if not heard:
        return teller.say("sky_unknown")
    return teller.say("sky_no_end" if stops else "sky_not_coming", thing=thing)


ANSWERERS: Final[Mapping[str, Answerer]] = {
    "sky_weather": weather,
    "sky_will": will_it,
    "sky_is": is_it,
    "sky_degrees": how_warm,
    "sky_wind": how_windy,
    "sky_when": when_will_it,
}


def _span(inquiry: Inquiry) -> Span | None:
    """Return the span that is named; it is one to come."""
    phrase = inquiry.slots.get("when")
    span = inquiry.lexicon.when.span(phrase, inquiry.now) if phrase else None
    return span if span and span.end > inquiry.now else None


def _today(inquiry: Inquiry) -> Span | None:
    return None if "when" in inquiry.slots else _day_of(inquiry)


def _day_of(inquiry: Inquiry) -> Span:
    return inquiry.lexicon.when.day(inquiry.now.date(), inquiry.now)


def _happens(what: str, outlook: Outlook, sky: Sky) -> bool | None:
    return happens(what, outlook, sky.units)


def _sky_now(inquiry: Inquiry, sky: Sky) -> str:
    """Return how the weather is now."""
    now = _told_now(inquiry, sky)
    if not now:
        return inquiry.teller.say("sky_unreachable")
    return inquiry.teller.say("sky_now", now=now)


def _told_now(inquiry: Inquiry, sky: Sky) -> str:
    """Return how the weather is now, as the end of a sentence; may be empty."""
    now, parts = sky.now, []
    if now.condition is not None:
        parts.append(_condition(inquiry, now.condition))
    if now.high is not None:
        parts.append(inquiry.teller.value(now.high, sky.units.temperature))
    return str(inquiry.lexicon.vocabulary["clock"]["joint"]).join(parts)


def _sky_then(inquiry: Inquiry, sky: Sky, ahead: Ahead, *, one: bool) -> str:
    """Return how the weather will be."""
    whole = ahead.whole
    if not one:
        return _days(inquiry, sky, ahead.days)
    said = _described(inquiry, sky, whole) if whole else ""
    if not said:
        return inquiry.teller.say("sky_unknown")
    return inquiry.teller.say("sky_then", weather=said, when=ahead.words)


def _days(inquiry: Inquiry, sky: Sky, days: Sequence[Outlook]) -> str:
    """Return the weather of each of some days."""
    said = [
        inquiry.teller.part("sky_day", day=_day(inquiry, day), weather=described)
        for day in days[:MOST_NAMED]
        if (described := _described(inquiry, sky, day))
    ]
    if not said:
        return inquiry.teller.say("sky_unknown")
    return inquiry.teller.say("sky_days", list=inquiry.teller.joined(said))


def _described(inquiry: Inquiry, sky: Sky, outlook: Outlook) -> str:
    """Return a condition and how warm it will be, as far as they are known."""
    range_ = _range(inquiry, sky, outlook)
    if not outlook.condition:
        return range_
    condition = _condition(inquiry, outlook.condition)
    if not range_:
        return condition
    return inquiry.teller.part("sky_weather", condition=condition, range=range_)


def _yes_or_no(inquiry: Inquiry, sky: Sky, ahead: Ahead, what: str) -> str:
    each = [_happens(what, outlook, sky) for outlook in ahead.outlooks]
    so = all(each) if what == "dry" else any(each)
    whole = ahead.whole or ahead.outlooks[0]
    values = _values(inquiry, sky, ahead, whole, what)
    answer = "yes" if so else "no"
    if _MEASURED.get(what) and values[_MEASURED[what]]:
        return inquiry.teller.say(f"sky_{answer}_{what}", **values)
    told = bool(values["weather"]) and (
        what == "dry" or is_shown(what, whole.condition) is so
    )
    return inquiry.teller.say(
        f"sky_{answer}" if told else f"sky_{answer}_thing", **values
    )


def _values(
    inquiry: Inquiry, sky: Sky, ahead: Ahead, whole: Outlook, what: str = ""
) -> dict[str, str]:
    """Return all that an answer about a forecast may say."""
    teller, degrees = inquiry.teller, sky.units.temperature
    chance = ""
    if what in _FALLING and whole.chance and whole.chance >= _LEAST_CHANCE:
        chance = teller.part("sky_chance", chance=teller.value(whole.chance, "%"))
    return {
        "when": ahead.words,
        "weather": _condition(inquiry, whole.condition) if whole.condition else "",
        "range": _range(inquiry, sky, whole),
        "high": "" if whole.high is None else teller.value(whole.high, degrees),
        "low": "" if whole.low is None else teller.value(whole.low, degrees),
        "wind": "" if whole.wind is None else teller.value(whole.wind, sky.units.wind),
        "chance": chance,
        "thing": _noun(inquiry, what) if what else "",
    }


def _on_which_days(inquiry: Inquiry, sky: Sky, ahead: Ahead, what: str) -> str:
    """Answer for a span of days."""
    teller, days = inquiry.teller, ahead.days
    so = [day for day in days if _happens(what, day, sky)]
    if not so:
        return teller.say(
            "sky_no_thing", thing=_noun(inquiry, what), when=ahead.words, chance=""
        )
    listed = teller.listed([_day(inquiry, day) for day in so])
    return teller.say("sky_yes_days", thing=_noun(inquiry, what), days=listed)


def _is_now(inquiry: Inquiry, sky: Sky, what: str) -> Answer:
    so = _happens(what, sky.now, sky)
    if so is None:
        return inquiry.teller.say("sky_unreachable") if is_silent(sky.state) else None
    if what == "windy" and sky.now.wind is not None:
        return inquiry.teller.say(
            "sky_windy_now" if so else "sky_not_windy_now",
            wind=inquiry.teller.value(sky.now.wind, sky.units.wind),
        )
    key = "sky_yes_now" if so else "sky_no_now"
    return inquiry.teller.say(key, now=_told_now(inquiry, sky))


def _condition(inquiry: Inquiry, condition: str) -> str:
    words: Mapping[str, str] = inquiry.lexicon.topics["sky"]["conditions"]
    return words.get(condition, condition.replace("_", " ").replace("-", " "))


def _noun(inquiry: Inquiry, what: str) -> str:
    return str(inquiry.lexicon.topics["sky"]["nouns"][what])


def _range(inquiry: Inquiry, sky: Sky, outlook: Outlook) -> str:
    """Return how warm it will be: "between 7 and 15 degrees"; may be empty."""
    if outlook.high is None:
        return ""
    teller = inquiry.teller
    high = teller.value(outlook.high, sky.units.temperature)
    if outlook.low is None:
        return teller.part("sky_up_to", high=high)
    low = teller.number(outlook.low)
    if low == teller.number(outlook.high):
        return high
    return teller.part("sky_between", low=low, high=high)


def _day(inquiry: Inquiry, outlook: Outlook) -> str:
    return inquiry.lexicon.when.day(outlook.start.date(), inquiry.now).words


def _time(inquiry: Inquiry, outlook: Outlook, kind: Kind) -> str:
    """Return when an outlook begins, no finer than its forecast is."""
    day = _day(inquiry, outlook)
    if kind is Kind.DAILY:
        return day
    vocabulary = inquiry.lexicon.vocabulary
    part = spoken_time.part_of_day(outlook.start, vocabulary)
    clock = spoken_time.clock(outlook.start, vocabulary)
    return inquiry.teller.part("sky_around", day=day, clock=clock, part=part)
