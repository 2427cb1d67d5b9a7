"""Tests of the reader of the house."""
