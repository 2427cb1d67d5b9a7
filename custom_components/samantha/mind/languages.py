"""The languages of a turn: what Home Assistant understands, and what she speaks."""

from functools import cache

from home_assistant_intents import get_languages
from homeassistant.util import language as language_util


@cache
def supported_languages() -> list[str]:
    """Return the languages that Home Assistant has intents for, sorted."""
    return sorted(get_languages())


def best_match(language: str, available: set[str], default: str) -> str:
    """Return the available language nearest to the one wanted, or the default."""
    matches = language_util.matches(language, sorted(available))
    return matches[0] if matches else default
