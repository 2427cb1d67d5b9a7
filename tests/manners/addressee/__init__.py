"""Tests of whether something was said to her."""
