"""Pure: tool calls put together from the fragments that they arrive in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
import json
from typing import Any, Final

from .pieces import Call

_MOST_CALLS: Final = 32
_LONGEST_ARGUMENTS: Final = 20_000


@dataclass(slots=True)
class _Open:
    index: int
    call_id: str
    name: str
    arguments: list[str] = field(default_factory=list)
    length: int = 0


class Fragments:
    """Collects fragments by their index; servers without ids get some made for them."""

    def __init__(self, prefix: str) -> None:
        """Take what made-up ids begin with."""
        self._prefix = prefix
        self._open: list[_Open] = []

    def add(
        self, index: int | None, call_id: str | None, name: str | None, text: str | None
    ) -> None:
        """Take one fragment.

        A name with an id of its own begins a new call, even where a server counts every
        call as its first.

        Raises:
            ValueError: more than any honest answer has.

        """
        wanted = index if index is not None else max(len(self._open) - 1, 0)
        current = next(
            (call for call in reversed(self._open) if call.index == wanted), None
        )
        if current is None or (name and call_id and call_id != current.call_id):
            if len(self._open) >= _MOST_CALLS:
                msg = "too many tool calls"
                raise ValueError(msg)
            made_up = f"{self._prefix}{len(self._open)}"
            current = _Open(wanted, call_id or made_up, "")
            self._open.append(current)
        if name and not current.name:
            current.name = name
        if text:
            current.arguments.append(text)
            current.length += len(text)
            if current.length > _LONGEST_ARGUMENTS:
                msg = "arguments too long"
                raise ValueError(msg)

    def calls(self) -> Iterator[Call]:
        """Yield the calls, in the order in which they began."""
        used: set[str] = set()
        for number, call in enumerate(self._open):
            call_id = call.call_id
            if call_id in used:
                call_id = f"{self._prefix}{number}"
            used.add(call_id)
            yield Call(call_id, call.name, _arguments("".join(call.arguments)))


def _arguments(text: str) -> dict[str, Any] | None:
    if not text.strip():
        return {}
    try:
        arguments = json.loads(text)
    except ValueError, RecursionError:
        return None
    return arguments if isinstance(arguments, dict) else None
