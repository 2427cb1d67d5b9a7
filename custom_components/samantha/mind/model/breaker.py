"""Pure: how long a model that failed is left alone."""

from dataclasses import dataclass
from typing import Final

from .failures import FOR_THE_OWNER, Failure

# Seconds. One failure may be chance; from the second on every turn would wait for it.
_FIRST_PAUSE: Final = 30.0
_LONGEST_PAUSE: Final = 600.0
_OWNERS_PAUSE: Final = 300.0
_FAILURES_BY_CHANCE: Final = 1

# A server that says that it has too much to do is not asked at once again.
_BELIEVED: Final = FOR_THE_OWNER | {Failure.BUSY}


@dataclass(slots=True)
class Breaker:
    """Counts the failures of one model in a row. Times are monotonic seconds."""

    failures: int = 0
    down: Failure | None = None
    until: float = 0.0

    def is_resting(self, now: float) -> bool:
        """Return whether the model is left alone for now."""
        return self.down is not None and now < self.until

    def may_try(self, now: float) -> bool:
        """Return whether the model may be asked; while it is down, one turn at a time.

        Whoever is let through after a pause is the one that tries: the others pass by
        until it has succeeded or failed, or half a minute is over.
        """
        if self.down is None:
            return True
        if self.is_resting(now):
            return False
        self.until = now + _FIRST_PAUSE
        return True

    def succeeded(self) -> bool:
        """Note an answer; return whether the model was down until now."""
        was_down = self.down is not None
        self.failures, self.down, self.until = 0, None, 0.0
        return was_down

    def failed(self, failure: Failure, now: float) -> bool:
        """Note a failure; return whether the model has gone down with it.

        One that answers, if with nothing to be said, is there: it may know better
        what to say to the next sentence.
        """
        if failure is Failure.NOTHING:
            return False
        self.failures += 1
        if failure not in _BELIEVED and self.failures <= _FAILURES_BY_CHANCE:
            return False
        doubled = _FIRST_PAUSE * 2 ** min(self.failures - 1, 10)
        pause = _OWNERS_PAUSE if failure in FOR_THE_OWNER else doubled
        self.until = now + min(pause, _LONGEST_PAUSE)
        went_down = self.down is None
        self.down = failure
        return went_down
