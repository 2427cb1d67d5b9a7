"""Answers to which day will be the warmest, and whether one will be warmer."""

from collections.abc import Mapping
from typing import Final

from .forecasts import Outlook
from .inquiry import Answer, Answerer, Inquiry
from .weathers import Sky, find_sky, forecast_of

_HIGH: Final = "temperature.high"
_LOW: Final = "temperature.low"


async def which_day(inquiry: Inquiry) -> Answer:
    """Answer which of the days ahead will be the warmest or the coldest."""
    most = inquiry.slots["most"]
    sky = find_sky(inquiry)
    if most not in {_HIGH, _LOW} or not isinstance(sky, Sky):
        return None
    when = inquiry.lexicon.when
    words = inquiry.slots.get("when") or inquiry.lexicon.topics["sky"]["words"]["ahead"]
    span = when.span(words, inquiry.now)
    if span is None:
        return None
    ahead = await forecast_of(inquiry, sky, span)
    days = [day for day in ahead.days if day.high is not None]
    if not days:
        return inquiry.teller.say("sky_unknown")
    chosen = (max if most == _HIGH else min)(days, key=lambda day: day.high or 0.0)
    return inquiry.teller.say(
        "sky_most",
        day=when.day(chosen.start.date(), inquiry.now).words,
        most=inquiry.lexicon.word_for("most", most),
        high=_high(inquiry, sky, chosen),
    )


async def warmer(inquiry: Inquiry) -> Answer:
    """Answer whether one day will be warmer or colder than another."""
    more = inquiry.slots["more"]
    sky = find_sky(inquiry)
    if more not in {_HIGH, _LOW} or not isinstance(sky, Sky):
        return None
    days: list[tuple[str, Outlook]] = []
    for slot in ("when", "other"):
        span = inquiry.lexicon.when.span(inquiry.slots[slot], inquiry.now)
        if span is None or span.end <= inquiry.now:
            return None
        ahead = await forecast_of(inquiry, sky, span)
        whole = ahead.whole
        if whole is None or whole.high is None:
            if span.start > inquiry.now or sky.now.high is None:
                return inquiry.teller.say("sky_unknown")
            whole = sky.now
        days.append((span.words, whole))
    (first, one), (second, other) = days
    difference = (one.high or 0.0) - (other.high or 0.0)
    so = difference > 0 if more == _HIGH else difference < 0
    return inquiry.teller.say(
        "sky_more_yes" if so else "sky_more_no",
        high=_high(inquiry, sky, one),
        when=first,
        other_high=_high(inquiry, sky, other),
        other=second,
    )


def _high(inquiry: Inquiry, sky: Sky, day: Outlook) -> str:
    return inquiry.teller.value(day.high, sky.units.temperature)


ANSWERERS: Final[Mapping[str, Answerer]] = {
    "sky_most": which_day,
    "sky_more": warmer,
}
