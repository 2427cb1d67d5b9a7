"""What models cost, and who answered: counted since the start."""

from collections.abc import Callable
from dataclasses import dataclass, field

from homeassistant.core import CALLBACK_TYPE, callback

from ...listeners import Listeners


@dataclass(slots=True)
class Costs:
    """The counters, and who wants to know of changes."""

    tokens_in: int = 0
    tokens_out: int = 0
    answers_local: int = 0
    answers_model: int = 0
    # Milliseconds until the first word of the last answer by a model, from when models
    # were turned to: what she tries before takes some more.
    first_word: float | None = None
    answered_by: str | None = None
    _listeners: Listeners[()] = field(default_factory=Listeners[()])

    @callback
    def async_listen(self, changed: Callable[[], None]) -> CALLBACK_TYPE:
        """Call back after each change; return how to stop."""
        return self._listeners.add(changed)

    @callback
    def used(self, tokens_in: int, tokens_out: int) -> None:
        """Count the tokens of one request."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    @callback
    def worded(self) -> None:
        """Note that a model was asked for words, which is no answer to anybody."""
        self._listeners.tell()

    @callback
    def local(self) -> None:
        """Count an answer without a model."""
        self.answers_local += 1
        self._listeners.tell()

    @callback
    def model(self, name: str, first_word: float | None) -> None:
        """Count an answer by a model."""
        self.answers_model += 1
        self.answered_by = name
        if first_word is not None:
            self.first_word = first_word
        self._listeners.tell()
