"""One-time codes and advertising are told apart from what people write."""

from typing import Final

import pytest

from custom_components.samantha.messages.nature import is_advertising, is_code
from custom_components.samantha.messages.rules import (
    Aloud,
    SourceRules,
    is_ignored,
    is_told_unasked,
)
from custom_components.samantha.mind.phrases import load

WORDS: Final = load("en").messages.nature
RULES: Final = SourceRules(residents=("anna",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Your verification code is 482913", True),
        ("G-482913 is your login code.", True),
        ("123 456 is your one-time passcode", True),
        ("Use 4829 as your PIN", True),
        ("The door code is under the mat", False),
        ("I'll be there at 18:30, use the code", False),
        ("See you in 2027", False),
        ("It costs 4000€, code red", False),
        ("code " + "x" * 300 + " 482913", False),
    ],
)
def test_code(text: str, *, code: bool) -> None:
    """A short text with digits and a word for a code is one."""
    assert is_code(text, WORDS) is code


@pytest.mark.parametrize(
    ("text", "advertising"),
    [
        ("Last chance. Unsubscribe here", True),
        ("Our newsletter for May", True),
        ("I saw a good offer for you", False),
    ],
)
def test_advertising(text: str, *, advertising: bool) -> None:
    """Words that only mass mail has tell it."""
    assert is_advertising(text, WORDS) is advertising


@pytest.mark.parametrize(
    ("rules", "contact", "text", "told"),
    [
        ({}, None, "Hello", True),
        ({}, "mum", "Your code is 482913", False),
        ({}, "mum", "Unsubscribe here", False),
        ({"quiet_words": ("bank",)}, None, "The Bank writes", False),
        ({"quiet_words": ("bank",)}, None, "The banker writes", True),
        ({"aloud": Aloud.CONTACTS}, None, "Hello", False),
        ({"aloud": Aloud.CONTACTS}, "mum", "Hello", True),
        ({"aloud": Aloud.LISTED, "listed": frozenset({"tom"})}, "mum", "Hello", False),
        ({"aloud": Aloud.LISTED, "listed": frozenset({"tom"})}, "tom", "Hello", True),
    ],
)
def test_unasked(
    rules: dict[str, object], contact: str | None, text: str, *, told: bool
) -> None:
    """Of what she tells unasked, the owner decides; never of codes and advertising."""
    whole = SourceRules(residents=("anna",), **rules)  # type: ignore[arg-type]
    assert is_told_unasked(whole, contact, [text], WORDS) is told


@pytest.mark.parametrize(
    ("name", "address", "ignored"),
    [
        ("Bob", None, True),
        ("bob", "x@example.org", True),
        ("Bobby", None, False),
        (None, "SPAM@example.org", True),
        (None, "+49 171 1234567", True),
        ("+49 171 1234567", None, True),
        ("+49 171 7654321", None, False),
        (None, None, False),
    ],
)
def test_ignored(name: str | None, address: str | None, *, ignored: bool) -> None:
    """Of whom the owner wants nothing, nothing is taken."""
    rules = SourceRules(
        residents=("anna",), ignored=("Bob", "spam@example.org", "0171 1234567")
    )
    assert is_ignored(rules, name, address) is ignored
