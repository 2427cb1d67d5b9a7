"""Spoken to and heard: real speech on every link of the chain.

`stage.py` sets it all up: the servers, a satellite in each room, Home Assistant. What
runs in the voice environment (`script/setup --voice`) stands in `programs/`.
"""
