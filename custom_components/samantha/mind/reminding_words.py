"""Pure: the words of a language for reminders, and how their times are put."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
import re
from typing import Any, Final

from hassil import Intents

from .hints import holds_any
from .reader.spoken_time import clock_of_day, day_name, past_moment, span
from .templates import read_templates

_HOUR: Final = timedelta(hours=1)
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORKDAYS: Final = "MO,TU,WE,TH,FR"
_WEEKEND: Final = "SA,SU"


@dataclass(frozen=True, slots=True)
class ReminderPhrases:
    """What people say about reminders, and the words that reading it needs."""

    grammar: Intents
    # Parts of words, one of which stands in whatever is said about reminders.
    mentions: frozenset[str]
    # What goes onto a list of the house is that list's.
    elsewhere: re.Pattern[str]
    events: Intents
    event_starts: frozenset[str]
    leads: frozenset[str]
    belongs_after: frozenset[str]
    time_leads: frozenset[str]
    turned: Mapping[str, str]
    everyone: tuple[str, ...]
    lengths: frozenset[str]
    length_lead: str
    snooze: timedelta
    earlier: frozenset[str]
    later: frozenset[str]
    when: Mapping[str, Any]

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> ReminderPhrases:
        """Read a language's `reminders.yaml`.

        Raises:
            KeyError: a part is missing.
            re.error: an expression is none.

        """
        events = content["events"]
        return cls(
            grammar=read_templates(content),
            mentions=frozenset(content["mentions"]),
            elsewhere=re.compile(content["elsewhere"], re.IGNORECASE),
            events=read_templates({"language": content["language"], **events}),
            event_starts=frozenset(events["starts"]),
            leads=frozenset(content["leads"]),
            belongs_after=frozenset(content["belongs_after"]),
            time_leads=frozenset(content["time_leads"]),
            turned=content["turned"],
            everyone=tuple(content["everyone"]),
            lengths=frozenset(content["lengths"]),
            length_lead=content["length_lead"],
            snooze=timedelta(minutes=content["snooze_minutes"]),
            earlier=frozenset(content["earlier"]),
            later=frozenset(content["later"]),
            when=content["when"],
        )

    def mentioned_in(self, text: str) -> bool:
        """Return whether a sentence may be about reminders, which is quickly seen."""
        return holds_any(text, self.mentions) and not self.elsewhere.search(text)

    def as_moment(self, text: str) -> str:
        """Return a length of time as the moment when it is over: "for an hour"."""
        words = text.split()
        if words and words[0].casefold() in self.lengths:
            return " ".join([self.length_lead, *words[1:]])
        return text

    def without_lead(self, text: str) -> str:
        """Return words without what led from them to a time: "the trash to"."""
        words = text.split()
        while words and words[-1].casefold() in self.leads:
            words.pop()
        return " ".join(words)

    def turned_round(self, text: str) -> str:
        """Return what somebody said of themselves as it is said to them."""
        return " ".join(self.turned.get(word.casefold(), word) for word in text.split())


def moment_words(
    at: datetime, now: datetime, when: Mapping[str, Any], vocabulary: Mapping[str, Any]
) -> str:
    """Return a moment to come: "in ten minutes", "tomorrow at seven in the morning".

    Args:
        at: the moment.
        now: in the time zone that it is said in.
        when: the words of reminders for it.
        vocabulary: of the language, with its `clock` words.

    """
    at = at.astimezone(now.tzinfo)
    if timedelta(0) <= at - now < _HOUR:
        minutes = timedelta(minutes=max(1, round((at - now) / timedelta(minutes=1))))
        return str(when["in_span"].format(span=span(minutes, vocabulary)))
    day = day_name(at, now, vocabulary)
    said = clock_of_day(at, vocabulary)
    if not day:
        return str(when["today_at"].format(clock=said))
    return str(vocabulary["clock"]["day_at"].format(day=day, clock=said))


def missed_words(at: datetime, now: datetime, vocabulary: Mapping[str, Any]) -> str:
    """Return a moment that is over: "yesterday at ten at night"."""
    return past_moment(at, now, vocabulary)


def rule_words(
    rule: str,
    shown: datetime,
    when: Mapping[str, Any],
    vocabulary: Mapping[str, Any],
    listed: Callable[[list[str]], str],
) -> str:
    """Return what comes again and again: "every weekday at seven in the morning".

    Args:
        rule: by RFC 5545, as her own grammar makes them.
        shown: what a clock on the wall shows the next time.
        when: the words of reminders for it.
        vocabulary: of the language.
        listed: joins names as people list them.

    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    frequency = parts["FREQ"]
    every = _every(parts, when, vocabulary["clock"], listed)
    if frequency not in {"HOURLY", "MINUTELY"}:
        said = clock_of_day(shown, vocabulary)
        every = str(when["every_at"].format(every=every, clock=said))
    if "UNTIL" in parts:
        end = datetime.fromisoformat(parts["UNTIL"])
        month = vocabulary["clock"]["months"][end.month - 1]
        day = vocabulary["clock"]["day_of_month"].format(day=end.day, month=month)
        every = str(when["until"].format(every=every, day=day))
    return every


def _every(
    parts: Mapping[str, str],
    when: Mapping[str, Any],
    names: Mapping[str, Any],
    listed: Callable[[list[str]], str],
) -> str:
    count = int(parts.get("INTERVAL", "1"))
    forms = when[parts["FREQ"]]
    plain = str(forms["one"] if count == 1 else forms["many"].format(count=count))
    if "BYMONTH" in parts:
        month = names["months"][int(parts["BYMONTH"]) - 1]
        day = parts["BYMONTHDAY"]
        return str(when["day_of_year"].format(day=day, month=month))
    if "BYMONTHDAY" in parts:
        day = parts["BYMONTHDAY"]
        key = "last_of_month" if day == "-1" else "day_of_month"
        return str(when[key].format(day=day))
    if "BYDAY" not in parts:
        return plain
    return _by_day(parts["BYDAY"], count, plain, when, names, listed)


def _by_day(  # noqa: PLR0913, PLR0917 # the words, and what they are about
    days: str,
    count: int,
    plain: str,
    when: Mapping[str, Any],
    names: Mapping[str, Any],
    listed: Callable[[list[str]], str],
) -> str:
    if count == 1 and days in {_WORKDAYS, _WEEKEND}:
        return str(when["workdays" if days == _WORKDAYS else "weekend"])
    said = _days(days.split(","), names["weekdays"])
    if (nth := days[: -len("MO")]) and "," not in days:
        ordinal = when["nth"][nth]
        return str(when["nth_day"].format(nth=ordinal, days=listed(said)))
    if count == 1:
        return str(when["days"].format(days=listed(said)))
    return str(when["days_of_weeks"].format(every=plain, days=listed(said)))


def _days(days: Sequence[str], names: Sequence[str]) -> list[str]:
    return [names[_DAYS.index(day[-2:])] for day in days]
