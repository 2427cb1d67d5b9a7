"""What a loaded entry holds, typed, and the only way capabilities know each other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN

if TYPE_CHECKING:
    from .family.house import HouseFamily
    from .messages.inbox import Inbox
    from .mind import Mind
    from .store import Store
    from .voice.house import HouseVoice

type SamanthaConfigEntry = ConfigEntry[SamanthaData]
# Her voice in the house, by a name that a mind may know.
type HerVoice = HouseVoice
# Her family in the house, likewise.
type HerFamily = HouseFamily
# Her inbox, likewise.
type HerInbox = Inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class SamanthaData:
    """The runtime data of a loaded entry."""

    store: Store
    mind: Mind
    voice: HouseVoice
    family: HouseFamily
    inbox: Inbox


@callback
def async_loaded_entry(hass: HomeAssistant) -> SamanthaConfigEntry | None:
    """Return her entry where it is loaded."""
    entries: list[SamanthaConfigEntry] = hass.config_entries.async_loaded_entries(
        DOMAIN
    )
    return entries[0] if entries else None
