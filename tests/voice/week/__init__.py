"""A week of a family of four in fourteen rooms, in a few seconds."""
