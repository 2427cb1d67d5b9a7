"""The English language, as deciding takes it."""

import pytest

from custom_components.samantha.manners.addressee import Language
from custom_components.samantha.mind.phrases import load


@pytest.fixture(scope="session")
def english() -> Language:
    """Return what is known of English."""
    known = load("en").addressing
    assert known is not None
    return known
