"""Tests of contacts, calls and reminders."""
