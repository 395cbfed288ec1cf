"""Figures, not thresholds: ``./dev bench`` prints them."""
