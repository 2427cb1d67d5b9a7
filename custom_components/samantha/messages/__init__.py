"""Her inbox: what people write to residents, and what comes of it."""
