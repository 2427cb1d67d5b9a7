"""What runs in the voice environment, each a process of its own that speaks Wyoming."""
