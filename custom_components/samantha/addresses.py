"""Pure: the addresses of people, as they are compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
import re
from typing import Final

_MAIL: Final = re.compile(r"[^@\s<>\"(),;]+@[^@\s<>\"(),;.]+(?:\.[^@\s<>\"(),;.]+)*")
_PHONE: Final = re.compile(r"\+?\(?\d(?:[\d\s().\-/]*\d)?")
_HANDLE: Final = re.compile(r"@?\w[\w.\-]{1,63}", re.ASCII)
# So many digits at the end of a number, and whoever has them is the same subscriber.
_NATIONAL: Final = range(7, 16)
_LONGEST: Final = 254
_SHORTEST: Final = 3


class AddressKind(StrEnum):
    """What an address is good for."""

    MAIL = "mail"
    # A phone number, or what a messenger numbers people by.
    NUMBER = "number"
    # A name that a person has chosen at a messenger.
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class Address:
    """An address, normalised: two spellings of one are equal."""

    kind: AddressKind
    value: str


def read_address(text: str) -> Address | None:
    """Return the address that somebody wrote, or None where it is none.

    Args:
        text: a mail address, with or without a name before it; a phone number in any
            spelling; the number or the handle of a messenger, as in "@anna".

    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if _PHONE.fullmatch(text):
        digits = _digits(text)
        long_enough = len(digits.removeprefix("+")) >= _SHORTEST
        return Address(AddressKind.NUMBER, digits) if long_enough else None
    mail = parseaddr(text.removeprefix("mailto:"))[1].casefold()
    # What is read otherwise the second time is no address.
    if _MAIL.fullmatch(mail) and parseaddr(mail)[1] == mail:
        return Address(AddressKind.MAIL, mail)
    if _HANDLE.fullmatch(text) and any(map(str.isalpha, text)):
        return Address(AddressKind.HANDLE, text.removeprefix("@").casefold())
    return None


def is_same(one: Address, other: Address) -> bool:
    """Return whether two addresses reach the same person.

    A number as it is dialled at home, with a zero before it, is the end of the same
    number as it is dialled from abroad.
    """
    if one == other:
        return True
    return one.kind is other.kind is AddressKind.NUMBER and (
        _ends(one.value, other.value) or _ends(other.value, one.value)
    )


def has_any(addresses: Iterable[Address], wanted: Address) -> bool:
    """Return whether an address is among others."""
    return any(is_same(address, wanted) for address in addresses)


def _digits(text: str) -> str:
    """Return the digits of a number, with a plus where it begins with a country."""
    digits = re.sub(r"\(0\)|\D", "", text)
    if text.startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return digits


def _ends(national: str, whole: str) -> bool:
    """Return whether a number as dialled at home is the end of one from abroad."""
    subscriber = national.removeprefix("0")
    return (
        national.startswith("0")
        and whole.startswith("+")
        and len(subscriber) in _NATIONAL
        and whole.endswith(subscriber)
    )
