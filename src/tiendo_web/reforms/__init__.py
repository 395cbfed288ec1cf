"""Reorganisations: written as drafts, decided as one act, taking effect on their day, undone before it."""
