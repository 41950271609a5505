"""Plain words in, a case out, and what was not understood."""
