"""When somebody is good to call: as the flows ask for it, and as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, tzinfo
from typing import Any, Final, Self

from homeassistant.const import WEEKDAYS
from homeassistant.helpers.selector import SelectSelector, SelectSelectorConfig

from .family.cadence import Hours
from .house_settings import ends_of

CONF_CALL_DAYS: Final = "call_days"
CONF_CALL_START: Final = "call_start"
CONF_CALL_UNTIL: Final = "call_until"

CALL_ENDS: Final = (CONF_CALL_START, CONF_CALL_UNTIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHours:
    """Days and hours by a person's own clock; of none, they are always free."""

    # Monday is 0.
    days: frozenset[int] = field(default_factory=frozenset)
    start: time | None = None
    until: time | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read them from a subentry."""
        start, until = ends_of(data, *CALL_ENDS)
        return cls(
            days=frozenset(map(WEEKDAYS.index, data.get(CONF_CALL_DAYS, ()))),
            start=start,
            until=until,
        )

    def hours(self, zone: tzinfo) -> Hours:
        """Return them by the clock of a time zone."""
        return Hours(zone=zone, days=self.days, start=self.start, until=self.until)


WEEKDAY_SELECTOR: Final = SelectSelector(
    SelectSelectorConfig(options=WEEKDAYS, multiple=True, translation_key="weekday")
)
