"""Outside programs as readers use them: one that gives nothing is a refusal with its own name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiendo import programs
from tiendo.plan.read import format_faults
from tiendo.plan.read.faults import Unreadable


def run(
    command: Sequence[str],
    *,
    files: Mapping[str, bytes],
    collect: Sequence[str] = (),
    limits: programs.Limits | None = None,
    environment: Mapping[str, str] | None = None,
) -> programs.Ran:
    """As :func:`tiendo.programs.run`; raises Unreadable where the program is absent, is stopped, or fails."""
    try:
        return programs.run(command, files=files, collect=collect, limits=limits, environment=environment)
    except programs.Failed as fault:
        raise refusal(fault) from None


def refusal(fault: programs.Failed) -> Unreadable:
    """What to tell where a program gave nothing."""
    match fault.why:
        case programs.Why.ABSENT:
            return Unreadable(format_faults.PROGRAM_ABSENT, program=fault.program)
        case programs.Why.TOO_SLOW | programs.Why.TOO_MUCH:
            return Unreadable(format_faults.PROGRAM_STOPPED, program=fault.program)
        case programs.Why.FAILED:
            return Unreadable(format_faults.PROGRAM_FAILED, program=fault.program)
