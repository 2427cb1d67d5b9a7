"""A clock that stands still, in tests and outside them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import freezegun
from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component import patch_time

# What the plugin does before each test, for processes that pytest did not start.
_PATCHES = {
    "FakeDate": patch_time.HAFakeDate,
    "FakeDatetime": patch_time.HAFakeDatetime,
    "datetime_to_fakedatetime": patch_time.ha_datetime_to_fakedatetime,
    "_get_module_attributes": patch_time.ha_get_module_attributes,
    "_get_module_attributes_hash": patch_time.ha_get_module_attributes_hash,
    "_should_use_real_time": patch_time.ha_should_use_real_time,
    "get_current_time": patch_time.ha_get_current_time,
}


@contextmanager
def stopped_at(moment: datetime) -> Iterator[FrozenDateTimeFactory]:
    """Stop the clock at a moment with a time zone."""
    for name, patch in _PATCHES.items():
        setattr(freezegun.api, name, patch)
    with freezegun.freeze_time(moment) as clock:
        assert isinstance(clock, FrozenDateTimeFactory)
        yield clock
