"""What the owner decided about the house, as the options have it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Final, Self

from homeassistant.util import dt as dt_util

from .manners.situation import QuietHours
from .manners.verdict import Rules

CONF_AREAS: Final = "areas"
CONF_CHIME: Final = "chime"
CONF_GUESTS: Final = "guests"
CONF_OPEN_PLAN: Final = "open_plan"
CONF_QUIET_FROM: Final = "quiet_from"
CONF_QUIET_UNTIL: Final = "quiet_until"
CONF_VOLUME: Final = "volume"

DEFAULT_VOLUME: Final = 35


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseSettings:
    """What holds for the whole house."""

    guests: str | None = None
    quiet_hours: QuietHours | None = None
    # Areas that are one room, group by group.
    open_plan: tuple[frozenset[str], ...] = ()
    rules: Rules = field(default_factory=Rules)

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Self:
        """Read the settings from an entry's options."""
        return cls(
            guests=options.get(CONF_GUESTS),
            quiet_hours=quiet_hours_of(options),
            open_plan=tuple(map(frozenset, options.get(CONF_OPEN_PLAN, ()))),
            rules=Rules(
                volume=options.get(CONF_VOLUME, DEFAULT_VOLUME) / 100,
                chime=options.get(CONF_CHIME, True),
            ),
        )


def quiet_hours_of(values: Mapping[str, Any]) -> QuietHours | None:
    """Return the quiet hours that settings have, if they have both ends."""
    start, until = ends_of(values)
    return QuietHours(start, until) if start and until else None


def has_one_end(values: Mapping[str, Any], *keys: str) -> bool:
    """Return whether hours are begun and not ended, or the other way round."""
    start, until = ends_of(values, *keys)
    return (start is None) is not (until is None)


def lasts_all_day(values: Mapping[str, Any], *keys: str) -> bool:
    """Return whether hours end when they begin."""
    start, until = ends_of(values, *keys)
    return start is not None and start == until


def ends_of(
    values: Mapping[str, Any],
    start: str = CONF_QUIET_FROM,
    until: str = CONF_QUIET_UNTIL,
) -> tuple[time | None, time | None]:
    """Return when hours begin and end that settings have under two keys."""
    return (
        dt_util.parse_time(values.get(start) or ""),
        dt_util.parse_time(values.get(until) or ""),
    )
