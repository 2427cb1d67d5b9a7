"""Where her database can't be used, an action says so in the user's language."""

from typing import Any

from homeassistant.exceptions import HomeAssistantError
import pytest

from .her_house import House


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("say", {"text": "Dinner is ready."}),
        ("ask", {"question": "Is dinner ready?"}),
        ("hush", {}),
        ("hush", {"for": "person.anna"}),
        ("unhush", {}),
        ("unhush", {"area_id": "kitchen"}),
        ("explain", {}),
    ],
)
async def test_actions(house: House, action: str, data: dict[str, Any]) -> None:
    """None of them does half of it."""
    await house.entry.runtime_data.store.close()
    with pytest.raises(HomeAssistantError) as refused:
        await house.act(action, **data)
    assert refused.value.translation_key == "not_kept"
    await house.settle()
    assert house.heard == {"kitchen": [], "bedroom": []}
