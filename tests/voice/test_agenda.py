"""When to look at what again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from custom_components.samantha.voice.agenda import Agenda

_NOW = datetime(2026, 11, 25, tzinfo=UTC)
_ACTIONS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.none() | st.integers(0, 20)), max_size=200
)


def _at(minutes: int) -> datetime:
    return _NOW + timedelta(minutes=minutes)


@given(actions=_ACTIONS, now=st.integers(0, 20))
def test_as_a_table(actions: list[tuple[str, int | None]], now: int) -> None:
    """It is a table of times that soon tells which is first, and which are due."""
    agenda: Agenda[str] = Agenda()
    table: dict[str, int] = {}
    for what, minutes in actions:
        if minutes is None:
            agenda.cancel(what)
            table.pop(what, None)
        else:
            agenda.set(what, _at(minutes))
            table[what] = minutes
    assert agenda.earliest() == (_at(min(table.values())) if table else None)
    due = agenda.due(_at(now))
    assert [table[what] for what in due] == sorted(
        minutes for minutes in table.values() if minutes <= now
    )
    later = [minutes for minutes in table.values() if minutes > now]
    assert agenda.earliest() == (_at(min(later)) if later else None)
    assert agenda.due(_at(now)) == []
