"""How much of what the documents beside the project order is in tasks, and why the rest is not.

    ./dev bench complete

Annotated documents and all others apart; the documents are found by TIENDO_SHARED (default ../shared).
"""

import os
import pathlib
from collections import Counter

from tiendo.plan import compiler, read
from tiendo.plan.completeness import completeness

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("TIENDO_SHARED") or ROOT.parent / "shared").resolve()


def run():
    gold = {path.name.removesuffix(".json") for path in (SHARED / "bench" / "gold").glob("*.json")}
    every = [path for path in sorted((SHARED / "corpus").iterdir()) if path.suffix != ".tsv"]
    for name, some in (
        ("annotated", [path for path in every if path.name in gold]),
        ("others", [path for path in every if path.name not in gold]),
    ):
        _print(name, some)


def _print(name, paths):
    counts, reasons = Counter(), Counter()
    for path in paths:
        source, _ = read.read(path.read_bytes(), path.name)
        if source is None:
            continue
        found = completeness(compiler.compile(source)[0])
        counts.update(documents=1, orders=len(found.ordering), rest=len(found.rest), lost=len(found.lost))
        reasons.update(one.reason.value if one.reason else "lost" for one in found.rest)
    inside = counts["orders"] - counts["rest"]
    share = inside / (inside + counts["lost"]) if inside else 0
    print(f"{name}: {counts['documents']} documents, {counts['orders']} sentences that order, {inside} in tasks,")
    print(f"  {counts['rest'] - counts['lost']} aside with a reason, {counts['lost']} without; share {share:.3f}")
    print("  " + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
