"""Whoever wants to know of something, told in the order in which they came."""

from collections.abc import Callable


class Listeners[*Told]:
    """Those who listen to one thing."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._listeners: dict[object, Callable[[*Told], None]] = {}

    def add(self, listener: Callable[[*Told], None]) -> Callable[[], None]:
        """Tell somebody from now on; return how to stop."""
        key = object()
        self._listeners[key] = listener

        def stop() -> None:
            self._listeners.pop(key, None)

        return stop

    def tell(self, *told: *Told) -> None:
        """Tell everybody who listens when it begins."""
        for listener in tuple(self._listeners.values()):
            listener(*told)
