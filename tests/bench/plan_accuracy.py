"""Hold the compiler against the annotated documents beside the project, and say how fast it is.

    python tests/bench/plan_accuracy.py [--worst N] [--keep FOLDER]

The documents are found by TIENDO_SHARED (default ../shared); formats that no reader takes are left out.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from tiendo.plan import compiler, emit, read
from tiendo.plan.context import Context

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("TIENDO_SHARED") or ROOT.parent / "shared").resolve()


def compile_all(gold, out):
    """Compile every annotated document that a reader takes; gives how many, and the seconds in the compiler."""
    taken, seconds = 0, 0.0
    for path in sorted((SHARED / "bench" / "gold").glob("*.json")):
        document = SHARED / "corpus" / path.name.removesuffix(".json")
        source, told = read.read(document.read_bytes(), document.name)
        if source is None:
            print(f"left out: {document.name} ({', '.join(one.name for one in told)})", file=sys.stderr)
            continue
        begun = time.perf_counter()
        plan, found = compiler.compile(source, Context())
        seconds += time.perf_counter() - begun
        (out / path.name).write_text(json.dumps(emit.to_dict(plan, found), ensure_ascii=False, indent=1), "utf-8")
        shutil.copy(path, gold / path.name)
        taken += 1
    return taken, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for what was compiled")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gold, out = pathlib.Path(folder) / "gold", args.keep or pathlib.Path(folder) / "out"
        gold.mkdir()
        out.mkdir(parents=True, exist_ok=True)
        taken, seconds = compile_all(gold, out)
        scorer = [sys.executable, str(SHARED / "bench" / "score_plans.py"), str(gold), str(out)]
        status = subprocess.run([*scorer, "--worst", str(args.worst)], check=False).returncode
        print(f"\n{taken} documents, {taken / seconds if seconds else 0:.0f} a second")
    return status


if __name__ == "__main__":
    sys.exit(main())
