"""Anything that is said is plain words on one line."""

import re
import unicodedata

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.mind.speech import fit_for_voice

LINK = "a link"

# Every character there is, unpaired surrogates included, and marks more often.
CHARACTERS = st.characters() | st.characters(categories=["Cs", "So", "Cf", "Cc"])
MARKS = st.sampled_from(
    [
        *(
            "*",
            "**",
            "_",
            "__",
            "~~",
            "`",
            "```",
            "#",
            "# ",
            "- ",
            "> ",
            "[",
            "](",
            ")",
        ),
        *("<b>", "</b>", "\n", "\r", "\u2028", "\u200d", "\ufe0f", "😀", "http://a.b"),
    ]
)
ANY_TEXT = st.lists(st.text(CHARACTERS, max_size=5) | MARKS).map("".join)


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("", ""),
        ("The kitchen light is on.", "The kitchen light is on."),
        ("  It is \t warm  ", "It is warm"),
        ("**Done**, *really*, __very__, _truly_", "Done, really, very, truly"),
        ("~~no~~ yes", "no yes"),
        ("***both***", "both"),
        ("Say `turn on` now", "Say turn on now"),
        ("# Title\nText", "Title. Text"),
        ("- one\n- two\n* three", "one. two. three"),
        ("> quoted\n> again", "quoted. again"),
        ("1. one\n2. two", "1. one. 2. two"),
        ("First:\n\nsecond!\nthird", "First: second! third"),
        ("Before ```python\nprint(1)\n``` after", "Before after"),
        ("Before ```never closed", "Before"),
        ("See [the manual](https://a.b/c?d=e#f).", "See the manual."),
        ("![a cat](cat.png)", "a cat"),
        ("See https://a.b/c", "See a link"),
        ("See www.example.org now", "See a link now"),
        ("<b>bold</b> and <br/> broken", "bold and broken"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("if 1 < 2 and 3 > 2", "if 1 < 2 and 3 > 2"),
        ("21.5 °C, №5, ® ™", "21.5 °C, №5, ®"),
        ("on 👍🏽 off", "on off"),
        ("family 👨\u200d👩\u200d👧 home", "family home"),
        ("keycap 1\ufe0f\u20e3", "keycap 1"),
        ("flag 🇩🇪 here", "flag here"),
        ("bell\x07 and\x00 null", "bell and null"),
        (
            "soft\u00adhyphen zero\u200bwidth \u202eturned",
            "softhyphen zerowidth turned",
        ),
        ("one\u2028two\x85three", "one. two. three"),
        ("日本語\nです", "日本語. です"),
        ("Grüße, Zoë. ¿Qué?", "Grüße, Zoë. ¿Qué?"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_speech(text: str, speech: str) -> None:
    """Markup, emoji and control characters go; words, numbers and signs stay."""
    assert fit_for_voice(text, LINK) == speech


@given(ANY_TEXT)
def test_is_idempotent(text: str) -> None:
    """What is fit for a voice stays as it is."""
    once = fit_for_voice(text, LINK)
    assert fit_for_voice(once, LINK) == once


@given(ANY_TEXT)
def test_is_one_clean_line(text: str) -> None:
    """No line break, control character, surrogate, joiner or emoji is left."""
    speech = fit_for_voice(text, LINK)
    assert speech == " ".join(speech.split())
    categories = {unicodedata.category(character) for character in speech}
    assert categories.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Sk"})
    symbols = {
        character for character in speech if unicodedata.category(character) == "So"
    }
    assert symbols <= set("°©®№℃℉")


@given(ANY_TEXT)
def test_has_no_address(text: str) -> None:
    """No web address is read out, letter by letter."""
    speech = fit_for_voice(text, LINK)
    assert not re.search(r"https?://|\bwww\.\S", speech, re.IGNORECASE)


INLINE = st.recursive(
    st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,2}", fullmatch=True),
    lambda inner: st.builds(
        str.format,
        st.sampled_from(
            [
                *("**{}**", "*{}*", "__{}__", "_{}_", "`{}`", "~~{}~~", "<i>{}</i>"),
                *("[{}](https://a.b/c)", "so {} then"),
            ]
        ),
        inner,
    ),
    max_leaves=4,
)
BLOCKS = st.builds(
    str.format,
    st.sampled_from(["{}", "# {}", "- {}", "* {}", "> {}", "> - {}"]),
    INLINE,
)


@given(st.lists(BLOCKS, min_size=1, max_size=4).map("\n".join))
def test_has_no_markup(text: str) -> None:
    """Markup around words goes, however deep, and all of the words stay."""
    speech = fit_for_voice(text, LINK)
    assert not re.search(r"[*`~#<>\[\]()]|__", speech)
    words = re.sub(r"https://a\.b/c|<\W?i>", "", text)
    assert re.findall("[a-z]+", speech) == re.findall("[a-z]+", words)


@given(ANY_TEXT)
def test_keeps_its_length(text: str) -> None:
    """Speech is never much longer than the text that it comes from."""
    longest = 2 * len(text) + len(LINK) * (text.count("://") + text.count("www."))
    assert len(fit_for_voice(text, LINK)) <= longest


@pytest.mark.parametrize(
    "mark",
    ["`a ", "_a ", "*a ", "**a ", "[", "![", "<a", "```", "~~a ", "http://", "\n"],
)
@pytest.mark.timeout(60)
def test_ends(mark: str) -> None:
    """A long text with marks that never close holds nothing up for minutes."""
    assert len(fit_for_voice(mark * 50_000, LINK)) <= 2 * 50_000 * len(mark)
