"""Pure: who has written, as somebody who asks for their messages calls them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
import re
from typing import Final, Self

from ...messages.message import Thread
from ...naming import plain

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A contact by their key, or whoever else is called so."""

    contact: str | None = None
    called: str = ""

    @classmethod
    def of(cls, thread: Thread) -> Self:
        """Return who has written messages."""
        return cls(contact=thread.contact, called=_words(thread.sender or ""))

    def wrote(self, thread: Thread) -> bool:
        """Return whether messages are from them."""
        if self.contact is not None or thread.contact is not None:
            return self.contact == thread.contact
        return self.called in set(_names(thread))


def strangers_named(
    threads: Iterable[Thread], no_names: frozenset[str], the: str
) -> list[tuple[str, str]]:
    """Return what people may call those who are no contacts, with the name it means.

    Args:
        threads: what they wrote.
        no_names: words that are nobody's name by themselves.
        the: how a name is said with its article.

    """
    names = dict.fromkeys(
        name
        for thread in threads
        if thread.contact is None
        for name in _names(thread)
        if name not in no_names and not name.isdecimal()
    )
    return [(said, name) for name in names for said in (name, the.format(name=name))]


def _names(thread: Thread) -> Iterator[str]:
    """Yield the whole name of who has written, and the first word of it."""
    if whole := _words(thread.sender or ""):
        yield whole
        yield whole.partition(" ")[0]


def _words(name: str) -> str:
    return " ".join(_WORD.findall(plain(name)))
