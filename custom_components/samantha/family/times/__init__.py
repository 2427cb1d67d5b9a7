"""Pure: times as people say them, and what they mean. Knows no language by itself."""
