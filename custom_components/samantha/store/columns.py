"""How values that SQLite does not know stand in a column."""

from datetime import UTC, datetime
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def from_time(time: datetime) -> float:
    """Return a time as seconds since 1970."""
    return time.timestamp()


def to_time(seconds: float) -> datetime:
    """Return the time in UTC, to the microsecond."""
    return datetime.fromtimestamp(seconds, UTC)


def from_keys(keys: Iterable[str]) -> str:
    """Return keys as a JSON array, in one order."""
    return json.dumps(sorted(keys))


def to_keys(column: str) -> frozenset[str]:
    """Return the keys of a JSON array."""
    return frozenset(json.loads(column))


def from_data(data: Mapping[str, Any] | None) -> str | None:
    """Return data as JSON, where there is any."""
    return None if data is None else json.dumps(data)


def to_data(column: str | None) -> Mapping[str, Any] | None:
    """Return the data of JSON, where there is any."""
    return None if column is None else json.loads(column)
