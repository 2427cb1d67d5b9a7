"""Her manners: whether, where and how something may be said now. All of it is pure."""
