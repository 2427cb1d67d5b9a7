"""Adding the satellites and the engine needs no answers."""

from typing import Any, override

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult


class PaperVoicesFlow(ConfigFlow, domain="paper_voices"):
    """Adds everything at once."""

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask nothing."""
        return self.async_create_entry(title="Paper voices", data={})
