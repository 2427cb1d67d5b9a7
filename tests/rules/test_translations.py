"""What hassfest asks of translations, and what follows from the English one."""

from pathlib import Path
from typing import Final

import pytest

from .files import INTEGRATION, TRANSLATIONS, read_json
from .schemas import TRANSLATION
from .wording import flat, placeholders

LANGUAGES: Final = sorted(TRANSLATIONS.glob("*.json"))
ENGLISH: Final = TRANSLATIONS / "en.json"


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_has_the_shape_that_hassfest_asks_for(path: Path) -> None:
    """A translation has known keys, and texts without markup or addresses."""
    TRANSLATION(read_json(path))


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_fills_in_what_english_does(path: Path) -> None:
    """A translation has only texts that English has, with its placeholders."""
    english = flat(read_json(ENGLISH))
    assert {
        key: text
        for key, text in flat(read_json(path)).items()
        if placeholders(text) != placeholders(english.get(key, "{no such text}"))
    } == {}


def test_english_is_there_and_strings_are_not() -> None:
    """A custom integration has translations only; core's are built from strings."""
    assert ENGLISH in LANGUAGES
    assert list(INTEGRATION.glob("strings*.json")) == []
