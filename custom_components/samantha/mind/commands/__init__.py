"""What people tell her to do in the house, beyond Home Assistant's strict matching."""
