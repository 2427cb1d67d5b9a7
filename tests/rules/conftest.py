"""Nothing here needs a running Home Assistant, nor what only that needs."""

import pytest


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Leave her alone: her files are read, she is not loaded."""


@pytest.fixture(autouse=True, scope="module")
def garbage_collection() -> None:
    """Leave the garbage: there is no event loop that it could disturb."""
