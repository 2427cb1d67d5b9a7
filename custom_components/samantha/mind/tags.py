"""Pure: the tag in a transcript by which a recogniser says who spoke."""

from dataclasses import dataclass
import re
from typing import Final, Self

NAME: Final = "{name}"
TEXT: Final = "{text}"
# Forms that recognisers are known to write; any other can be typed.
FORMS: Final = ("[{name}] {text}", "<{name}> {text}", "{name}: {text}")

_LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class SpeakerTag:
    """A form that transcripts have, such as "[{name}] {text}"."""

    form: re.Pattern[str]
    # The name stands between signs, so that a tag is one even where nobody knows it.
    enclosed: bool

    @classmethod
    def from_form(cls, form: str) -> Self | None:
        """Return the form as it is read, or None where it can't be told from a text.

        It has the name once, the text once, and a sign between them.
        """
        form = form.strip()
        if form.count(NAME) != 1 or form.count(TEXT) != 1:
            return None
        before, after = form.split(NAME)
        sign = after.partition(TEXT)[0] if TEXT in after else before.partition(TEXT)[2]
        if not _is_sign(sign):
            return None
        pattern = "".join(map(_pattern, re.split(r"(\{name\}|\{text\}|\s+)", form)))
        return cls(
            re.compile(rf"\s*{pattern}\s*", re.DOTALL),
            enclosed=_is_sign(before.partition(TEXT)[2] or before)
            and _is_sign(after.partition(TEXT)[0] or after),
        )

    def read(self, heard: str) -> tuple[str, str] | None:
        """Return the name in the tag and the text without it, if there is one."""
        match = self.form.fullmatch(heard)
        return (match["name"].strip(), match["text"]) if match else None


def _is_sign(text: str) -> bool:
    return bool(text.strip()) and not any(map(str.isalnum, text))


def _pattern(piece: str) -> str:
    match piece:
        case "{name}":
            # No name is a sentence, and none has the sign of another tag in it.
            return rf"(?P<name>[^\[\]<>(){{}}:|\n]{{1,{_LONGEST_NAME}}}?)"
        case "{text}":
            return r"(?P<text>.*?)"
    return r"\s*" if piece.isspace() else re.escape(piece)
