"""``./dev bench [plans|ledger|web]``: print the figures, all of them where none is named."""

from __future__ import annotations

import sys

from tests.bench import chain, plans, web

BENCHES = {"plans": plans.run, "ledger": chain.run, "web": web.run}


def main(names: list[str]) -> int:
    """Run the benches named, or all; gives the exit code."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {unknown[0]!r}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    for name in names or BENCHES:
        print(f"== {name}", flush=True)
        BENCHES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
