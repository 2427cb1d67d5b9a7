"""Hushes, on disk."""

from datetime import UTC, datetime, timedelta

from custom_components.samantha.store import Store
from custom_components.samantha.store.hushes import (
    Hush,
    end_all,
    end_hush,
    forget_past,
    load_hushes,
    set_hush,
)

_NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
_LATER = _NOW + timedelta(hours=1)
_HUSHES = (
    Hush("house", "", _LATER),
    Hush("area", "kitchen", _LATER),
    Hush("resident", "anna", _LATER),
)


async def _set(store: Store, *hushes: Hush) -> None:
    async with store.transaction() as transaction:
        for hush in hushes:
            await set_hush(transaction, hush)


async def test_set(store: Store) -> None:
    """Each subject has a hush of its own."""
    await _set(store, *reversed(_HUSHES))
    assert await load_hushes(store, _NOW) == _HUSHES
    assert await load_hushes(store, _LATER) == ()


async def test_set_again(store: Store) -> None:
    """A later hush takes the place of an earlier one."""
    much_later = Hush("house", "", _LATER + timedelta(days=1))
    await _set(store, *_HUSHES, much_later)
    assert await load_hushes(store, _LATER) == (much_later,)


async def test_ended(store: Store) -> None:
    """A hush ends alone, or with all."""
    await _set(store, *_HUSHES)
    async with store.transaction() as transaction:
        assert await end_hush(transaction, "area", "kitchen")
        assert not await end_hush(transaction, "area", "kitchen")
        assert not await end_hush(transaction, "resident", "ben")
    assert await load_hushes(store, _NOW) == (_HUSHES[0], _HUSHES[2])
    async with store.transaction() as transaction:
        await end_all(transaction)
    assert await load_hushes(store, _NOW) == ()


async def test_past(store: Store) -> None:
    """What is over is forgotten."""
    await _set(store, *_HUSHES, Hush("house", "", _NOW))
    async with store.transaction() as transaction:
        await forget_past(transaction, _NOW)
    before = _NOW - timedelta(days=1)
    assert await load_hushes(store, before) == _HUSHES[1:]
