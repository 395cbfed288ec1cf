"""Leaving a body: one act that ends hats and sessions and hands on what is open."""
