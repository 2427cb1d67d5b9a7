"""Pure: whole sentences fit for a voice, as soon as a stream has completed them."""

import re
from typing import Final

from ..speech import fit_for_voice

# What is thought, or meant for programs, stands between these.
_HIDDEN: Final = re.compile(
    r"<(think|thinking|thought|reasoning|analysis|tool_call|tool_response)\b[^<>]{0,80}>",
    re.IGNORECASE,
)
_FENCE: Final = "```"
_LONGEST_TAG: Final = 100
# A sentence ends here if what follows is no small letter: "9 a.m. tomorrow" goes on.
_END: Final = re.compile(
    r"[.!?…]+[\"'\u201d\u2019)\]*_]*(?=\s+[^\sa-z])|[\u3002\uff01\uff1f]|\n"
)
# Nobody says a bar: it parts the cells of a row, whatever of it a full stop cut off.
_TABLE: Final = re.compile(r"\||^\s*[-=_*: ]{3,}$")
# What chat templates put between messages.
_TOKEN: Final = re.compile(r"<\|[^<>|]{1,40}\|>")
# A call that the server has not recognised as one.
_JSON: Final = re.compile(r"\s*[\[{]\s*[\"{]")
_MAY_BE_JSON: Final = re.compile(r"\s*[\[{]\s*")
_LONGEST: Final = 400
_ENDED: Final = re.compile(r"[.!?…:;,\u3002\uff01\uff1f]['\"\u201d\u2019)\]]*$")


class Sentences:
    """Cuts a stream into sentences. What no voice can say is left out on the way."""

    def __init__(self, link: str) -> None:
        """Take the language's words for a web address."""
        self._link = link
        self._raw = ""
        self._text = ""
        self._closes: str | None = None
        self._is_json = False

    def feed(self, text: str) -> list[str]:
        """Return the sentences that a bit of text completes."""
        self._raw += text
        self._uncover(final=False)
        return self._cut()

    def flush(self) -> list[str]:
        """Return what is left when the stream has ended."""
        self._uncover(final=True)
        self._text += "\n"
        return self._cut(final=True)

    def _uncover(self, *, final: bool) -> None:
        """Move what may be said from what has come in."""
        while self._raw:
            if self._closes is not None:
                if not self._skip(self._closes, final=final):
                    return
                continue
            tag = _HIDDEN.search(self._raw)
            fence = self._raw.find(_FENCE)
            if tag and (fence < 0 or tag.start() < fence):
                self._text += self._raw[: tag.start()]
                self._closes = f"</{tag[1].lower()}>"
                self._raw = self._raw[tag.end() :]
            elif fence >= 0:
                self._text += self._raw[:fence] + "\n"
                self._closes = _FENCE
                self._raw = self._raw[fence + len(_FENCE) :]
            else:
                keep = 0 if final else self._may_go_on()
                end = len(self._raw) - keep
                self._text += self._raw[:end]
                self._raw = self._raw[end:]
                return

    def _skip(self, closes: str, *, final: bool) -> bool:
        """Drop what is hidden; return whether its end has come."""
        end = self._raw.lower().find(closes)
        if end < 0:
            self._raw = "" if final else self._raw[-len(closes) + 1 :]
            return False
        self._raw = self._raw[end + len(closes) :]
        self._closes = None
        return True

    def _may_go_on(self) -> int:
        """Return how many characters at the end may begin something hidden."""
        opened = self._raw.rfind("<")
        if opened >= 0 and ">" not in self._raw[opened:]:
            length = len(self._raw) - opened
            if length <= _LONGEST_TAG:
                return length
        ticks = len(self._raw) - len(self._raw.rstrip("`"))
        return min(ticks, len(_FENCE) - 1)

    def _cut(self, *, final: bool = False) -> list[str]:
        found: list[str] = []
        while not self._waits_for_more(final=final) and (end := self._next_end()) > 0:
            sentence, self._text = self._text[:end], self._text[end:]
            plain = _TOKEN.sub("", sentence)
            if _TABLE.search(plain.rstrip("\n")):
                continue
            said = fit_for_voice(plain, self._link)
            if any(character.isalnum() for character in said):
                is_line = sentence.endswith("\n") and not _ENDED.search(said)
                found.append(f"{said}." if is_line else said)
        return found

    def _waits_for_more(self, *, final: bool) -> bool:
        """Return whether nothing can be cut off yet, or ever."""
        if not self._is_json and _JSON.match(self._text):
            self._is_json = True
        if self._is_json:
            self._text = ""
        return self._is_json or (
            not final and _MAY_BE_JSON.fullmatch(self._text) is not None
        )

    def _next_end(self) -> int:
        if match := _END.search(self._text):
            return match.end()
        if len(self._text) > _LONGEST:
            return self._text.rfind(" ", 0, _LONGEST) + 1 or _LONGEST
        return 0
