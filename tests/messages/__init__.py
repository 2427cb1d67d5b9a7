"""Messages: taken in, told to the right ears, answered, and harmless."""
