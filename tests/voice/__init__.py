"""Tests of her voice."""
