"""How alike names sound, whatever the names."""

from typing import Final

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.phrases import load
from custom_components.samantha.mind.sounds import (
    Sounds,
    edits,
    likeness,
    sound_same,
    spoken,
)

HEARING: Final = load("en").hearing
assert HEARING
ENGLISH: Final = HEARING.sounds
LETTERS: Final = Sounds()
NAMES: Final = st.text(alphabet="abcdeghiknoprstuy ", max_size=14)


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("phone", "fon"),
        ("knight", "net"),
        ("night", "net"),
        ("whole", "hol"),
        ("hall", "hol"),
        ("kitchen", "keCen"),
        ("lounge", "lonC"),
        ("bathroom", "baTrom"),
        ("quick", "kwek"),
        ("station", "staSen"),
        ("küche", "koC"),
        ("21", "21"),
        ("", ""),
    ],
)
def test_sounds(word: str, sounds: str) -> None:
    """English spelling is read as it sounds; what it has no rule for stays."""
    assert spoken([word], ENGLISH).sounds == sounds


def test_sounds_of_an_unknown_language() -> None:
    """Without spellings, letters are all there is, doubled ones once."""
    heard = spoken(["Wohnzimmer"], LETTERS)
    assert heard.sounds == heard.frame == "wohnzimer"
    assert heard.letters == "wohnzimmer"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sofia", "Sophia", True),
        ("John", "Jon", True),
        ("Anna", "Hannah", True),
        ("night", "knight", True),
        ("Jane", "June", False),
        ("den", "then", False),
    ],
)
def test_sound_same(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    """Two spellings of one sound are the same, two vowels are not."""
    assert sound_same(spoken([one], ENGLISH), spoken([other], ENGLISH)) is same


@given(NAMES, NAMES)
def test_likeness(one: str, other: str) -> None:
    """It is the same from both sides, and 1 for the same letters only."""
    for sounds in (ENGLISH, LETTERS):
        first, second = spoken(one.split(), sounds), spoken(other.split(), sounds)
        alike = likeness(first, second, sounds)
        assert alike == pytest.approx(likeness(second, first, sounds))
        assert 0 <= alike <= 1
        if first.letters:
            same = likeness(first, first, sounds)
            assert same == 1
            assert (alike == same) is (first.letters == second.letters)


@given(st.text(alphabet="abc", max_size=12), st.text(alphabet="abc", max_size=12))
def test_edits(one: str, other: str) -> None:
    """It counts as the plain way to count does."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row = row, [number]
        for place, there in enumerate(other, 1):
            row.append(
                min(above[place - 1] + (letter != there), above[place] + 1, row[-1] + 1)
            )
    assert edits(one, other) == row[-1]
