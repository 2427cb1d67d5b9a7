"""Talking about messages: what waits, reading, answering. No model has a part in it."""
