"""Tests of her speaking unprompted, through Home Assistant's public surface."""
