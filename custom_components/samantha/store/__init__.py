"""Her database: one SQLite file in the configuration folder."""

from .database import Store, StoreStatistics, Transaction
from .errors import (
    StoreBrokenError,
    StoreError,
    StoreNewerError,
    StoreUnwritableError,
)
from .files import delete, set_aside

__all__ = [
    "Store",
    "StoreBrokenError",
    "StoreError",
    "StoreNewerError",
    "StoreStatistics",
    "StoreUnwritableError",
    "Transaction",
    "delete",
    "set_aside",
]
