"""Duties of bodies, what happened to them, and the totals written ahead."""
