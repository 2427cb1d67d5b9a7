"""Judge an answer by its facts, whatever its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
import re
from typing import Any, Final

from .wording import clocks, lengths, numbers, plain

YES: Final = re.compile(r"^(?:yes|yeah|yep|yup|indeed|correct|sure|right)\b")
NO: Final = re.compile(r"^(?:no|nope|not|none|nothing|nobody|neither)\b(?! idea)")
NEGATED: Final = re.compile(
    r"\b(?:not|no|none|nothing|nobody|neither|never|without|any)\b|n't\b"
)
# How people say that there is no such thing, and that a thing can't be read.
ABSENT: Final = re.compile(
    r"not aware|(?:don't|do not|can't|cannot|couldn't|could not) (?:see|find|know|tell)"
    r"|(?:there's|there is|there are|i have|i've|i see|i know of) no\b|\bno such\b"
    r"|haven't got|don't have|isn't (?:a|any)\b|not (?:something|anything) i"
    r"|nothing called|unknown to me|not sure what|no .{1,40} (?:here|called|that i)"
    r"|don't understand|didn't understand|couldn't understand|without a model"
)
UNREADABLE: Final = re.compile(
    r"unavailable|not available|isn't available|unknown|(?:don't|do not|can't|cannot"
    r"|couldn't|could not) (?:know|tell|say|read|reach|see|get)|no (?:reading|value"
    r"|answer|idea|number|data|information|forecast)|isn't (?:reporting|responding"
    r"|answering|telling|saying)|not (?:reporting|responding|answering|telling|clear)"
    r"|doesn't (?:say|tell|report|answer|respond)|offline|haven't heard|not sure"
    r"|out of reach|isn't known|lost touch|didn't get"
)
REFUSED: Final = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|unable|not able|only|won't|doesn't|isn't"
    r"|nothing)\b"
)
_UNITS_APART: Final = re.compile(r"(?<=\d)(?=°|%)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What has to be in an answer, and what must not."""

    # "yes" or "no", and words that say the same.
    says: tuple[str, ...] = ()
    # All of these; "|" parts alternatives.
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    # Numbers up to rounding; 0 is also "none".
    numbers: tuple[float, ...] = ()
    # The things to name, out of those that could be named.
    names: tuple[str, ...] | None = None
    among: tuple[str, ...] = ()
    # Of so many names so many at least, with their count.
    shown: int | None = None
    clocks: tuple[str, ...] = ()
    since: datetime | None = None
    absent: bool = False
    unreadable: bool = False
    refuses: bool = False
    asks: bool = False


@dataclass(slots=True)
class Finding:
    """What is wrong with an answer; false claims weigh more than missing facts."""

    missing: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def judge(answer: str, expected: Expected, now: datetime) -> Finding:
    """Return what an answer misses and what it claims falsely."""
    text = _UNITS_APART.sub(" ", plain(answer))
    found = Finding()
    if not text:
        found.missing.append("an answer")
    if expected.says:
        _judge_yes_or_no(text, expected.says, found)
    found.missing += [fact for fact in expected.has if not _said(fact, text)]
    found.false += [fact for fact in expected.lacks if _said(fact, text)]
    _judge_numbers(text, expected.numbers, found)
    _judge_times(text, expected, now, found)
    _judge_honesty(text, expected, found)
    if expected.names is not None:
        _judge_names(text, expected, found)
    if expected.asks and "?" not in answer:
        found.missing.append("a question back")
    return found


def _judge_times(text: str, expected: Expected, now: datetime, found: Finding) -> None:
    for wanted in expected.clocks:
        times = [either.split(":") for either in wanted.split("|")]
        if not any(
            clock.shows(int(hour), int(minute))
            for clock in clocks(text)
            for hour, minute in times
        ):
            found.missing.append(wanted)
    if expected.since is not None and not _tells_since(text, expected.since, now):
        found.missing.append(f"since {expected.since:%H:%M on %a}")


def _judge_honesty(text: str, expected: Expected, found: Finding) -> None:
    if expected.absent and not ABSENT.search(text):
        found.missing.append("that there is no such thing")
    if expected.refuses and not (ABSENT.search(text) or REFUSED.search(text)):
        found.missing.append("that it can't be done")
    if expected.unreadable:
        if not UNREADABLE.search(text):
            found.missing.append("that it can't be told")
        found.false += [f"{number:g}" for number in numbers(text)]


