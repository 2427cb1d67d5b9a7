"""The demo house, and a real Home Assistant process to put it in.

Used by the end-to-end tests, `script/demo` and `script/bench`.
"""
