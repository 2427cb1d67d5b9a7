"""Repeatable measurements, run by `script/bench`."""
