"""Whoever listens is told, until they stop."""

from collections.abc import Callable

from custom_components.samantha.listeners import Listeners


def test_tells_in_order_until_they_stop() -> None:
    """One who listens twice is told twice, and stops one at a time."""
    listeners = Listeners[str]()
    heard: list[str] = []
    stop = listeners.add(heard.append)
    listeners.add(lambda one: heard.append(one.upper()))
    listeners.add(heard.append)
    listeners.tell("one")
    stop()
    stop()
    listeners.tell("two")
    assert heard == ["one", "ONE", "one", "TWO", "two"]


def test_stops_while_it_is_told() -> None:
    """Whoever stops another while being told does not disturb the others."""
    listeners = Listeners[()]()
    heard: list[int] = []
    stops: list[Callable[[], None]] = []

    def stop() -> None:
        stops.pop()()

    stops.append(listeners.add(stop))
    listeners.add(lambda: heard.append(1))
    listeners.tell()
    listeners.tell()
    assert heard == [1, 1]
