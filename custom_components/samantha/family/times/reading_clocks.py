"""Pure: reading a time of day: half past five, 17:45, five in the evening."""

from dataclasses import replace
from typing import Final

from .meant import Fault, UnmeantError
from .pieces import Clock, Pieces, Reader
from .vocabulary import Token

_NOON: Final = 12
_LAST_HOUR: Final = 24
_MINUTES: Final = 60
_FROM_24: Final = 13


def read_clock(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read "at half past five", "17:45", "five in the evening"."""
    if pieces.clock:
        return None
    announced = reader.take("at") is not None
    clock, plain = _face(reader)
    if clock is None:
        return None
    meridiem = reader.take("meridiem")
    if meridiem:
        if not clock.twelve or not 0 < clock.hour <= _NOON:
            raise UnmeantError(Fault.NO_SUCH_TIME)
        return replace(pieces, clock=clock, meridiem=meridiem.value)
    if plain and not (announced or _part_follows(reader)):
        return None
    minutes = clock.hour * _MINUTES + clock.minute
    if minutes > _LAST_HOUR * _MINUTES or clock.minute >= _MINUTES:
        raise UnmeantError(Fault.NO_SUCH_TIME)
    return replace(pieces, clock=clock)


def _part_follows(reader: Reader) -> bool:
    ahead = 0
    while reader.kind(ahead) in {"in", "at", "the", "this"}:
        ahead += 1
    return reader.kind(ahead) in {"part", "tonight"}


def _face(reader: Reader) -> tuple[Clock | None, bool]:
    """Return what a clock shows, and whether it is a mere number."""
    if token := reader.take("clock", "exact"):
        hour, minute = map(int, token.value.split(":"))
        named = minute == 0 and hour in {_NOON, _LAST_HOUR} and token.kind == "clock"
        twelve = token.kind == "clock" and 0 < hour <= _NOON and not named
        return Clock(hour, minute, twelve), False
    before = reader.at
    if (clock := _past_or_to(reader)) is not None:
        return clock, False
    reader.at = before
    number = reader.take("number")
    if number is None:
        return None, False
    hour = number.number
    if reader.take("hundred"):
        return Clock(hour, 0, twelve=False), False
    minute = 0
    if reader.takes("oh"):
        second = reader.take("number")
        minute = second.number if second else _MINUTES
    elif second := _minutes(reader):
        minute = second.number
    return Clock(hour, minute, 0 < hour < _FROM_24), True


def _minutes(reader: Reader) -> Token | None:
    """Take the minutes of "five thirty", not the days of "at five 3 days"."""
    if reader.kind() == "number" and reader.kind(1) != "unit":
        return reader.take("number")
    return None


def _past_or_to(reader: Reader) -> Clock | None:
    reader.skip("a")
    if reader.takes("half"):
        minutes = 30
        reader.take("past")
    else:
        if reader.takes("quarter"):
            minutes = 15
        elif number := reader.take("number"):
            minutes = number.number
            reader.take("unit")
        else:
            return None
        if reader.takes("to"):
            minutes = -minutes
        elif not reader.takes("past"):
            return None
    hour = reader.take("number", "clock")
    if hour is None:
        return None
    said = int(hour.value.partition(":")[0])
    named = hour.kind == "clock"
    full, minute = divmod(said * _MINUTES + minutes, _MINUTES)
    if named:
        return Clock(full, minute, twelve=False)
    return Clock(full or _NOON, minute, 0 < said < _FROM_24)


def read_part(reader: Reader, pieces: Pieces) -> Pieces | None:
    """Read "in the evening", "this evening", "Sunday evening"."""
    if pieces.part:
        return None
    lead: list[str] = []
    while token := reader.take("in", "at", "this", "the"):
        lead.append(token.kind)
    part = reader.take("part")
    if part is None:
        return None
    return replace(pieces, part=part.value, part_is_today="this" in lead)
