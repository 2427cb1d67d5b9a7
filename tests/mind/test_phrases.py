"""Her sentences and words are read from the folder of their language."""

from pathlib import Path

import pytest

from custom_components.samantha.mind import phrases
from custom_components.samantha.mind.phrases import (
    FALLBACK_LANGUAGE,
    LONGEST_SENTENCE,
    Phrases,
    available_languages,
    load,
)

NAMES = ("Samantha", "Sam")


@pytest.fixture(scope="module")
def english() -> Phrases:
    """Return the English phrases."""
    return load("en")


def test_fallback_is_there() -> None:
    """The language that stands in for the others is among those she has."""
    assert FALLBACK_LANGUAGE in available_languages()


def test_files_are_no_languages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each folder is a language, and nothing else is."""
    (tmp_path / "en").mkdir()
    (tmp_path / "pt-BR").mkdir()
    (tmp_path / "README.md").touch()
    monkeypatch.setattr(phrases, "SENTENCES", tmp_path)
    assert available_languages() == {"en", "pt-BR"}


def test_unknown_language_is_an_error() -> None:
    """A language without a folder is not made up."""
    with pytest.raises(OSError, match="xx"):
        load("xx")


@pytest.mark.parametrize("missing", ["answers", "companion", "replies", "words"])
def test_missing_file_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    """A language that lacks a file is not loaded in part."""
    (tmp_path / "en").mkdir()
    for file in (phrases.SENTENCES / "en").glob("*.yaml"):
        (tmp_path / "en" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "en" / f"{missing}.yaml").unlink()
    monkeypatch.setattr(phrases, "SENTENCES", tmp_path)
    with pytest.raises(FileNotFoundError, match=missing):
        load("en")


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ([], ""),
        (["the door"], "the door"),
        (["the door", "the gate"], "the door and the gate"),
        (["a", "b", "c"], "a, b and c"),
        (["{first}", "{last}"], "{first} and {last}"),
    ],
)
def test_enumerate(english: Phrases, names: list[str], listed: str) -> None:
    """Names are listed as people list them."""
    assert english.words.enumerate(names) == listed


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("who are you", "SamanthaWhoAreYou"),
        ("Who are you?", "SamanthaWhoAreYou"),
        ("Please tell me who you are", None),
        ("are you a robot?", "SamanthaAreYouHuman"),
        ("Samantha", "SamanthaCalled"),
        ("hey sam", "SamanthaCalled"),
        ("hey max", None),
        ("Thank you so much!", "SamanthaThanks"),
        ("turn on the kitchen light", None),
        ("unlock the front door", None),
        ("yes", None),
        ("", None),
        ("?", None),
        (f"who are you{' ' * LONGEST_SENTENCE}", None),
    ],
)
def test_understand(english: Phrases, text: str, intent: str | None) -> None:
    """A sentence of hers is understood whole, and others are left alone."""
    assert english.understand(text, NAMES) == intent


@pytest.mark.parametrize("name", ["[Sam]", "(a|b)", "{name}", "<rule>", "a:b", "Sam's"])
def test_her_name_is_no_template(english: Phrases, name: str) -> None:
    """A name means itself, whatever the grammar would make of its signs."""
    assert english.understand("a", (name,)) is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("yes", "Agree"),
        ("no", "Refuse"),
        ("cancel", "Cancel"),
        ("maybe", None),
        ("who are you", None),
        (f"yes{' ' * LONGEST_SENTENCE}", None),
    ],
)
def test_understand_answer(english: Phrases, text: str, intent: str | None) -> None:
    """An answer is understood whole, and is short."""
    assert english.understand_answer(text) == intent
