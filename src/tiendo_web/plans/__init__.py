"""Documents, what the compiler read in them, what was mended by hand, and what was issued."""
