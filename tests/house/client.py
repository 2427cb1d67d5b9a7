"""What a user does with Home Assistant, over the API that their browser uses."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, Self

from .connection import TIMEOUT, Connection, HouseError, Json

ASSISTANT: Final = "conversation"
DEFAULT_AGENT: Final = "conversation.home_assistant"
SAMANTHA_AGENT: Final = "conversation.samantha"
LOCAL_BACKUPS: Final = "backup.local"

_FLOWS: Final = "/api/config/config_entries/flow"
_OPTIONS: Final = "/api/config/config_entries/options/flow"
_SUBENTRIES: Final = "/api/config/config_entries/subentries/flow"


@dataclass(frozen=True, slots=True)
class State:
    """An entity's state."""

    entity_id: str
    state: str
    attributes: Json

    @classmethod
    def of(cls, data: Json) -> Self:
        """Read what Home Assistant sends."""
        return cls(data["entity_id"], data["state"], data["attributes"])


@dataclass(frozen=True, slots=True)
class Reply:
    """What a conversation agent answered."""

    text: str
    kind: str
    conversation_id: str | None
    continue_conversation: bool
    data: Json

    @classmethod
    def of(cls, result: Json) -> Self:
        """Read the result of `conversation/process`."""
        response = result["response"]
        return cls(
            text=response["speech"].get("plain", {}).get("speech", ""),
            kind=response["response_type"],
            conversation_id=result["conversation_id"],
            continue_conversation=result["continue_conversation"],
            data=response["data"],
        )


