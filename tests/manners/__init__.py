"""Tests of her manners."""
