"""Addresses are the same however they are spelt, and different where they differ."""

from hypothesis import given, strategies as st
import pytest

from custom_components.samantha.addresses import (
    Address,
    AddressKind,
    has_any,
    is_same,
    read_address,
)

MAIL, NUMBER, HANDLE = AddressKind.MAIL, AddressKind.NUMBER, AddressKind.HANDLE


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("Anna@Example.org", MAIL, "anna@example.org"),
        ('"Berg, Anna" <anna@example.org>', MAIL, "anna@example.org"),
        ("mailto:anna@example.org", MAIL, "anna@example.org"),
        (" anna@mail.example.org ", MAIL, "anna@mail.example.org"),
        ("+49 (0) 171 123-45 67", NUMBER, "+491711234567"),
        ("0049 171 1234567", NUMBER, "+491711234567"),
        ("0171/1234567", NUMBER, "01711234567"),
        ("(0171) 1234567", NUMBER, "01711234567"),
        ("123456789", NUMBER, "123456789"),
        ("-1001234", None, ""),
        ("@Anna_Berg", HANDLE, "anna_berg"),
        ("anna.berg", HANDLE, "anna.berg"),
        ("", None, ""),
        ("@", None, ""),
        ("00", None, ""),
        ("0000", None, ""),
        ("Anna Berg", None, ""),
        ("anna@", None, ""),
        ("a@b c@d", None, ""),
        ("x" * 255, None, ""),
        ("🙂", None, ""),
    ],
)
def test_read(written: str, kind: AddressKind | None, value: str) -> None:
    """Every spelling of an address is read as one; what is none is none."""
    assert read_address(written) == (Address(kind, value) if kind else None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+491711234567", "0171 1234567", True),
        ("+491711234567", "0049 171 1234567", True),
        ("01711234567", "0171 123 45 67", True),
        ("+491711234567", "+491711234568", False),
        ("+491711234567", "1711234567", False),
        # Too short to tell one subscriber from all others.
        ("+49171123456", "0123456", False),
        ("anna@example.org", "anna@example.com", False),
        ("anna", "@Anna", True),
        ("anna", "anna@example.org", False),
    ],
)
def test_same(one: str, other: str, *, same: bool) -> None:
    """Numbers are compared with and without their country."""
    first, second = read_address(one), read_address(other)
    assert first
    assert second
    assert is_same(first, second) is is_same(second, first) is same
    assert has_any([first], second) is same


@given(st.text(max_size=300))
def test_read_twice(text: str) -> None:
    """Whatever was read is read the same again."""
    for address in filter(None, [read_address(text)]):
        assert read_address(address.value) == address
