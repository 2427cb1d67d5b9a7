"""What comes from outside is kept as plain text, and nothing is lost that is read."""

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.messages.cleaning import clean_line, clean_text

PAGE = """<html><head><title>x</title><style>p{}</style></head>
<body>Hi<br>you<script>act()</script></body></html>"""


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Hello", "Hello"),
        ("  One \r\n\r\n two\t three ", "One\ntwo three"),
        ("a\u200bb\u202ec\u0007d", "abc d"),
        ("<p>Hi &amp; bye</p><p>You</p>", "Hi & bye\nYou"),
        (PAGE, "Hi\nyou"),
        ('<div style="display:none">unseen</div><div>seen</div>', "seen"),
        ("<div hidden>unseen <b>too</b></div><p>seen", "seen"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("Fine.\n> You wrote:\n> Hello", "Fine."),
        ("> 5 people are coming", "> 5 people are coming"),
        ("\ud83d half", "half"),
        ("नमस्ते क्\u200dष", "नमस्ते क्\u200dष"),
        ("", ""),
    ],
)
def test_text(text: str, cleaned: str) -> None:
    """Markup of mails, controls, quotes and unseen characters go."""
    assert clean_text(text) == cleaned


def test_long() -> None:
    """A text that is too long is cut, and says so."""
    assert clean_text("abcdefghij", 5) == "abcd…"
    assert clean_line("abcdefghij", 5) == "abcd…"


@pytest.mark.parametrize(
    ("line", "cleaned"),
    [(None, None), ("", None), (" \u200b ", None), ("A\nB", "A B"), ("Anna ", "Anna")],
)
def test_line(line: str | None, cleaned: str | None) -> None:
    """A name is one line, or none."""
    assert clean_line(line) == cleaned


@given(st.text(max_size=500))
def test_anything(text: str) -> None:
    """Whatever comes can be kept: it is short, has no controls, and is stable."""
    cleaned = clean_text(text, 200)
    assert len(cleaned) <= 200
    assert cleaned.encode().decode() == cleaned
    assert not {"\u202e", "\u200b", "\x00", "\r"} & set(cleaned)
