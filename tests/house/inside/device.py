"""What all made-up devices share: a beginning that they can be put back to."""

from copy import deepcopy
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity

from .plan import Thing

MAKER = "test"


class Device(Entity):
    """A device as the plan has it."""

    _attr_should_poll = False

    def __init__(self, thing: Thing) -> None:
        """Take name, place and first state from the plan."""
        self.thing = thing
        self.entity_id = thing.entity_id
        self._attr_unique_id = thing.entity_id
        self._attr_name = thing.name
        self._attr_available = thing.state != STATE_UNAVAILABLE
        if thing.device is not None:
            self._attr_has_entity_name = True
            self._attr_device_info = DeviceInfo(
                identifiers={(MAKER, thing.device)}, name=thing.device
            )
        known = thing.state not in {STATE_UNAVAILABLE, STATE_UNKNOWN}
        self.begin(str(thing.state) if known else None, **thing.values)
        self._kept: dict[str, Any] = {}

    def begin(
        self,
        state: str | None,  # noqa: ARG002  # what it means is the kinds' business
        **values: Any,
    ) -> None:
        """Take on the first state; None where it is not known."""
        for name, value in values.items():
            setattr(self, f"_attr_{name}", value)

    def keep(self) -> None:
        """Remember how the device is now."""
        self._kept = {
            name: deepcopy(getattr(self, name))
            for name in dir(type(self))
            if name.startswith("_attr_") and hasattr(self, name)
        }

    def put_back(self) -> None:
        """Be as remembered again."""
        for name, value in self._kept.items():
            if getattr(self, name) != value:
                setattr(self, name, deepcopy(value))
        self.async_write_ha_state()
