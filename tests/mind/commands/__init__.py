"""Commands, said to her in a house of real components and made-up devices."""
