"""What is seen of a house, from its states and registries."""
