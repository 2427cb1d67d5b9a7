"""Long texts in parts."""

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.voice.parts import LONGEST_PART, parts_of

_TEXTS = st.text(
    st.sampled_from("ab .,!?;:\n\t\u3002\uff01\u2026'\"\xe9\u8a9e\U0001f642"),
    max_size=400,
)


@pytest.mark.parametrize(
    ("text", "longest", "parts"),
    [
        ("", 10, ()),
        ("  \n ", 10, ()),
        ("Short.", 10, ("Short.",)),
        ("One is. Two is. Three is.", 16, ("One is. Two is.", "Three is.")),
        ("One is 3.5 m. Two.", 13, ("One is 3.5 m.", "Two.")),
        ('"So it is." He said so.', 15, ('"So it is."', "He said so.")),
        ("No end, but a comma here", 12, ("No end,", "but a comma", "here")),
        ("no comma at all here", 10, ("no comma", "at all", "here")),
        ("endlesslylongword", 10, ("endlesslyl", "ongword")),
        ("一つです。二つです。", 6, ("一つです。", "二つです。")),
        ("A title\nand more of it", 16, ("A title", "and more of it")),
    ],
)
def test_parts(text: str, longest: int, parts: tuple[str, ...]) -> None:
    """A part ends with a sentence, else a clause, else a word."""
    assert parts_of(text, longest) == parts


@given(text=_TEXTS | st.text(max_size=400), longest=st.integers(1, 80))
def test_nothing_lost(text: str, longest: int) -> None:
    """Nothing but white space is lost, the order stays, and no part is too long."""
    parts = parts_of(text, longest)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part.strip() == part != "" for part in parts)
    assert all(len(part) <= longest for part in parts)


@given(words=st.lists(st.text("abc", min_size=1, max_size=12), min_size=1))
def test_words_whole(words: list[str]) -> None:
    """No word is cut that fits into a part."""
    parts = parts_of(" ".join(words), 12)
    assert [word for part in parts for word in part.split()] == words


def test_long() -> None:
    """Fifty thousand characters are split soon, each part of bounded length."""
    text = "This is a sentence of some length, to fill a part of it. " * 900
    parts = parts_of(text)
    assert " ".join(parts) == text.strip()
    assert max(map(len, parts)) <= LONGEST_PART
