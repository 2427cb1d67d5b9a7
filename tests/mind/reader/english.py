"""The English words of the reader, read once."""

from functools import cache
from typing import Final

from custom_components.samantha.mind.phrases import SENTENCES
from custom_components.samantha.mind.reader.lexicon import Lexicon, load_lexicon

HOUSE: Final = SENTENCES / "en" / "house"


@cache
def english() -> Lexicon:
    """Return the lexicon."""
    lexicon = load_lexicon(SENTENCES / "en")
    assert lexicon is not None
    return lexicon
