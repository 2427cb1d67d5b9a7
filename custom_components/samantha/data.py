"""What a loaded entry holds, typed, and the only way capabilities know each other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry

if TYPE_CHECKING:
    from .mind import Mind
    from .store import Store

type SamanthaConfigEntry = ConfigEntry[SamanthaData]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamanthaData:
    """The runtime data of a loaded entry."""

    store: Store
    mind: Mind
