"""Pure: her name in front of, or behind, what is said to her."""

from collections.abc import Collection
import re
from typing import Final

_WORD = re.compile(r"[^\s,.;:!?…]+")
# Who calls her more often in one sentence has said nothing else.
_MOST_CALLS: Final = 4


def without_her_name(
    text: str,
    names: Collection[str],
    greetings: Collection[str],
    leading_to_names: Collection[str] = (),
) -> str:
    """Return a sentence without her name as address.

    "Hey Samantha, is it warm?" and "Is it warm, Samantha?" become "is it warm?",
    however often she is called. A name that is all there is stays, and so does one
    inside the sentence that no commas set apart, or one that opens it without a
    greeting or a comma where nothing follows.

    Args:
        text: what was said.
        names: her name and nicknames, in any case; a name may have several words.
        greetings: the words of the language that may stand before her name, or behind
            it at the end.
        leading_to_names: the words after which a name is what the sentence is about,
            as in "who is Samantha".

    """
    text = text.strip()
    said = [
        r"\s+".join(re.escape(part) for part in name.split())
        for name in sorted(names, key=len, reverse=True)
    ]
    for _ in range(_MOST_CALLS):
        rests = (_without(text, name, greetings, leading_to_names) for name in said)
        rest = next(filter(_WORD.search, rests), None)
        if rest is None:
            break
        text = rest.strip()
    return text


def _without(
    text: str, said: str, greetings: Collection[str], leading_to_names: Collection[str]
) -> str:
    """Return what is left beside one call by a name; nothing where there is none."""
    greeting = _any(greetings)
    opening = rf"(?:(?:{greeting})[\s,]+)*{said}(?:[\s,.;:!?…]+|$)"
    if match := re.match(opening, text, re.IGNORECASE):
        return text[match.end() :]
    closing = rf"(?<![,\s])[,\s]+{said}(?:[\s,]+(?:{greeting}))?[\s.!?…]*$"
    if match := re.search(closing, text, re.IGNORECASE):
        end = text[-1:]
        rest = text[: match.start()].strip() + (end if end in "?!" else "")
        if match[0].startswith(",") or _last_word(rest) not in leading_to_names:
            return rest
    if match := re.search(rf"(?<![,\s])\s*,\s*{said}\s*(?=,)", text, re.IGNORECASE):
        return text[: match.start()] + text[match.end() :]
    return ""


def _last_word(text: str) -> str:
    words = [match[0] for match in _WORD.finditer(text)]
    return words[-1].casefold() if words else ""


def _any(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words)) or r"(?!)"
