"""Dates, times, numbers and pictures are read out as a person would."""

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.messages.reading_out import (
    MOST_IN_A_ROW,
    MOST_PICTURES,
    digits_read_out,
    numbers_read_out,
    pictures_read_out,
)
from custom_components.samantha.mind.phrases import Phrases, load
from custom_components.samantha.mind.speech import fit_for_voice

YEAR = 2026


@pytest.fixture(scope="module")
def english() -> Phrases:
    """Return the English phrases."""
    return load("en")


def numbers(text: str, phrases: Phrases) -> str:
    """Return a text as it is read, without pictures."""
    assert phrases.house
    words = phrases.messages
    return digits_read_out(
        numbers_read_out(
            text, phrases.house.vocabulary, words=words.reading, year=YEAR
        ),
        words.nature,
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("On 2026-12-03.", "On 3 December."),
        ("On 2027-01-31, perhaps", "On 31 January 2027, perhaps"),
        ("(2026-12-03)", "(3 December)"),
        ("2026-12-03T17:30", "3 December at half past five in the afternoon"),
        ("2026-12-03 17:30:00", "3 December at half past five in the afternoon"),
        ("At 17:30?", "At half past five in the afternoon?"),
        ("At 17:42.", "At 5:42 in the afternoon."),
        ("At 05:15", "At quarter past five in the morning"),
        ("At 00:00", "At midnight"),
        ("At 23:45", "At quarter to twelve at night"),
        ("By 5pm", "By five in the afternoon"),
        ("By 5 PM!", "By five in the afternoon!"),
        ("By 5:30 pm", "By half past five in the afternoon"),
        ("By 10.30am", "By half past ten in the morning"),
        ("At 5 p.m. we eat", "At five in the afternoon we eat"),
        ("At 5 p.m. We eat", "At five in the afternoon. We eat"),
        ("At 5 p.m.", "At five in the afternoon."),
        ("At 12pm", "At noon"),
        ("At 12 am", "At midnight"),
        ("At 12:15am", "At quarter past twelve at night"),
        ("Code 482913", "Code 4 8 2 9 1 3"),
        ("Your login code is 482000", "Your login code is 4 8 2 0 0 0"),
        ("Call +49 171 1234567", "Call + 4 9 1 7 1 1 2 3 4 5 6 7"),
        ("Call 0171 123 45 67.", "Call 0 1 7 1 1 2 3 4 5 6 7."),
        ("Room 10115", "Room 1 0 1 1 5"),
    ],
)
def test_as_spoken(text: str, read: str, english: Phrases) -> None:
    """What is clear is said in words."""
    assert numbers(text, english) == read


@pytest.mark.parametrize(
    "text",
    [
        "On 03/04, or 03/04/2026",
        "On 3.12.2026 and 12-03-2026",
        "On 3 December, the 3rd, Dec 3",
        "2026-13-40 and 2026-02-30",
        "2026-12 and 2026-12-3",
        "Ticket 2026-12-03-4711 and A-2026-12-03",
        "2026-12-03T17:30Z and 2026-12-03T17:30+01:00",
        "From 2026-12-03/05",
        "At 3:16 and at 10:30",
        "In 1:02:03 or 01:02:03",
        "From 17:30-18:45, or 17:30\u201318:45",
        "At 25:10, 17:61, 17:3",
        "16:9 and 4:3",
        "Between 5-7pm",
        "For $5 am I right",
        "13pm and 0am",
        "5 amps and 7 pmol",
        "We paid 50000 euros, or €12345, or 12345 €, 99999%",
        "12,345 people and 1.234.567,89",
        "In 2026 there were 1234",
        "Version 2.10.3",
    ],
)
def test_left_as_it_is(text: str, english: Phrases) -> None:
    """What could be something else is left to the voice."""
    assert numbers(text, english) == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Happy birthday 🎂", "Happy birthday, birthday cake"),
        ("🎂", "birthday cake"),
        ("Thanks 👍!", "Thanks, thumbs up!"),
        ("So funny 😂😂😂 see you", "So funny, tears of joy, see you"),
        ("Great. 🎉 Come", "Great. celebration, Come"),
        ("Love you ❤️\nMum", "Love you, heart\nMum"),
        ("Well done 👏🏽", "Well done, clapping"),
        ("Off to 🇫🇷 now", "Off to now"),
        ("20° and €5 → home", "20° and €5 → home"),
        ("🍎🍐🍊🍋", "red apple, pear, tangerine"),
    ],
)
def test_pictures(text: str, read: str, english: Phrases) -> None:
    """Emoji are words, set off from what stands around them."""
    assert pictures_read_out(text, english.messages.reading).lstrip() == read


@given(
    st.text(
        st.characters() | st.sampled_from("0123456789:-+.apm 🎂❤😂🇫👏🏽\u200d\ufe0f"),
        max_size=300,
    )
)
def test_any_text(english: Phrases, text: str) -> None:
    """Whatever is written, what is read is fit for a voice, of bounded length."""
    spoken = pictures_read_out(text, english.messages.reading)
    assert len(spoken) <= len(text) + MOST_PICTURES * 100
    read = numbers(fit_for_voice(spoken, "a link"), english)
    assert fit_for_voice(read, "a link") == read


@pytest.mark.parametrize("text", ["😂a" * 5_000, "😂 " * 5_000, " " * 50_000 + "😂"])
def test_many_pictures(text: str, english: Phrases) -> None:
    """Of very many, some are told."""
    spoken = fit_for_voice(pictures_read_out(text, english.messages.reading), "a link")
    assert 1 <= spoken.count("tears of joy") <= MOST_PICTURES
    assert MOST_IN_A_ROW < MOST_PICTURES
