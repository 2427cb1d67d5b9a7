"""Whose things are in the database."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .database import Store


async def residents_with_belongings(store: Store) -> frozenset[str]:
    """Return the residents for whom anything is kept."""
    rows = await store.fetch(
        "SELECT value FROM utterance, json_each(utterance.residents) "
        "UNION SELECT value FROM utterance, json_each(utterance.missed) "
        "UNION SELECT value FROM ledger, json_each(ledger.residents) "
        "UNION SELECT subject FROM hush WHERE scope = 'resident' "
        "UNION SELECT resident FROM message UNION SELECT resident FROM unsent "
        "UNION SELECT resident FROM nudge UNION SELECT resident FROM learned_hour "
        "UNION SELECT resident FROM call_pause "
        "UNION SELECT resident FROM talk WHERE resident != '' "
        "UNION SELECT resident FROM reminder WHERE resident != '' "
        "UNION SELECT subject FROM reminder WHERE event IN ('arrive', 'leave')"
    )
    return frozenset(row["value"] for row in rows)
