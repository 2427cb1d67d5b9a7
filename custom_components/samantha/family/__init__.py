"""Contacts, calls and reminders."""
