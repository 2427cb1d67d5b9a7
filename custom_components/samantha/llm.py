"""What language models may use of hers: reading the house, and nothing else."""

from typing import Any, Final, override

from homeassistant.components.conversation.const import DOMAIN as CONVERSATION_DOMAIN
from homeassistant.components.llm import LLMTools
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers.llm import (
    LLM_API_ASSIST,
    LLMContext,
    Tool,
    ToolAnnotations,
    ToolInput,
    ToolResult,
)
import probatio

from .const import DOMAIN
from .data import SamanthaConfigEntry, async_loaded_entry
from .mind.model.finding import FindEntitiesTool

ATTR_QUESTION: Final = "question"


class ReadHouseTool(Tool):
    """Answers one question about the house from its states, as she does."""

    name = f"{DOMAIN}__read_house"
    title = "Read the house"
    description = (
        "Answer one short question about this home from its real state: what is on,"
        " open, locked or playing, how warm or full something is, who is home and"
        " where, what is on the calendar and on lists, the weather, when something"
        " last happened and for how long. Ask one thing at a time, by the names that"
        " the home has. Changes nothing."
    )
    annotations = ToolAnnotations(
        read_only=True, destructive=False, idempotent=True, open_world=False
    )
    integration = DOMAIN
    parameters = probatio.Schema(
        {
            probatio.Required(ATTR_QUESTION): probatio.All(
                str, probatio.Length(min=1, max=200)
            )
        }
    )

    def __init__(self, entry: SamanthaConfigEntry) -> None:
        """Take the mind that reads from the entry."""
        self._mind = entry.runtime_data.mind

    @override
    async def async_call(
        self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext
    ) -> ToolResult:
        """Answer the question."""
        arguments: dict[str, Any] = self.parameters(tool_input.tool_args)
        told = await self._mind.async_read(
            arguments[ATTR_QUESTION],
            language=llm_context.language,
            context=llm_context.context or Context(),
            device_id=llm_context.device_id,
        )
        if told.speech is None:
            missing = told.unseen or arguments[ATTR_QUESTION]
            return ToolResult(data={"error": f"Not found: {missing}"}, error=True)
        return ToolResult(
            data={"answer": told.speech, "written_by_others": told.outside}
        )


@callback
def async_get_tools(
    hass: HomeAssistant, llm_context: LLMContext, api_id: str
) -> LLMTools | None:
    """Return the tools that read the house, where she is set up."""
    if api_id != LLM_API_ASSIST or llm_context.assistant != CONVERSATION_DOMAIN:
        return None
    entry = async_loaded_entry(hass)
    if entry is None:
        return None
    models = entry.runtime_data.mind.models
    return LLMTools(tools=[ReadHouseTool(entry), FindEntitiesTool(models)])
