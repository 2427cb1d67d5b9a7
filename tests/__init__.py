"""Tests of Samantha."""
