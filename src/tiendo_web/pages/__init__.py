"""HTML pages: each view parses input, makes one call, renders."""
