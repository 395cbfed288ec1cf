"""``./dev bench [NAME ...]``: print the figures named, all of them where none is."""

from __future__ import annotations

import subprocess
import sys

from tests.bench import (
    bodies,
    chain,
    complete,
    formats,
    inject,
    judging,
    people,
    plans,
    reform,
    scale,
    scans,
    signin,
    web,
    workbench,
)

BENCHES = {
    "plans": plans.run,
    "formats": formats.run,
    "scans": scans.run,
    "inject": inject.run,
    "complete": complete.run,
    "ledger": chain.run,
    "web": web.run,
    "bodies": bodies.run,
    "people": people.run,
    "judge": judging.run,
    "reform": reform.run,
    "scale": scale.run,
    "signin": signin.run,
    "workbench": workbench.run,
}


def main(names: list[str]) -> int:
    """Run the benches named, or all; gives the exit code."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {unknown[0]!r}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    if len(names) == 1:
        print(f"== {names[0]}", flush=True)
        BENCHES[names[0]]()
        return 0
    # Each in a process of its own: Django is set up once in a process, for one database.
    call = [sys.executable, "-m", "tests.bench"]
    return max(subprocess.run([*call, name], check=False).returncode for name in names or BENCHES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
