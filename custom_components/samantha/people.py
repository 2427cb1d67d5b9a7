"""Those whom subentries stand for, and what is told when they come, change and go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from homeassistant.core import callback

from .listeners import Listeners


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChange:
    """Who came, changed and went, by key."""

    added: frozenset[str] = field(default_factory=frozenset)
    changed: frozenset[str] = field(default_factory=frozenset)
    removed: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        """Return whether there is any change."""
        return bool(self.added or self.changed or self.removed)


class People[Person]:
    """The people of a loaded entry, as they were when it was last looked."""

    def __init__(self, read: Callable[[], Mapping[str, Person]]) -> None:
        """Look who is there."""
        self._read = read
        self._known = read()
        self._listeners = Listeners[PeopleChange]()

    @property
    def known(self) -> Mapping[str, Person]:
        """Return who is there, by key."""
        return self._known

    @callback
    def listen(self, changed: Callable[[PeopleChange], None]) -> Callable[[], None]:
        """Tell when people come, change or go; return how to stop."""
        return self._listeners.add(changed)

    @callback
    def async_refresh(self) -> None:
        """Look again who is there, and tell what is different."""
        before, self._known = self._known, self._read()
        change = PeopleChange(
            added=frozenset(self._known.keys() - before.keys()),
            changed=frozenset(
                key
                for key in self._known.keys() & before.keys()
                if self._known[key] != before[key]
            ),
            removed=frozenset(before.keys() - self._known.keys()),
        )
        if change:
            self._listeners.tell(change)
