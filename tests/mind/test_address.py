"""Her name as address goes; her name as a word stays."""

import re

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.address import without_her_name

NAMES = ("Samantha", "Sam", "Mary Ann")
GREETINGS = frozenset({"hey", "hi", "hello", "ok", "okay", "oh", "so", "please"})

SENTENCES = st.from_regex(r"[a-z]{2,9}( [a-z]{2,9}){1,5}[.?!]?", fullmatch=True).filter(
    lambda text: not re.search(r"\b(sam|samantha|mary)\b", text)
)
OPENINGS = st.sampled_from(
    [
        "{}, ",
        "{}: ",
        "{}! ",
        "Hey {}, ",
        "hey {} ",
        "OK {}. ",
        "Oh, hi {}, ",
        "please {} ",
    ]
)
NAME = st.sampled_from([*NAMES, *(name.lower() for name in NAMES), "SAMANTHA"])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Samantha, is it warm?", "is it warm?"),
        ("Samantha is it warm", "is it warm"),
        ("samantha turn on the light", "turn on the light"),
        ("Hey Samantha, is it warm?", "is it warm?"),
        ("OK Sam: lights off", "lights off"),
        ("Oh hey, Samantha! Is it warm?", "Is it warm?"),
        ("Mary Ann, is it warm?", "is it warm?"),
        ("mary  ann is it warm?", "is it warm?"),
        ("Samantha… is it warm?", "is it warm?"),
        ("  Samantha , is it warm?  ", "is it warm?"),
        ("Is it warm, Samantha?", "Is it warm?"),
        ("Is it warm Samantha?", "Is it warm?"),
        ("Turn on the light, Sam.", "Turn on the light"),
        ("Turn on the light sam", "Turn on the light"),
        ("Turn on the light, Sam!", "Turn on the light!"),
        ("Sam Samantha", "Sam"),
        ("Samantha, turn on the light, Samantha", "turn on the light"),
        ("Samantha… hey Sam, is it warm, Sam?", "is it warm?"),
        ("Sam? Sam? Is it warm?", "Is it warm?"),
        ("Turn on the light, Samantha, please.", "Turn on the light"),
        ("Turn it on, Samantha, and go on", "Turn it on, and go on"),
        ("Is the light, Sam , on?", "Is the light, on?"),
    ],
)
def test_address_goes(text: str, rest: str) -> None:
    """Her name in front of or behind a sentence is taken away, with its commas."""
    assert without_her_name(text, NAMES, GREETINGS) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Samantha",
        "Hey Samantha",
        "hey sam!",
        "is Samantha's light on?",
        "is the light of Sam on",
        "call Sam tomorrow",
        "call Anna, Sam tomorrow",
        "Samsung off",
        "samba music please",
        "the same again",
        "play some Samanthas",
        "turn on the light",
        "hey there",
        "please turn it on",
        "",
        "?!",
    ],
)
def test_word_stays(text: str) -> None:
    """Her name alone, inside a sentence, or as part of a word stays."""
    assert without_her_name(text, NAMES, GREETINGS) == text


@pytest.mark.parametrize(
    ("text", "rest"),
    [("  call Sam tomorrow ", "call Sam tomorrow"), ("\tSamantha\n", "Samantha")],
)
def test_surroundings_go(text: str, rest: str) -> None:
    """Space around a sentence is nothing anybody said."""
    assert without_her_name(text, NAMES, GREETINGS) == rest


@given(SENTENCES, OPENINGS, NAME)
def test_any_sentence_keeps_its_words_behind_her_name(
    sentence: str, opening: str, name: str
) -> None:
    """What follows her name is left exactly as it was said."""
    text = opening.format(name) + sentence
    assert without_her_name(text, NAMES, GREETINGS) == sentence


@given(SENTENCES.filter(lambda text: text[-1].isalpha()), NAME)
def test_any_sentence_keeps_its_words_before_her_name(sentence: str, name: str) -> None:
    """What precedes her name is left exactly as it was said."""
    assert without_her_name(f"{sentence}, {name}", NAMES, GREETINGS) == sentence


@given(SENTENCES)
def test_any_sentence_without_her_name_stays(sentence: str) -> None:
    """A sentence that does not name her is left alone."""
    assert without_her_name(sentence, NAMES, GREETINGS) == sentence


@given(
    st.text()
    | st.lists(
        st.sampled_from(["Sam", "samantha", "hey ", " ", ",", "?", "is it warm", "!"])
    ).map("".join)
)
def test_something_is_always_left(text: str) -> None:
    """Whatever is said, its rest is a part of it, and is empty only if it was."""
    rest = without_her_name(text, NAMES, GREETINGS)
    assert bool(rest) == bool(text.strip())
    assert _stands_in(rest, text)
    assert any(map(str.isalnum, rest)) == any(map(str.isalnum, text))


@given(
    st.text(), st.lists(st.text(min_size=1), min_size=1), st.sets(st.text(min_size=1))
)
def test_any_name_will_do(text: str, names: list[str], greetings: set[str]) -> None:
    """Names and greetings with signs in them break nothing."""
    assert _stands_in(without_her_name(text, names, greetings), text)


def _stands_in(rest: str, text: str) -> bool:
    """Return whether nothing was added, and nothing is in another order."""
    characters = iter(text)
    return all(character in characters for character in rest)


@pytest.mark.parametrize("filler", [" ", ",", "hey ", "Sam", "Sam ", "hey, ", ", Sam"])
@pytest.mark.timeout(60)
def test_ends(filler: str) -> None:
    """A very long sentence holds nothing up for minutes."""
    assert without_her_name(f"a{filler * 100_000}b", NAMES, GREETINGS)[-1] == "b"
