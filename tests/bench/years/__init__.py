"""Years of a province's work, written by COPY: a history that pages are measured on.

Five hundred working days on each of which ten directives are issued; each orders forty tasks, each task is given to
ten bodies, the first in parts, and in every tenth directive the last each month anew; what becomes of these two
million duties is one of some stories: done, late, extended, paused, refused, passed on, counted anew, urged and asked
about. What an event does to a duty and to
the totals is asked of the same pure functions as in an act; only the writing differs. ``recount`` and ``verify`` pass
on what comes out.

    stories.py   what can happen to a duty, as events and changes of totals
    given.py     the duties of one directive: its tasks, their parts, their periods
    tables.py    a table of facts as COPY takes it, with its seals; indexes put away meanwhile
    load.py      the rows of one directive; all of them, in two processes; the chain
"""
