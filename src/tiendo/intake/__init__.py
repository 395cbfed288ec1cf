"""Tables that people send: bytes in, typed rows and diagnostics out, and what they would change.

table, told = bodies.read(data, name)                  # never raises
planned, told = changes.plan_import(table, facts, on)  # None where anything is wrong: all or nothing
"""

from __future__ import annotations

from tiendo.intake import body_faults, match_faults, people_faults, sheet_faults

RULES = (*sheet_faults.RULES, *body_faults.RULES, *match_faults.RULES, *people_faults.RULES)
