"""Where messages come from: what other integrations tell of them."""
