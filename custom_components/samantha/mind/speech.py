"""Pure: make a text fit for a voice."""

import re
import unicodedata

# Every pattern is bounded, so that no text makes it look far ahead again and again.
_FENCE = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_LINKED = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,2000}\)")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{0,30}://|\bwww\.)\S+", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|b|code|em|i|s|small|span|strong|u)(?:\s[^<>]{0,200})?>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINE_MARK = re.compile(
    r"^[ \t]*(?:(?:#{1,6}|[*+•-])(?:[ \t]+|$)|>[ \t]?)", re.MULTILINE
)
# Around a word, not within one: "snake_case" and "5*3" stay.
_MARK = re.compile(
    r"\*{2,}|_{2,}|~~"
    r"|(?<![^\W_])[*_]+(?=[^\W_])"
    r"|(?:(?<=[^\W_])|(?<=[.,!?]))[*_]+(?![^\W_])"
)
_MOST_PASSES = 20
_ENDS = (".", "!", "?", ":", ";", ",", "…")

# Emoji and pictographs are "symbol, other" in Unicode, as is the degree sign, which
# voices read well. Joiners and variation selectors only shape what stands before them.
_SPOKEN_SYMBOLS = frozenset("°©®№℃℉")
_SHAPERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def fit_for_voice(text: str, link: str) -> str:
    """Return the text as one line of plain words.

    Markup, control and formatting characters and emoji are left out; a web address
    becomes the word for one; lines become sentences. Idempotent, and never longer than
    twice the text plus a link word for each address.

    Args:
        text: what would be said, of any length.
        link: the language's words for a web address, such as "a link".

    """
    text = _FENCE.sub(" ", text).replace("`", "")
    text = "\n".join(_plain(line) for line in text.splitlines())
    for _ in range(_MOST_PASSES):
        before = text
        text, links = _LINKED.subn(r"\1", text)
        if links:  # One may stand within another, and its address goes with it.
            continue
        text = _URL.sub(link, text)
        text = _TAG.sub(" ", _INLINE_TAG.sub("", text))
        text = _MARK.sub("", text)
        text = _LINE_MARK.sub("", text)
        text = _joined([" ".join(line.split()) for line in text.splitlines()])
        if text == before:
            break
    return text


def _plain(line: str) -> str:
    """Return the line without characters that no voice can say."""
    return "".join(_character(character) for character in line)


def _character(character: str) -> str:
    category = unicodedata.category(character)
    if character in _SHAPERS or category in {"Cf", "Cs", "Co", "Cn"}:
        return ""
    if category == "Cc":
        return " "
    if (category == "So" and character not in _SPOKEN_SYMBOLS) or category == "Sk":
        return " "
    return character


def _joined(lines: list[str]) -> str:
    """Join lines into one, ending each but the last as a sentence."""
    full = [line for line in lines if line]
    ended = [line if line.endswith(_ENDS) else f"{line}." for line in full[:-1]]
    return " ".join([*ended, *full[-1:]])
