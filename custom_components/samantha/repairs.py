"""The flows that close her repair issues."""

from typing import override

from homeassistant.components.repairs import (
    ConfirmRepairFlow,
    RepairsFlow,
    RepairsFlowResult,
)
from homeassistant.core import HomeAssistant

from .const import ISSUE_ANSWERED_BEFORE_HER
from .pipelines import async_ask_her_first


class AskHerFirstFlow(ConfirmRepairFlow):
    """Changes the pipelines that act before she is asked, once the owner agrees."""

    @override
    async def async_step_confirm(
        self, user_input: dict[str, str] | None = None
    ) -> RepairsFlowResult:
        """Show what will change, and change it."""
        if user_input is not None:
            await async_ask_her_first(self.hass)
        return await super().async_step_confirm(user_input)


async def async_create_fix_flow(
    _hass: HomeAssistant,
    issue_id: str,
    _data: dict[str, str | int | float | None] | None,
) -> RepairsFlow:
    """Mend what can be mended; of the rest the owner says that they have read it."""
    if issue_id == ISSUE_ANSWERED_BEFORE_HER:
        return AskHerFirstFlow()
    return ConfirmRepairFlow()
