"""What sources bring, and what they do not."""