class House(Connection):
    """Home Assistant, seen by its owner."""

    async def wait_until_running(self) -> None:
        """Return when Home Assistant has started."""
        kind = "homeassistant_started"
        async with self.subscription("subscribe_events", event_type=kind) as events:
            if (await self.command("get_config"))["state"] != "RUNNING":
                async with asyncio.timeout(TIMEOUT * 3):
                    await events.get()

    # States and actions

    async def states(self) -> dict[str, State]:
        """Return all states by entity."""
        answer = await self.command("get_states")
        return {data["entity_id"]: State.of(data) for data in answer}

    async def state(self, entity_id: str) -> State:
        """Return one state."""
        return State.of(await self.get(f"/api/states/{entity_id}"))

    async def wait_for_state(
        self,
        entity_id: str,
        wanted: str | Callable[[State], bool],
        *,
        timeout: float = 10,  # noqa: ASYNC109
    ) -> State:
        """Return the state once it is as wanted."""

        def fits(state: State) -> bool:
            return state.state == wanted if isinstance(wanted, str) else wanted(state)

        kind = "state_changed"
        async with (
            asyncio.timeout(timeout),
            self.subscription("subscribe_events", event_type=kind) as events,
        ):
            state = (await self.states()).get(entity_id)
            while state is None or not fits(state):
                changed = (await events.get())["data"]
                if changed["entity_id"] == entity_id and changed["new_state"]:
                    state = State.of(changed["new_state"])
            return state

    async def act(
        self,
        action: str,
        entity_id: str | Iterable[str] | None = None,
        *,
        return_response: bool = False,
        **data: Any,
    ) -> Any:
        """Call an action and wait for it; return its response if asked for."""
        domain, _, service = action.partition(".")
        if entity_id is not None:
            ids = [entity_id] if isinstance(entity_id, str) else list(entity_id)
            data["entity_id"] = ids
        result = await self.command(
            "call_service",
            domain=domain,
            service=service,
            service_data=data,
            return_response=return_response,
        )
        return result.get("response")

    # Talking

    async def converse(  # noqa: PLR0913  # as many as the command has
        self,
        text: str,
        *,
        agent_id: str = SAMANTHA_AGENT,
        conversation_id: str | None = None,
        language: str = "en",
        device_id: str | None = None,
        satellite_id: str | None = None,
    ) -> Reply:
        """Say something to a conversation agent."""
        result = await self.command(
            "conversation/process",
            text=text,
            agent_id=agent_id,
            conversation_id=conversation_id,
            language=language,
            device_id=device_id,
            satellite_id=satellite_id,
        )
        return Reply.of(result)

    async def expose(self, entity_ids: Iterable[str], *, exposed: bool) -> None:
        """Choose what assistants may see."""
        await self.command(
            "homeassistant/expose_entity",
            assistants=[ASSISTANT],
            entity_ids=list(entity_ids),
            should_expose=exposed,
        )

    # Integrations

    async def start_flow(self, handler: str, **context: Any) -> Json:
        """Begin to add an integration (or to reconfigure it); return the first step."""
        step: Json = await self.post(
            _FLOWS, {"handler": handler, "show_advanced_options": False, **context}
        )
        return step

    async def submit(self, step: Json, answers: Json) -> Json:
        """Fill in a step of a config flow and return the next."""
        next_step: Json = await self.post(f"{_FLOWS}/{step['flow_id']}", answers)
        return next_step

    async def start_options(self, entry_id: str) -> Json:
        """Open the options of an entry; return the first step."""
        step: Json = await self.post(_OPTIONS, {"handler": entry_id})
        return step

    async def submit_options(self, step: Json, answers: Json) -> Json:
        """Fill in a step of an options flow and return the next."""
        next_step: Json = await self.post(f"{_OPTIONS}/{step['flow_id']}", answers)
        return next_step

    async def add_integration(self, handler: str, *answers: Json) -> Json:
        """Add an integration, one set of answers a step; return its entry."""
        step = await self.start_flow(handler)
        for answer in answers:
            step = await self.submit(step, answer)
        if step["type"] != "create_entry":
            said = step.get("errors") or step.get("reason") or step
            message = f"{handler} was not added: {said}"
            raise HouseError(message, "flow")
        entry: Json = step["result"]
        return entry

    async def start_subentry(self, entry_id: str, kind: str, **context: Any) -> Json:
        """Begin to add a part to an entry (or to change it); return the first step."""
        step: Json = await self.post(
            _SUBENTRIES, {"handler": [entry_id, kind], **context}
        )
        return step

    async def submit_subentry(self, step: Json, answers: Json) -> Json:
        """Fill in a step of such a flow and return the next."""
        next_step: Json = await self.post(f"{_SUBENTRIES}/{step['flow_id']}", answers)
        return next_step

    async def add_resident(self, entry_id: str, person: str, about: Json) -> str:
        """Tell her of somebody who lives here; return their key."""
        step = await self.start_subentry(entry_id, "resident")
        step = await self.submit_subentry(step, {"person": person})
        step = await self.submit_subentry(step, about)
        if step["type"] != "create_entry":
            message = f"{person} was not added: {step.get('errors') or step}"
            raise HouseError(message, "flow")
        return next(
            str(found["subentry_id"])
            for found in await self.subentries(entry_id)
            if found["unique_id"] == person
        )

    async def subentries(self, entry_id: str) -> list[Json]:
        """Return the parts of an entry."""
        parts: list[Json] = await self.command(
            "config_entries/subentries/list", entry_id=entry_id
        )
        return parts

    async def delete_subentry(self, entry_id: str, subentry_id: str) -> None:
        """Remove a part of an entry."""
        await self.command(
            "config_entries/subentries/delete",
            entry_id=entry_id,
            subentry_id=subentry_id,
        )

    async def entries(self, domain: str) -> list[Json]:
        """Return the entries of an integration."""
        entries: list[Json] = await self.command("config_entries/get", domain=domain)
        return entries

    async def reload_entry(self, entry_id: str) -> None:
        """Unload an entry and set it up again."""
        await self.post(f"/api/config/config_entries/entry/{entry_id}/reload")

    @asynccontextmanager
    async def reloading(self, entry_id: str) -> AsyncIterator[None]:
        """Wait at the end of the block until what it did has reloaded the entry."""
        async with self.subscription("config_entries/subscribe") as events:
            yield
            was_unloaded = False
            async with asyncio.timeout(TIMEOUT):
                while True:
                    for change in await events.get():
                        if change["entry"]["entry_id"] != entry_id:
                            continue
                        if change["entry"]["state"] != "loaded":
                            was_unloaded = True
                        elif was_unloaded:
                            return

    async def enable_entry(self, entry_id: str, *, enabled: bool) -> None:
        """Set an entry up, or unload it and keep what it has."""
        await self.command(
            "config_entries/disable",
            entry_id=entry_id,
            disabled_by=None if enabled else "user",
        )

    async def delete_entry(self, entry_id: str) -> None:
        """Remove an entry."""
        await self.delete(f"/api/config/config_entries/entry/{entry_id}")

    # Looking inside

    async def diagnostics(self, entry_id: str) -> Json:
        """Download what a user would attach to a bug report."""
        report: Json = await self.get(f"/api/diagnostics/config_entry/{entry_id}")
        return report

    async def system_health(self) -> Json:
        """Return the system information, complete."""
        async with self.subscription("system_health/info") as events:
            async with asyncio.timeout(TIMEOUT):
                info: Json = (await events.get())["data"]
                while (event := await events.get())["type"] != "finish":
                    section = info[event["domain"]]["info"]
                    section[event["key"]] = event.get("data", event.get("error"))
            return info

    async def repairs(self) -> list[Json]:
        """Return the open repair issues."""
        issues: list[Json] = (await self.command("repairs/list_issues"))["issues"]
        return issues

    async def back_up(self, name: str = "Test") -> str:
        """Make a backup in the configuration folder; return its id."""
        async with self.subscription("backup/subscribe_events") as events:
            await self.command("backup/generate", agent_ids=[LOCAL_BACKUPS], name=name)
            async with asyncio.timeout(TIMEOUT):
                ended = None
                while ended not in {"completed", "failed"}:
                    ended = (await events.get()).get("state")
        if ended == "failed":
            message = "The backup failed"
            raise HouseError(message, "backup")
        backups = (await self.command("backup/info"))["backups"]
        return next(
            str(found["backup_id"]) for found in backups if found["name"] == name
        )
