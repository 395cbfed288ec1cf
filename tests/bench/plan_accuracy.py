"""Hold the compiler against the annotated documents beside the project: all of them, and each half by itself.

    python -m tests.bench.plan_accuracy [--worst N] [--keep FOLDER] [--gold FOLDER]

The documents are found by TIENDO_SHARED (default ../shared); formats that no reader takes are left out. The halves are
the even and the odd documents in the order of their names: what was changed by looking at one is held by the other.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from tiendo import plan

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("TIENDO_SHARED") or ROOT.parent / "shared").resolve()
GOLD = SHARED / "bench" / "gold"


def compile_all(annotated, out):
    """Compile every annotated document that a reader takes; gives their names in order."""
    taken = []
    for path in sorted(annotated.glob("*.json")):
        document = SHARED / "corpus" / path.name.removesuffix(".json")
        source, told = plan.read.read(document.read_bytes(), document.name)
        if source is None:
            print(f"left out: {document.name} ({', '.join(one.name for one in told)})", file=sys.stderr)
            continue
        made, found = plan.compile(source)
        (out / path.name).write_text(json.dumps(plan.emit.to_dict(made, found), ensure_ascii=False, indent=1), "utf-8")
        taken.append(path.name)
    return taken


def marks(annotated, out, names, *, worst=0):
    """The scorer's marks over these documents, by field; with ``worst`` it prints what it prints, and gives nothing."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            shutil.copy(annotated / name, folder)
        call = [sys.executable, str(SHARED / "bench" / "score_plans.py"), folder, str(out)]
        if worst:
            subprocess.run([*call, "--worst", str(worst)], check=True)
            return {}
        return json.loads(subprocess.run([*call, "--json"], check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for what was compiled")
    parser.add_argument("--gold", type=pathlib.Path, default=GOLD, help="a folder of annotated documents of the corpus")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = args.keep or pathlib.Path(folder)
        out.mkdir(parents=True, exist_ok=True)
        names = compile_all(args.gold, out)
        halves = {"even": names[0::2], "odd": names[1::2]}
        marks(args.gold, out, names, worst=args.worst)
        both = {half: marks(args.gold, out, some) for half, some in halves.items()}
        for half, some in halves.items():
            print(f"\n{half} documents: {', '.join(name.removesuffix('.json') for name in some)}", end="")
        print(f"\n\n{'mark':22} {'even':>6} {'odd':>6}")
        for name in both["even"]:
            print(f"{name:22} " + " ".join(_figure(both[half][name]) for half in halves))
    return 0


def _figure(mark):
    return f"{'-':>6}" if mark is None else f"{mark:6.3f}"


if __name__ == "__main__":
    sys.exit(main())
