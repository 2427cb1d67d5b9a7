"""Her tool that finds entities by words and tells how they are."""

from typing import Any, Final, override

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.llm import (
    LLMContext,
    Tool,
    ToolAnnotations,
    ToolInput,
    ToolResult,
)
from homeassistant.util.json import JsonValueType
import probatio

from ...const import DOMAIN
from .context import facts_of
from .models import Models
from .retrieval import Item, Retrieval

ATTR_WORDS: Final = "words"
ATTR_AREA: Final = "area"
ATTR_DOMAIN: Final = "domain"

_MOST: Final = 12
_LONGEST_TEXT: Final = 120


class FindEntitiesTool(Tool):
    """Finds exposed entities, a few at a time, with their states now."""

    name = f"{DOMAIN}__find_entities"
    title = "Find entities"
    description = (
        "Find things of this home by words of their name, by room or by kind, with how"
        " they are now. Returns at most 12; use more exact words for others."
    )
    annotations = ToolAnnotations(
        read_only=True, destructive=False, idempotent=True, open_world=False
    )
    integration = DOMAIN
    parameters = probatio.Schema(
        {
            probatio.Optional(ATTR_WORDS): probatio.All(str, probatio.Length(max=200)),
            probatio.Optional(ATTR_AREA): probatio.All(str, probatio.Length(max=100)),
            probatio.Optional(ATTR_DOMAIN): probatio.All(str, probatio.Length(max=50)),
        }
    )

    def __init__(self, models: Models) -> None:
        """Take who keeps the index."""
        self._models = models

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Find them."""
        arguments: dict[str, Any] = self.parameters(tool_input.tool_args)
        may_see = await self._models.async_may_see(llm_context.context or Context())
        found: list[JsonValueType] = []
        outside = False
        for item in _search(await self._models.words.async_get(), arguments):
            if (facts := facts_of(hass, item, may_see)) is None:
                continue
            name, state, numbers = facts
            fields: dict[str, JsonValueType] = {"name": name, "domain": item.domain}
            if item.area:
                fields["area"] = item.area
            if state is None:
                outside = True
                current = hass.states.get(item.entity_id)
                state = current.state[:_LONGEST_TEXT] if current else ""
            fields["state"] = ", ".join([state, *numbers])
            found.append(fields)
        if not found:
            return ToolResult(data={"error": "Nothing exposed fits."}, error=True)
        return ToolResult(data={"found": found, "written_by_others": outside})


def _search(retrieval: Retrieval, arguments: dict[str, Any]) -> list[Item]:
    words = arguments.get(ATTR_WORDS, "")
    area = arguments.get(ATTR_AREA, "")
    domain = arguments.get(ATTR_DOMAIN, "").strip().lower()
    within = retrieval.by_domain.get(domain) if domain else None
    text = f"{words} {area}".strip()
    if not text:
        ids = (within or [])[:_MOST]
        return [retrieval.items[one] for one in ids]
    return retrieval.find(text, most=_MOST, within=set(within) if within else None)
