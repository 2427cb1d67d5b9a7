"""Pure: the pieces of a time, read off its tokens one after the other."""

from collections.abc import Sequence
from typing import Final

from .pieces import Pieces, Reader
from .reading_again import read_every, read_nth_of_month
from .reading_clocks import read_clock, read_part
from .reading_days import read_day, read_start, read_until
from .reading_lengths import read_length
from .vocabulary import Token


def read_pieces(tokens: Sequence[Token]) -> Pieces | None:
    """Return what was said of a time; None where the tokens make none.

    Raises:
        UnmeantError: they make one that can't be.

    """
    reader, pieces = Reader(tokens), Pieces()
    if not tokens:
        return None
    while reader.kind():
        before = reader.at
        for read in _READERS:
            reader.at = before
            further = read(reader, pieces)
            if further is not None:
                pieces = further
                break
        else:
            return None
        reader.skip("and") if reader.kind(1) in {"at", "on"} else None
    return pieces


_READERS: Final = (
    read_until,
    read_start,
    read_nth_of_month,
    read_every,
    read_length,
    read_clock,
    read_part,
    read_day,
)
