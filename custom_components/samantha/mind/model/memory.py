"""What models remember of conversations, while Home Assistant keeps those open."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from homeassistant.components.conversation import AssistantContent, Content, UserContent

from .history import History, Passage
from .pieces import Message

_CONVERSATIONS: Final = 32
_NOTED: Final = 64


@dataclass(slots=True)
class Recollection:
    """One conversation: what models have seen of it, and what she answered herself."""

    history: History = field(default_factory=History)
    # One turn at a time.
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    # By identity: a chat log keeps its contents, and equal ones are still two.
    _seen: dict[int, Content] = field(default_factory=dict)
    _noted: OrderedDict[int, tuple[Content, str]] = field(default_factory=OrderedDict)

    def note(self, content: Content, speech: str) -> None:
        """Note what a model may read of an answer that was given without one."""
        self._noted[id(content)] = (content, speech)
        if len(self._noted) > _NOTED:
            self._noted.popitem(last=False)

    def catch_up(self, contents: Sequence[Content]) -> None:
        """Take in the turns that were answered without a model."""
        asked: UserContent | None = None
        answered: list[str] = []
        for content in contents:
            if id(content) in self._seen:
                continue
            self._seen[id(content)] = content
            if isinstance(content, UserContent):
                self._add(asked, answered)
                asked, answered = content, []
            elif isinstance(content, AssistantContent) and id(content) in self._noted:
                answered.append(self._noted.pop(id(content))[1])
        self._add(asked, answered)
        present = set(map(id, contents))
        self._seen = {one: it for one, it in self._seen.items() if one in present}

    def saw(self, contents: Sequence[Content]) -> None:
        """Note what a model has seen or said itself."""
        self._seen |= {id(content): content for content in contents}

    def _add(self, asked: UserContent | None, answered: Sequence[str]) -> None:
        if asked is None or not answered:
            return
        messages: tuple[Message, ...] = (
            {"role": "user", "content": asked.content},
            {"role": "assistant", "content": " ".join(answered)},
        )
        self.history.add(Passage(messages, gist=asked.content))


class Memory:
    """The recollections of the conversations that were held last."""

    def __init__(self) -> None:
        """Start without any."""
        self._kept: OrderedDict[str, Recollection] = OrderedDict()

    def of(self, conversation_id: str) -> Recollection:
        """Return what is remembered of a conversation."""
        recollection = self._kept.setdefault(conversation_id, Recollection())
        self._kept.move_to_end(conversation_id)
        if len(self._kept) > _CONVERSATIONS:
            self._kept.popitem(last=False)
        return recollection

    def forget(self) -> None:
        """Forget all conversations."""
        self._kept.clear()
