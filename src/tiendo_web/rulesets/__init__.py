"""The rule sets that an issuing body adopted, each from a day on. What a rule is: :mod:`tiendo.ruleset`."""
