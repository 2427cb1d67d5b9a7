"""Pure: text from outside, as it is kept: plain characters, no markup of a mail."""

from html.parser import HTMLParser
import re
from typing import Final, override
import unicodedata

LONGEST_LINE: Final = 100
LONGEST_TEXT: Final = 4_000

_ELLIPSIS: Final = "…"
# What is formatted, private, unassigned or half a character. A joiner between letters
# shapes some scripts, and is kept.
_NO_TEXT: Final = frozenset({"Cf", "Cs", "Co", "Cn"})
_JOINERS: Final = frozenset("\u200c\u200d")
_IS_HTML: Final = re.compile(
    r"<!doctype html|<(?:html|body|head|div|p|br|table|span|meta)\b", re.IGNORECASE
)
# Nobody sees these in a mail.
_UNSEEN: Final = frozenset({"head", "script", "style", "template", "title"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_BLOCKS: Final = frozenset(
    {"address", "blockquote", "br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5"}
    | {"h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_QUOTED: Final = re.compile(r"^\s*>")
_LONGEST_SOURCE: Final = 200_000


def clean_line(text: str | None, longest: int = LONGEST_LINE) -> str | None:
    """Return a name or a subject as one line, or None where nothing is left of it."""
    line = " ".join(_plain(text or "").split())
    return _cut(line, longest) or None


def clean_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return what somebody wrote, without what is no text; long ones are cut short."""
    text = text[:_LONGEST_SOURCE]
    if _IS_HTML.search(text):
        text = _text_of_html(text)
    lines = [" ".join(line.split()) for line in _plain(text).splitlines()]
    written = [line for line in lines if line]
    kept = [line for line in written if not _QUOTED.match(line)]
    return _cut("\n".join(kept or written), longest)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rstrip()}{_ELLIPSIS}"


def _plain(text: str) -> str:
    return "".join(
        _character(character, text[place - 1 : place])
        for place, character in enumerate(text)
    )


def _character(character: str, before: str) -> str:
    if character in "\n\r\t":
        return "\n" if character != "\t" else " "
    category = unicodedata.category(character)
    if character in _JOINERS:
        # Emoji, and the letters of scripts that need it, are joined; Latin is not.
        return character if before and not before.isascii() else ""
    if category in _NO_TEXT:
        return ""
    return " " if category == "Cc" else character


def _text_of_html(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.found)


class _Reader(HTMLParser):
    """Takes what a reader of a mail sees."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.found.append("\n")
        hidden = any(
            name == "hidden" or (name == "style" and _HIDDEN.search(value or ""))
            for name, value in attrs
        )
        if tag not in _VOID and (self._unseen or tag in _UNSEEN or hidden):
            self._unseen.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        if tag in _BLOCKS:
            self.found.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # Lines of the source are no lines of the mail.
            self.found.append(re.sub(r"\s+", " ", data))
