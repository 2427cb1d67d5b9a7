"""Keys of what is kept by what it was worked out from."""

from typing import Final, override


class Same[One, Other]:
    """Two things that equal themselves only, as comparing them would cost too much."""

    __slots__ = ("one", "other")

    def __init__(self, one: One, other: Other) -> None:
        """Hold the things, so that nothing else can take their place."""
        self.one: Final = one
        self.other: Final = other

    @override
    def __eq__(self, same: object) -> bool:
        return (
            isinstance(same, Same) and same.one is self.one and same.other is self.other
        )

    @override
    def __hash__(self) -> int:
        return id(self.one) ^ id(self.other)
