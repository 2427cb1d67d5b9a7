"""What she says by herself, in a real house that writes down what is played."""
