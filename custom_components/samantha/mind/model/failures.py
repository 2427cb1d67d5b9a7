"""Pure: the ways in which a model fails to answer."""

from enum import StrEnum
from typing import Final


class Failure(StrEnum):
    """What was wrong, as far as anybody has to know it."""

    UNREACHABLE = "unreachable"
    SLOW = "slow"
    TOO_LONG = "too_long"
    WRONG_KEY = "wrong_key"
    UNKNOWN_MODEL = "unknown_model"
    QUOTA = "quota"
    BUSY = "busy"
    SERVER = "server"
    GAVE_UP = "gave_up"
    REFUSED = "refused"
    GARBAGE = "garbage"
    NOTHING = "nothing"
    CUT_OFF = "cut_off"


# Only the owner can mend these, so they are told, and nothing is tried for a while.
FOR_THE_OWNER: Final = frozenset(
    {Failure.WRONG_KEY, Failure.UNKNOWN_MODEL, Failure.QUOTA}
)

_BY_STATUS: Final = {
    401: Failure.WRONG_KEY,
    402: Failure.QUOTA,
    403: Failure.WRONG_KEY,
    404: Failure.UNKNOWN_MODEL,
    408: Failure.SLOW,
    429: Failure.BUSY,
}


class ModelError(Exception):
    """A model did not answer, or not to the end."""

    def __init__(self, failure: Failure) -> None:
        """Take what was wrong; the server's own words are nobody's business."""
        super().__init__(failure.value)
        self.failure = failure


def failure_of_status(status: int, code: str | None) -> Failure:
    """Return what an HTTP status of 400 or more means.

    Args:
        status: the status.
        code: the error's code in the body, where there was one. OpenAI tells a
            used-up quota from too many requests by it only.

    """
    if code == "insufficient_quota":
        return Failure.QUOTA
    if code == "model_not_found":
        return Failure.UNKNOWN_MODEL
    if code == "invalid_api_key":
        return Failure.WRONG_KEY
    if status >= 500:  # noqa: PLR2004
        return Failure.SERVER
    return _BY_STATUS.get(status, Failure.REFUSED)
