"""Which spans and moments of the past words mean, and when something was so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from custom_components.samantha.mind.phrases import SENTENCES
from custom_components.samantha.mind.reader.episodes import Change, extremes, record_of
from custom_components.samantha.mind.reader.lexicon import Lexicon, load_lexicon

from .written_past import moment

# A Tuesday.
NOW = moment("13 15:40")
HOLDS: Callable[[str], bool | None] = {"on": True, "off": False}.get


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the words of English."""
    lexicon = load_lexicon(Path(SENTENCES) / "en")
    assert lexicon is not None
    return lexicon


@pytest.mark.parametrize(
    ("words", "start", "end", "said"),
    [
        ("today", "13 00:00", "13 15:40", "today"),
        ("yesterday", "12 00:00", "13 00:00", "yesterday"),
        ("last night", "12 21:00", "13 07:00", "last night"),
        ("all night", "12 23:00", "13 06:00", "last night"),
        ("all day", "13 00:00", "13 15:40", "today"),
        ("this morning", "13 05:00", "13 12:00", "this morning"),
        ("this week", "12 00:00", "13 15:40", "this week"),
        ("last week", "05 00:00", "12 00:00", "last week"),
        ("over the weekend", "10 00:00", "12 00:00", "last weekend"),
        ("since noon", "13 12:00", "13 15:40", "since noon"),
        ("since eight", "13 08:00", "13 15:40", "since eight"),
        ("since yesterday", "12 00:00", "13 15:40", "since yesterday"),
        ("in the last two hours", "13 13:40", "13 15:40", "in the last two hours"),
        ("the last hour", "13 14:40", "13 15:40", "the last hour"),
        ("half an hour ago", "13 15:10", "13 15:10", "half an hour ago"),
        ("at 8 this morning", "13 08:00", "13 08:00", "at 8 this morning"),
        ("at 8:30", "13 08:30", "13 08:30", "at 8:30"),
        ("at quarter to nine", "13 08:45", "13 08:45", "at quarter to nine"),
        ("yesterday at noon", "12 12:00", "12 12:00", "yesterday at noon"),
        ("at two last night", "13 02:00", "13 02:00", "at two last night"),
        ("at 8 pm yesterday", "12 20:00", "12 20:00", "at 8 pm yesterday"),
    ],
)
def test_means(lexicon: Lexicon, words: str, start: str, end: str, said: str) -> None:
    """A phrase means a span up to now, or a moment."""
    span = lexicon.past.span(words, NOW)
    assert span is not None
    assert (span.start, span.end, span.words) == (moment(start), moment(end), said)


@pytest.mark.parametrize("words", ["tomorrow", "this evening", "3 yesterday", "on"])
def test_means_nothing_of_the_past(lexicon: Lexicon, words: str) -> None:
    """What is to come is no time of the past."""
    assert lexicon.past.span(words, NOW) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ("08:00 off, 09:00 on, 10:00 off", ["09:00-10:00 begins ends"]),
        # Nobody saw what came before, or whether it goes on.
        ("08:00 on, 10:00 off", ["08:00-10:00 ends"]),
        ("08:00 off, 09:00 on", ["09:00-12:00 begins"]),
        # An interruption is neither a beginning nor an end.
        ("08:00 on, 09:00 unavailable, 09:30 on", ["08:00-12:00"]),
        ("08:00 unavailable, 09:00 on", ["09:00-12:00"]),
        ("08:00 off, 09:00 unknown, 10:00 on", ["10:00-12:00"]),
        ("08:00 on, 09:00 unknown, 10:00 off", ["08:00-09:00"]),
        ("08:00 on, 09:00 unavailable", ["08:00-09:00"]),
        ("08:00 unavailable", []),
        ("", []),
    ],
)
def test_episodes(changes: str, expected: list[str]) -> None:
    """Something was so between states that say so and states that deny it."""
    parts = [change.split() for change in changes.split(", ") if change]
    record = record_of(
        [Change(state, moment(f"13 {at}")) for at, state in parts],
        HOLDS,
        moment("13 12:00"),
    )
    assert [
        f"{episode.start:%H:%M}-{episode.end:%H:%M}"
        + " begins" * episode.begins
        + " ends" * episode.ends
        for episode in record.episodes
    ] == expected


def test_extremes() -> None:
    """The mean is over time; where there was no number, none counts."""
    numbers = [
        (10.0, moment("13 08:00")),
        (None, moment("13 09:00")),
        (20.0, moment("13 11:00")),
    ]
    assert extremes(numbers, moment("13 12:00")) == (
        15.0,
        (10.0, moment("13 08:00")),
        (20.0, moment("13 11:00")),
    )
    assert extremes([(None, NOW)], NOW) is None
