"""What can be seen of a text."""

import unicodedata

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.blank import is_blank


@pytest.mark.parametrize(
    "text",
    ["", " \t\n", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060\u180e", "\ufe0f",
     "\u3164", "\u115f\u1160", "\uffa0", "\u2800", "\u034f", "\ue000", "\U000e0041"],
)  # fmt: skip
def test_blank(text: str) -> None:
    """Nothing of it can be seen."""
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "1", "?", "\u200ba", "❤\ufe0f", "न\u200dे", "€"])
def test_not_blank(text: str) -> None:
    """Something of it can be seen."""
    assert not is_blank(text)


@given(st.text(), st.characters(categories=["Lu", "Ll", "Nd", "P"]), st.text())
def test_one_letter_is_enough(before: str, letter: str, after: str) -> None:
    """Whatever stands around something that can be seen, it is seen."""
    assert unicodedata.category(letter)[0] in "LNP"
    assert not is_blank(before + letter + after)
