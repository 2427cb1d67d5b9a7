"""A phone with the companion app, and the server that pushes to it."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

ANNAS: Final = "notify.mobile_app_annas_phone"
PUSH: Final = "https://push.example.com/send"


async def add_phone(
    hass: HomeAssistant, os_name: str = "Android", name: str = "Annas phone"
) -> None:
    """Register the app of a phone, as the app does."""
    assert await async_setup_component(hass, "notify", {})
    assert await async_setup_component(hass, "mobile_app", {})
    entry = MockConfigEntry(
        domain="mobile_app",
        title=name,
        data={
            "app_data": {"push_token": "token", "push_url": PUSH},
            "app_id": "io.example",
            "app_name": "Home Assistant",
            "app_version": "2026.11",
            "device_id": name,
            "device_name": name,
            "manufacturer": "Apple" if os_name == "iOS" else "Fairphone",
            "model": "6",
            "os_name": os_name,
            "os_version": "16",
            "supports_encryption": False,
            "user_id": "anna",
            "webhook_id": f"webhook of {name}",
        },
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()


def run_push_server(server: AiohttpClientMocker) -> None:
    """Let the server take whatever it is given."""
    post: Callable[..., None] = server.post
    post(PUSH, status=201, json={"status": "ok"})


def pushed(server: AiohttpClientMocker) -> list[dict[str, Any]]:
    """Return the notifications that the server was given, its own terms aside."""
    return [
        {key: data[key] for key in ("message", "title", "data") if key in data}
        for method, url, data, _headers in server.mock_calls
        if method == "POST" and str(url) == PUSH
    ]
