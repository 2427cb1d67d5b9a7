"""Pure: a long message in parts that somebody listens to."""

from typing import Final

from ..voice.parts import parts_of

# Half a minute of speech.
LONGEST_PART: Final = 450


def in_parts(text: str) -> tuple[str, ...]:
    """Return a text in parts; a short one, or a blank, is one."""
    return parts_of(text, LONGEST_PART) or (text,)
