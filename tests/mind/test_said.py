"""What was said, as the steps read it."""

from dataclasses import replace
from functools import cache
from typing import Final

import pytest

from custom_components.samantha.mind.phrases import Phrases, load
from custom_components.samantha.mind.said import Said, opens_as_question

NAMES: Final = ("Samantha",)


@cache
def english() -> Phrases:
    """Return what she knows of English."""
    return load("en")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Please, what's on?", "what is on"),
        ("Dim it to 50% please", "dim it to 50 percent"),
        ("", ""),
    ],
)
def test_sentence(text: str, sentence: str) -> None:
    """It is plain words without what is polite."""
    assert Said(text, english()).sentence == sentence


def test_sentence_without_a_lexicon() -> None:
    """In a language without one, it is what was said, in lower case."""
    said = Said("Bitte Licht AN", replace(english(), house=None))
    assert said.sentence == "bitte licht an"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is the vacuum cleaning", True),
        ("and what's on", True),
        ("hey, could you tell me whether it is on", True),
        ("Please, is it on", True),
        # Speech recognition puts a question mark after many a request.
        ("Turn on the light?", False),
        ("and turn on the light", False),
        ("", False),
    ],
)
def test_is_question(text: str, *, asks: bool) -> None:
    """It opens as questions do."""
    said = Said(text, english())
    assert said.is_question is asks
    assert opens_as_question(said.sentence, english()) is asks


@pytest.mark.parametrize(
    ("text", "asks_why"),
    [
        ("Why is the hall light on?", True),
        ("and why are the lights on", True),
        ("how come the light is on", True),
        ("How is the hall light?", False),
        ("whyever", False),
    ],
)
def test_asks_why(text: str, *, asks_why: bool) -> None:
    """A reason is asked for in the first words, "and" aside."""
    assert Said(text, english()).asks_why is asks_why


@pytest.mark.parametrize(
    ("text", "leaves_out"),
    [
        ("Turn off all lights except the hall", True),
        ("all the lights but the night light", True),
        ("Turn on the button light", False),
    ],
)
def test_leaves_out(text: str, *, leaves_out: bool) -> None:
    """An exception is heard as a word."""
    assert Said(text, english()).leaves_out is leaves_out
    assert not Said(text, replace(english(), house=None)).leaves_out


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Add milk and eggs to the shopping list", {"add_items"}, "activate"),
        ("Turn on the fan", set(), "turn_on"),
        ("Please would you open the blinds", set(), "open"),
    ],
)
def test_clause(text: str, first: set[str], rest: str) -> None:
    """A clause has the frames that go first, then the others."""
    clause = Said(text, english()).clause(text)
    count = len(clause.first)
    assert {match.does for match in clause.first} == first
    assert clause.all[:count] == clause.first
    assert rest in {match.does for match in clause.all[count:]}


def test_clauses_are_read_once() -> None:
    """Steps that read the same clause share it."""
    said = Said("Turn on the light", english())
    assert said.clause("turn on the light") is said.clause("turn on the light")


def test_no_clauses_without_a_lexicon() -> None:
    """A language without commands has none."""
    said = Said("Turn on the light", replace(english(), house=None))
    with pytest.raises(ValueError, match="no commands in en"):
        said.clause("turn on the light")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("Who are you?", "SamanthaWhoAreYou"), ("Turn on the light", None)],
)
def test_of_hers(text: str, meaning: str | None) -> None:
    """Her own grammar is asked once."""
    said = Said(text, english())
    assert said.of_hers(NAMES) == meaning
    assert said.of_hers(NAMES) == meaning
