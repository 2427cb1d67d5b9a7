"""The first visit to a new Home Assistant, by its own REST API."""

from typing import Any, Final

import aiohttp

from .connection import Connection, HouseError
from .plan import OWNER, PASSWORD, USERNAME

TOKEN_DAYS: Final = 3650


async def onboard(url: str, *, language: str = "en") -> str:
    """Create the owner and return a long-lived access token.

    The step `core_config` is left undone: it adds integrations that need the internet.
    """
    client = f"{url}/"
    async with aiohttp.ClientSession(base_url=url) as session:
        user = await _post(
            session,
            "/api/onboarding/users",
            json={
                "client_id": client,
                "name": OWNER,
                "username": USERNAME,
                "password": PASSWORD,
                "language": language,
            },
        )
        grant = {"grant_type": "authorization_code", "code": user["auth_code"]}
        login = await _post(session, "/auth/token", data={"client_id": client, **grant})
        headers = {"Authorization": f"Bearer {login['access_token']}"}
        await _post(session, "/api/onboarding/analytics", headers=headers, json={})
        await _post(
            session,
            "/api/onboarding/integration",
            headers=headers,
            json={"client_id": client, "redirect_uri": client},
        )
    async with await Connection.open(url, login["access_token"]) as connection:
        token: str = await connection.command(
            "auth/long_lived_access_token",
            client_name="Demo house",
            lifespan=TOKEN_DAYS,
        )
    return token


async def _post(session: aiohttp.ClientSession, path: str, **request: Any) -> Any:
    async with session.post(path, **request) as response:
        if not response.ok:
            message = f"{path}: {await response.text()}"
            raise HouseError(message, str(response.status))
        return await response.json(content_type=None)
