"""Tiến Độ, the library: from directive to duties, clocks and proof, without Django.

Every module here is pure: no network, no system clock, no mutable globals. ``tiendo_web`` is the
product that stores facts and shows answers; it imports this package, never the reverse.
"""

__version__ = "0.1.0"
