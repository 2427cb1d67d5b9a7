"""Long texts in parts, so that a stop takes effect soon."""

from collections.abc import Iterator
import re
from typing import Final

# A dozen seconds of speech.
LONGEST_PART: Final = 220

# Where a part may end, best first: after a sentence, a clause, a word. The second half
# of the first two are marks that some scripts put no space after: the ideographic full
# stop, exclamation mark and question mark, the danda, the Arabic question mark; commas
# and semicolons.
_ENDS: Final = (
    re.compile(
        r"[.!?\u2026]+[\"'\xbb\u201d\u2019)\]]*(?=\s)|[\u3002\uff01\uff1f\u0964\u061f]+|\n"
    ),
    re.compile(r"[,;:\u2013\u2014](?=\s)|[\uff0c\u3001\uff1b\u060c]"),
    re.compile(r"\S(?=\s)"),
)


def parts_of(text: str, longest: int = LONGEST_PART) -> tuple[str, ...]:
    """Return a text as parts of at most `longest` characters, in order.

    A part ends with a sentence where it can, else with a clause, else with a word.
    Nothing but white space between parts is lost; a blank text has no parts.
    """
    return tuple(_parts(text.strip(), longest))


def _parts(text: str, longest: int) -> Iterator[str]:
    start = 0
    while len(text) - start > longest:
        end = start + _length(text[start : start + longest + 1], longest)
        if part := text[start:end].strip():
            yield part
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        yield text[start:]


def _length(text: str, longest: int) -> int:
    for end in _ENDS:
        ends = [found.end() for found in end.finditer(text)]
        if fitting := [length for length in ends if length <= longest]:
            return fitting[-1]
    return longest
