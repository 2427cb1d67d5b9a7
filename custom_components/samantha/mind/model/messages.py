"""What a turn has said so far, as messages of the protocol."""

import json

from homeassistant.components.conversation import (
    AssistantContent,
    Content,
    ToolResultContent,
)

from .pieces import Message


def as_message(content: Content) -> Message:
    """Return a content of the chat log as a message."""
    if isinstance(content, ToolResultContent):
        return {
            "role": "tool",
            "tool_call_id": content.tool_call_id,
            "content": json.dumps(content.result.data, ensure_ascii=False, default=str),
        }
    message: Message = {
        "role": content.role,
        "content": (content.content or "").strip(),
    }
    if isinstance(content, AssistantContent) and content.tool_calls:
        message["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {
                    "name": call.tool_name,
                    "arguments": json.dumps(call.tool_args, ensure_ascii=False),
                },
            }
            for call in content.tool_calls
        ]
    return message


def add_assistant(messages: list[Message], text: str) -> None:
    """Add what the assistant said; two of its messages in a row become one."""
    last = messages[-1] if messages else {}
    if last.get("role") == "assistant" and not last.get("tool_calls"):
        messages[-1] = {**last, "content": f"{last['content']} {text}"}
    else:
        messages.append({"role": "assistant", "content": text})


def add_to_user(messages: list[Message], text: str) -> None:
    """Add to what is asked; many servers take no two such messages in a row."""
    last = messages[-1] if messages else {}
    if last.get("role") == "user":
        messages[-1] = {**last, "content": f"{last['content']}\n{text}"}
    else:
        messages.append({"role": "user", "content": text})
