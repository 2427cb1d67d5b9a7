"""Pure: what the owner decided about one model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

CONF_PRESET: Final = "preset"
CONF_BASE_URL: Final = "base_url"
CONF_MODEL: Final = "model"
CONF_TOOLS: Final = "tools"
CONF_POSITION: Final = "position"
CONF_PATIENCE: Final = "patience"
CONF_API_KEY: Final = "api_key"
CONF_ENTITY_ID: Final = "entity_id"

DEFAULT_POSITION: Final = 1
DEFAULT_PATIENCE: Final = 20

SUBENTRY_MODEL: Final = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """A model: an endpoint, or an AI Task entity where there is an entity id."""

    subentry_id: str
    title: str
    position: int = DEFAULT_POSITION
    # Seconds until the first word has to be there.
    patience: float = DEFAULT_PATIENCE
    preset: str = ""
    base_url: str = ""
    api_key: str | None = None
    model: str = ""
    # The ids of the tool collections of Home Assistant that it may use.
    tools: tuple[str, ...] = ()
    entity_id: str | None = None

    @classmethod
    def from_data(
        cls, data: Mapping[str, Any], *, subentry_id: str = "", title: str = ""
    ) -> ModelSettings:
        """Read the data of a subentry."""
        return cls(
            subentry_id=subentry_id,
            title=title,
            position=int(data.get(CONF_POSITION, DEFAULT_POSITION)),
            patience=float(data.get(CONF_PATIENCE, DEFAULT_PATIENCE)),
            preset=data.get(CONF_PRESET, ""),
            base_url=data.get(CONF_BASE_URL, ""),
            api_key=data.get(CONF_API_KEY) or None,
            model=data.get(CONF_MODEL, ""),
            tools=tuple(data.get(CONF_TOOLS, ())),
            entity_id=data.get(CONF_ENTITY_ID),
        )
