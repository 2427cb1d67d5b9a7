"""Her voice: the courier that carries utterances, and the voices it carries them to."""
