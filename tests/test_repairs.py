"""The owner confirms having read that a database was set aside."""

from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.samantha.const import (
    DATABASE,
    DOMAIN,
    ISSUE_DATABASE_SET_ASIDE,
)


@pytest.fixture
def broken_database(config_folder: Path) -> Path:
    """Leave something that is no database where hers belongs."""
    return break_database(config_folder, b"no database. ")


def break_database(folder: Path, content: bytes) -> Path:
    """Write something else into her database."""
    path = folder / DATABASE
    path.write_bytes(content * 1_000)
    return path


def set_aside_in(folder: Path) -> set[bytes]:
    """Return what the databases begin with that were set aside."""
    contents = [path.read_bytes() for path in folder.glob("*.broken-*")]
    return {content[: len(content) // 1_000] for content in contents}


@pytest.mark.usefixtures("broken_database", "samantha")
async def test_confirmed(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """The issue stays until the owner has confirmed it, and then it is gone."""
    assert await async_setup_component(hass, "repairs", {})
    socket, client = await hass_ws_client(hass), await hass_client()

    async def issues() -> list[str]:
        await socket.send_json_auto_id({"type": "repairs/list_issues"})
        listed = (await socket.receive_json())["result"]["issues"]
        return [issue["issue_id"] for issue in listed if issue["domain"] == DOMAIN]

    assert await issues() == [ISSUE_DATABASE_SET_ASIDE]
    started = await client.post(
        "/api/repairs/issues/fix",
        json={"handler": DOMAIN, "issue_id": ISSUE_DATABASE_SET_ASIDE},
    )
    form = await started.json()
    assert form["type"] == "form"
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"]["file"].startswith(f"{DATABASE}.broken-")
    assert await issues() == [ISSUE_DATABASE_SET_ASIDE]
    done = await client.post(f"/api/repairs/issues/fix/{form['flow_id']}", json={})
    assert (await done.json())["type"] == "create_entry"
    assert await issues() == []


@pytest.mark.usefixtures("broken_database")
async def test_second_time(
    hass: HomeAssistant, samantha: MockConfigEntry, config_folder: Path
) -> None:
    """What is set aside a second time does not overwrite what was the first time."""
    await hass.config_entries.async_unload(samantha.entry_id)
    break_database(config_folder, b"broken again. ")
    await hass.config_entries.async_setup(samantha.entry_id)
    assert set_aside_in(config_folder) == {b"no database. ", b"broken again. "}
