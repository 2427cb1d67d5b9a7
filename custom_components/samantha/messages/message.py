"""Pure: a message on its way in, and messages of one sender that are told as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What has become of a message."""

    WAITING = "waiting"
    ANNOUNCED = "announced"
    READ = "read"
    REPLIED = "replied"
    DISMISSED = "dismissed"
    EXPIRED = "expired"


class News(StrEnum):
    """What a message is to what was known."""

    NEW = "new"
    EDITED = "edited"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message as a source brings it."""

    text: str
    source: str
    origin: str | None = None
    sender: str | None = None
    address: str | None = None
    subject: str | None = None
    language: str | None = None
    # It was written to a group, and to whom of it is not known.
    in_group: bool = False
    # It is what a phone shows, which is noise at times.
    shown: bool = False
    # What who has brought it is called there, beside her names.
    called: tuple[str, ...] = ()
    # How an answer goes back; of the source's own.
    reply: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom a message is for, and what it is to them."""

    resident: str
    # Which of their contacts has sent it.
    contact: str | None = None
    # She may tell of it unasked.
    unasked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A message that is on disk."""

    key: str
    resident: str
    thread: str
    news: News


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Messages from one sender, shortly one after the other, told as one.

    Where only who has written is asked for, there are no texts.
    """

    key: str
    keys: tuple[str, ...]
    resident: str
    source: str
    received: datetime
    texts: tuple[str, ...] = ()
    subject: str | None = None
    contact: str | None = None
    sender: str | None = None
    address: str | None = None
    language: str | None = None
    unasked: bool = True
    heard: bool = False
    announced: bool = False
    reply: Mapping[str, Any] = field(default_factory=dict)
