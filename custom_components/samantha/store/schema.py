"""The tables, and how each version of them comes from the one before."""

from contextlib import closing
import sqlite3
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

type Migrations = Sequence[Sequence[str]]

# Released migrations never change; a new version is a new tuple at the end.
# Statements may use `:now`, the time of the migration in ISO 8601.
MIGRATIONS: Migrations = (
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        "INSERT INTO meta (key, value) VALUES ('created', :now)",
    ),
    # Times are seconds since 1970; sets are JSON arrays of keys.
    (
        """
        CREATE TABLE utterance (
          id INTEGER PRIMARY KEY,
          key TEXT NOT NULL UNIQUE,
          kind TEXT NOT NULL,
          title TEXT,
          text TEXT NOT NULL,
          language TEXT,
          created REAL NOT NULL,
          valid_from REAL NOT NULL,
          expires REAL NOT NULL,
          residents TEXT NOT NULL,
          told TEXT NOT NULL,
          areas TEXT NOT NULL,
          voices TEXT NOT NULL,
          urgency TEXT NOT NULL,
          privacy TEXT NOT NULL,
          moment TEXT NOT NULL,
          mergeable INTEGER NOT NULL,
          dedupe TEXT,
          asks INTEGER NOT NULL,
          signalled INTEGER NOT NULL,
          -- Only that she was cut off remains to be said.
          interrupted INTEGER NOT NULL,
          -- Who is being told at this moment; NULL while nobody is.
          speaking TEXT,
          -- Who could not be told, or may not have heard it; of none, everybody.
          missed TEXT,
          -- Nothing is left to say; the text stays until then for who missed it.
          kept_until REAL
        ) STRICT
        """,
        "CREATE INDEX utterance_speaking ON utterance (id) WHERE speaking IS NOT NULL",
        "CREATE INDEX utterance_missed ON utterance (id) WHERE missed IS NOT NULL",
        """
        CREATE INDEX utterance_kept ON utterance (kept_until)
        WHERE kept_until IS NOT NULL
        """,
        """
        CREATE TABLE ledger (
          id INTEGER PRIMARY KEY,
          at REAL NOT NULL,
          utterance TEXT NOT NULL,
          kind TEXT NOT NULL,
          action TEXT NOT NULL,
          outcome TEXT,
          reasons TEXT NOT NULL,
          residents TEXT NOT NULL,
          voices TEXT NOT NULL,
          areas TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX ledger_at ON ledger (at)",
        "CREATE INDEX ledger_utterance ON ledger (utterance)",
        """
        CREATE TABLE hush (
          scope TEXT NOT NULL CHECK (scope IN ('house', 'resident', 'area')),
          subject TEXT NOT NULL,
          until REAL NOT NULL,
          PRIMARY KEY (scope, subject)
        ) STRICT, WITHOUT ROWID
        """,
    ),
    # Messages: a row for each that receives one, so that it is erased with them.
    (
        """
        CREATE TABLE message (
          id INTEGER PRIMARY KEY,
          key TEXT NOT NULL UNIQUE,
          resident TEXT NOT NULL,
          source TEXT NOT NULL,
          -- What the source knows it by; NULL where it has nothing like that.
          origin TEXT,
          -- The key of the first of those that are told as one.
          thread TEXT NOT NULL,
          contact TEXT,
          sender TEXT,
          address TEXT,
          subject TEXT,
          text TEXT NOT NULL,
          language TEXT,
          -- How an answer goes back: JSON of the source's own.
          reply TEXT,
          received REAL NOT NULL,
          status TEXT NOT NULL,
          changed REAL NOT NULL,
          -- She may tell of it unasked.
          unasked INTEGER NOT NULL,
          -- Somebody asked to keep it.
          kept INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE UNIQUE INDEX message_origin ON message (source, resident, origin)
        WHERE origin IS NOT NULL
        """,
        "CREATE INDEX message_resident ON message (resident, id)",
        "CREATE INDEX message_thread ON message (thread)",
        """
        CREATE INDEX message_open ON message (resident, id)
        WHERE status IN ('waiting', 'announced')
        """,
        "CREATE INDEX message_received ON message (received)",
        """
        CREATE VIRTUAL TABLE message_words USING fts5 (
          sender, subject, text, content='message', content_rowid='id',
          tokenize='unicode61 remove_diacritics 2'
        )
        """,
        """
        CREATE TRIGGER message_words_added AFTER INSERT ON message BEGIN
          INSERT INTO message_words (rowid, sender, subject, text)
          VALUES (new.id, new.sender, new.subject, new.text);
        END
        """,
        """
        CREATE TRIGGER message_words_gone AFTER DELETE ON message BEGIN
          INSERT INTO message_words (message_words, rowid, sender, subject, text)
          VALUES ('delete', old.id, old.sender, old.subject, old.text);
        END
        """,
        """
        CREATE TRIGGER message_words_changed
        AFTER UPDATE OF sender, subject, text ON message BEGIN
          INSERT INTO message_words (message_words, rowid, sender, subject, text)
          VALUES ('delete', old.id, old.sender, old.subject, old.text);
          INSERT INTO message_words (rowid, sender, subject, text)
          VALUES (new.id, new.sender, new.subject, new.text);
        END
        """,
        # An answer that could not be sent; one a resident.
        """
        CREATE TABLE unsent (
          resident TEXT PRIMARY KEY,
          contact TEXT,
          source TEXT NOT NULL,
          address TEXT,
          reply TEXT,
          text TEXT NOT NULL,
          at REAL NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        # What a source has brought already, also what was not kept or is erased.
        """
        CREATE TABLE seen (
          source TEXT NOT NULL,
          origin TEXT NOT NULL,
          at REAL NOT NULL,
          PRIMARY KEY (source, origin)
        ) STRICT, WITHOUT ROWID
        """,
    ),
    (
        """
        CREATE TABLE reminder (
          key TEXT PRIMARY KEY,
          -- Whose it is; empty for the household.
          resident TEXT NOT NULL,
          text TEXT NOT NULL,
          description TEXT,
          created REAL NOT NULL,
          -- When it is told next, unless an event decides that.
          due REAL,
          all_day INTEGER NOT NULL,
          -- By RFC 5545; counted from `shown`, what a clock on the wall shows then.
          rule TEXT,
          shown TEXT,
          event TEXT,
          subject TEXT,
          -- What the event waits to change has been seen.
          armed INTEGER NOT NULL,
          -- It has yet to be told.
          pending INTEGER NOT NULL,
          told REAL,
          -- What it was told as, and since when it is known to have been heard.
          utterance TEXT,
          heard REAL,
          done REAL,
          place REAL NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE talk (
          contact TEXT NOT NULL,
          resident TEXT NOT NULL,
          at REAL NOT NULL,
          how TEXT NOT NULL,
          PRIMARY KEY (contact, resident, at)
        ) STRICT, WITHOUT ROWID
        """,
    ),
    # Contacts as residents told them, until Home Assistant has written them.
    (
        """
        CREATE TABLE told_contact (
          key TEXT PRIMARY KEY,
          name TEXT NOT NULL,
          data TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
    ),
    # Reminding of calls.
    (
        """
        CREATE TABLE nudge (
          resident TEXT NOT NULL,
          contact TEXT NOT NULL,
          told REAL,
          ignored INTEGER NOT NULL,
          quiet_until REAL,
          promised REAL,
          asked INTEGER NOT NULL,
          stretched INTEGER NOT NULL,
          stopped INTEGER NOT NULL,
          -- What waits to be said or answered, until when, and since when it is known.
          utterance TEXT,
          expires REAL,
          heard REAL,
          PRIMARY KEY (resident, contact)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE learned_hour (
          resident TEXT NOT NULL,
          contact TEXT NOT NULL,
          -- Monday is 0.
          day INTEGER NOT NULL,
          hour INTEGER NOT NULL,
          at REAL NOT NULL,
          good REAL NOT NULL,
          bad REAL NOT NULL,
          PRIMARY KEY (resident, contact, day, hour)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE call_pause (
          resident TEXT PRIMARY KEY,
          until REAL NOT NULL
        ) STRICT, WITHOUT ROWID
        """,
    ),
)
VERSION = len(MIGRATIONS)

# The tables of what people have said and done, and their columns that are replaced.
# What is taken out of these shall be in no file any more.
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "ledger": (),
    "message": ("sender", "subject", "text"),
    "reminder": ("text", "description"),
    "talk": (),
    "unsent": ("text",),
    "utterance": ("title", "text"),
}


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema version of a database; 0 is one without tables."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(
    connection: sqlite3.Connection,
    now: datetime,
    migrations: Migrations = MIGRATIONS,
) -> None:
    """Bring the tables to the newest version, one transaction a version.

    The connection is in SQLite's autocommit mode (`isolation_level=None`). A database
    that cannot be written is told even when nothing is left to do; nothing is written
    then.
    """
    while _step(connection, now, migrations):
        pass


def columns_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return every table's columns as pairs of table and column."""
    rows = connection.execute(
        "SELECT tables.name, columns.name FROM sqlite_schema AS tables "
        "JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
    )
    return frozenset((table, column) for table, column in rows)


def expected_columns(
    version: int, migrations: Migrations = MIGRATIONS
) -> frozenset[tuple[str, str]]:
    """Return the columns that a database of this version has."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in migrations[:version]:
            for statement in migration:
                connection.execute(statement, {"now": ""})
        return columns_of(connection)


def _step(
    connection: sqlite3.Connection, now: datetime, migrations: Migrations
) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read inside the transaction: another process may have migrated just before.
        version = version_of(connection)
        pending = migrations[version : version + 1]
        for statement in pending[0] if pending else ():
            connection.execute(statement, {"now": now.isoformat()})
        # Set even when it stays: SQLite tells a read-only database only now.
        connection.execute(f"PRAGMA user_version = {version + len(pending)}")
        connection.execute("COMMIT" if pending else "ROLLBACK")
    except BaseException:
        connection.rollback()
        raise
    return bool(pending)
