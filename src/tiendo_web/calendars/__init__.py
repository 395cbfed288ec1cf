"""Decisions on days off: entering one, and counting anew the clocks that are open. The table is in ``rulesets``."""
