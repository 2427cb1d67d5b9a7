"""Training of the weights that tell how people speak to devices."""
