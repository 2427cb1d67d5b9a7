"""The reader of the house: answers about its state, without a model."""
