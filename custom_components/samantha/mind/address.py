"""Pure: her name in front of, or behind, what is said to her."""

from collections.abc import Collection
import re

_WORD = re.compile(r"[^\s,.;:!?…]+")


def without_her_name(
    text: str,
    names: Collection[str],
    greetings: Collection[str],
    leading_to_names: Collection[str] = (),
) -> str:
    """Return a sentence without her name as address.

    "Hey Samantha, is it warm?" and "Is it warm, Samantha?" become "is it warm?". A name
    that is all there is stays, and so does one inside the sentence, or one that opens
    it without a greeting or a comma where nothing follows.

    Args:
        text: what was said.
        names: her name and nicknames, in any case; a name may have several words.
        greetings: the words of the language that may stand before her name.
        leading_to_names: the words after which a name is what the sentence is about,
            as in "who is Samantha".

    """
    text = text.strip()
    for name in sorted(names, key=len, reverse=True):
        said = r"\s+".join(re.escape(part) for part in name.split())
        opening = rf"(?:(?:{_any(greetings)})[\s,]+)*{said}(?:[\s,.;:!?…]+|$)"
        closing = rf"(?<![,\s])[,\s]+{said}[\s.!?…]*$"
        if match := re.match(opening, text, re.IGNORECASE):
            rest = text[match.end() :]
        elif match := re.search(closing, text, re.IGNORECASE):
            end = text[-1:]
            rest = text[: match.start()].strip() + (end if end in "?!" else "")
            comma = "," in match[0]
            if not comma and _last_word(rest) in leading_to_names:
                continue
        else:
            continue
        if _WORD.search(rest):
            return rest.strip()
    return text


def _last_word(text: str) -> str:
    words = [match[0] for match in _WORD.finditer(text)]
    return words[-1].casefold() if words else ""


def _any(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words)) or r"(?!)"