def _said(fact: str, text: str) -> bool:
    return any(
        re.search(rf"(?<![\w.]){re.escape(plain(either.strip()))}(?![\w])", text)
        for either in fact.split("|")
    )


def _judge_yes_or_no(text: str, says: Sequence[str], found: Finding) -> None:
    right, *words = says
    yes = right == "yes"
    if (NO if yes else YES).search(text):
        found.false.append("no" if yes else "yes")
    elif (YES if yes else NO).search(text):
        return
    else:
        said = [word for word in words if _said(word, text)]
        negated = NEGATED.search(text) is not None
        if yes and said and not negated:
            return
        if not yes and (said or negated):
            return
        found.missing.append(right)


def _judge_numbers(text: str, wanted: Sequence[float], found: Finding) -> None:
    said = numbers(text)
    for number in wanted:
        if number == 0 and re.search(r"\b(?:no|none|nothing|nobody|any|empty)\b", text):
            continue
        if not any(_rounds_to(number, other) for other in said):
            (found.false if said else found.missing).append(f"{number:g}")


def _rounds_to(number: float, said: float) -> bool:
    if abs(number - said) < 0.001:
        return True
    places = len(f"{said:g}".partition(".")[2])
    margin = 0.5 * 10**-places + 1e-9
    # A big number may be said in tens or hundreds.
    if places == 0 and abs(said) >= 100 and said % 10 == 0:
        margin = 50 if said % 100 == 0 and abs(said) >= 1000 else 5
    return bool(abs(number - said) <= margin)


def _judge_names(text: str, expected: Expected, found: Finding) -> None:
    names = expected.names or ()
    said = [name for name in names if _said(name, text)]
    if expected.shown is None:
        found.missing += [name for name in names if name not in said]
    else:
        if len(said) < expected.shown:
            found.missing.append(f"{expected.shown} of {', '.join(names)}")
        if len(said) < len(names):
            more = len(names) - len(said)
            if not {float(len(names)), float(more)} & set(numbers(text)):
                found.missing.append(f"how many: {len(names)}")
    # A longer name may hold a shorter one, so what was rightly said is taken away.
    rest = text
    for name in sorted(said, key=len, reverse=True):
        for either in name.split("|"):
            rest = re.sub(rf"\b{re.escape(plain(either.strip()))}\b", "…", rest)
    found.false += [
        other for other in expected.among if other not in names and _said(other, rest)
    ]


def _tells_since(text: str, since: datetime, now: datetime) -> bool:
    past = (now - since).total_seconds() / 60
    for length, unit in lengths(text):
        if abs(length - past) <= max(unit * 0.51, past * 0.02):
            return True
    days = (now.date() - since.date()).days
    day_said = days == 0 or any(
        _said(word, text)
        for word in (
            "yesterday|last night" if days == 1 else "",
            f"{since:%A}",
            f"{since:%B} {since.day}",
            f"{since.day} {since:%B}",
        )
        if word
    )
    margin = timedelta(minutes=1)
    return day_said and any(
        clock.shows(moment.hour, moment.minute)
        for clock in clocks(text)
        for moment in (since, since + margin, since - margin)
    )


def expectation(values: Mapping[str, Any], now: datetime) -> Expected:
    """Read an expectation from a line of a set."""

    def several(key: str) -> tuple[Any, ...]:
        value = values.get(key, ())
        return tuple(value) if isinstance(value, list | tuple) else (value,)

    since = values.get("since")
    return Expected(
        says=tuple(str(word) for word in several("says")),
        has=tuple(str(fact) for fact in several("has")),
        lacks=tuple(str(fact) for fact in several("lacks")),
        numbers=tuple(float(number) for number in several("number")),
        names=tuple(several("names")) if "names" in values else None,
        among=tuple(several("among")),
        shown=values.get("shown"),
        clocks=tuple(str(clock) for clock in several("clock")),
        since=datetime.fromisoformat(since).replace(tzinfo=now.tzinfo)
        if since
        else None,
        absent=values.get("absent", False),
        unreadable=values.get("unreadable", False),
        refuses=values.get("refuses", False),
        asks=values.get("asks", False),
    )
