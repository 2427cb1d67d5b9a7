"""Pure: what the states of other integrations' entities say of a message."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from ...addresses import AddressKind, read_address
from ..message import Incoming
from ..replies import REPLY_CHAT, REPLY_ENTRY, REPLY_NOTIFY, REPLY_TITLE

# Of Telegram's events, those that somebody outside has written.
TELEGRAM_WRITTEN: Final = frozenset({"telegram_text", "telegram_attachment"})
_EVENT_TYPE: Final = "event_type"


def from_telegram(source: str, attributes: Mapping[str, Any]) -> Incoming | None:
    """Return the message of a Telegram bot's event; None for what is none.

    What the bot itself has sent, commands and pressed buttons are none. To a text of a
    group the writer alone is answered, where the bot may write to them.
    """
    if attributes.get(_EVENT_TYPE) not in TELEGRAM_WRITTEN:
        return None
    names = (attributes.get("from_first"), attributes.get("from_last"))
    chat = attributes.get("chat_id")
    writer = attributes.get("user_id")
    bot: Mapping[str, Any] = attributes.get("bot") or {}
    in_group = isinstance(chat, int) and chat < 0
    return Incoming(
        text=str(attributes.get("text") or ""),
        source=source,
        # A chat numbers its own messages; an edited one keeps its number.
        origin=f"{chat}:{attributes.get('id')}",
        sender=" ".join(str(name) for name in names if name) or None,
        address=str(writer or chat or ""),
        in_group=in_group,
        called=tuple(
            str(name).replace("_", " ")
            for name in (bot.get("username"), bot.get("first_name"))
            if name
        ),
        reply={
            REPLY_ENTRY: bot.get("config_entry_id"),
            REPLY_CHAT: writer if in_group else chat,
        },
    )


def from_ntfy(
    source: str, attributes: Mapping[str, Any], notify: str | None
) -> Incoming | None:
    """Return the message of an ntfy topic's event; its title is who it is from."""
    if attributes.get("event") not in {None, "message"}:
        return None
    return Incoming(
        text=str(attributes.get("message") or ""),
        source=source,
        # A notification that is changed keeps its sequence.
        origin=str(attributes.get("sequence_id") or attributes.get("id") or "") or None,
        sender=attributes.get("title"),
        reply={REPLY_NOTIFY: notify} if notify else None,
    )


def from_phone(
    source: str, attributes: Mapping[str, Any], apps: frozenset[str]
) -> Incoming | None:
    """Return the message of a phone's last notification, where it is of an app listed.

    What goes on (a download, a call) and what stands for a group is none.
    """
    if attributes.get("package") not in apps or attributes.get("is_ongoing"):
        return None
    text = attributes.get("android.bigText") or attributes.get("android.text") or ""
    posted = attributes.get("post_time")
    title = attributes.get("android.title")
    number = read_address(title or "")
    return Incoming(
        text=str(text),
        source=source,
        origin=f"{attributes['package']}:{posted}" if posted else None,
        sender=title,
        # Of whom it does not know, a phone shows the number in place of a name.
        address=title if number and number.kind is AddressKind.NUMBER else None,
        in_group=attributes.get("android.isGroupConversation") is True,
        shown=True,
    )


def from_mail(
    source: str, mail: Mapping[str, Any], name: str | None = None
) -> Incoming:
    """Return a mail as Home Assistant fetches it."""
    subject = mail.get("subject")
    return Incoming(
        text=str(mail.get("text") or ""),
        source=source,
        origin=mail_origin(mail),
        sender=name,
        address=mail.get("sender"),
        subject=subject,
        reply={REPLY_TITLE: f"Re: {subject}" if subject else None},
    )


def mail_origin(mail: Mapping[str, Any]) -> str:
    """Return what a mail is known by.

    What Home Assistant calls its UID is its place in the mailbox, which another mail
    takes once one before it is gone.
    """
    date = mail.get("date")
    when = date.isoformat() if isinstance(date, datetime) else str(date)
    whole = "\n".join((when, str(mail.get("sender")), str(mail.get("subject"))))
    return sha256(whole.encode(errors="replace")).hexdigest()
