"""Bodies and their tree over time; hats; the viewer."""
