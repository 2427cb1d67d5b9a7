"""Homes that stand inside the test's own process, at one frozen moment.

Three of them: the demo house, a small flat, and a big house of three floors. Their
devices are Home Assistant's own entity classes; only what a wire would lead to is made
up. What a sentence changes is put back, so that each finds the same home.
"""
