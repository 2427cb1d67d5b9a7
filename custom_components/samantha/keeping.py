"""What is told of her database where an action or an entity needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .store import StoreError


@contextmanager
def told_if_not_kept() -> Iterator[None]:
    """Tell in the user's language what could not be kept, or looked up."""
    try:
        yield
    except StoreError as err:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="not_kept",
            translation_placeholders={"error": str(err)},
        ) from err
