"""What was learned of how people speak to devices."""

from array import array

import pytest

from custom_components.samantha.manners.addressee import (
    Addressed,
    Circumstances,
    Language,
    Opened,
    Wording,
    decide,
)
from custom_components.samantha.manners.addressee.form import form_of
from custom_components.samantha.manners.addressee.wording import (
    LEAST,
    MOST,
    MOST_WORDS,
    features,
)
from custom_components.samantha.mind.phrases import SENTENCES

LARGEST_FILE = 300_000


def score(language: Language, said: str) -> float:
    """Return the log-odds of a sentence."""
    assert language.lists
    assert language.wording
    words = language.read(said).words
    return language.wording.score(words, form_of(words, language.lists), language.lists)


@pytest.mark.parametrize(
    "said",
    [
        "what is the weather going to be on thursday",
        "put a reminder in for the dentist",
        "play the next one",
        "how tall is the empire state building",
    ],
)
def test_requests(english: Language, said: str) -> None:
    """What assistants are asked is more likely a request than not."""
    assert score(english, said) > 0


@pytest.mark.parametrize(
    "said",
    [
        "she never told me where they were going",
        "well that was quite a party wasn't it",
        "hand me that towel would you",
        "were you at home when he rang",
        "get your coat we're late",
    ],
)
def test_talk(english: Language, said: str) -> None:
    """What people tell, ask and order each other is less likely one."""
    assert score(english, said) < 0


@pytest.mark.parametrize(
    ("said", "addressed"),
    [
        ("and then she told him that they never liked it", False),
        ("i think they were never really sure about him", False),
        ("she told him", True),
        ("i was at my mother's and she needs a new lamp", True),
        ("tell me about your day", True),
        ("why do i always forget everything", True),
    ],
)
def test_after_a_wake_word(english: Language, said: str, *, addressed: bool) -> None:
    """After a wake word, only what has nothing of a request is met with silence."""
    decision = decide(said, Circumstances(opened=Opened.WAKE_WORD), english)
    assert isinstance(decision, Addressed) == addressed


@pytest.mark.parametrize("said", ["", "play", "he " * 300, "turn on the light " * 90])
def test_bounds(english: Language, said: str) -> None:
    """It stays within what her name outweighs, whatever is said."""
    assert LEAST <= score(english, said) <= MOST


def test_length(english: Language) -> None:
    """A longer sentence costs no more than one of the most words that count."""
    assert english.lists
    words = tuple(f"w{number}" for number in range(2 * MOST_WORDS))
    assert features(words, english.lists) == features(words[:MOST_WORDS], english.lists)


def test_file(english: Language) -> None:
    """What is shipped is small, and is read as it was written."""
    assert english.wording
    content = (SENTENCES / "en" / "wording.bin").read_bytes()
    assert len(content) < LARGEST_FILE
    assert english.wording.to_bytes() == content
    assert list(english.wording.hashes) == sorted(set(english.wording.hashes))


def test_cut_off() -> None:
    """A file that was cut off is none."""
    content = Wording(array("I", [1, 2]), b"\x01\xff", 0.5, 0.0).to_bytes()
    assert Wording.from_bytes(content).weights == b"\x01\xff"
    with pytest.raises(ValueError, match="weights"):
        Wording.from_bytes(content[:-1])
