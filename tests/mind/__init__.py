"""What she makes of a sentence, mirrored file by file."""
