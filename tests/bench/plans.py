"""How fast and how well documents are compiled: a generated set, and the real ones where they are."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.bench import plan_accuracy
from tiendo.plan import compiler, read
from tiendo.plan.context import Context

READ = {".txt", ".md", ".html", ".docx"}


def _generated(number: int) -> bytes:
    """A plan of our own words with forty tasks; each is a little different."""
    lines = [
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\n",
        f"Số: {number}/KH-UBND\nSơn Hải, ngày 02 tháng 3 năm 2026\n",
        "KẾ HOẠCH\nPhòng, chống thiên tai năm 2026\n",
        "Căn cứ Nghị định số 66/2021/NĐ-CP ngày 06/7/2021 của Chính phủ;\n",
    ]
    for part in ("I", "II", "III", "IV"):
        lines.append(f"{part}. NHIỆM VỤ\n")
        lines += [
            f"{task}. Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát phương án số {number}-{part}-{task}, "
            f"hoàn thành trước ngày {task + 10}/6/2026.\n"
            for task in range(1, 11)
        ]
    return "\n".join([*lines, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Sơn\n"]).encode()


def _timed(name: str, files: Iterable[tuple[str, bytes]]) -> None:
    documents, size, start = 0, 0, time.perf_counter()
    for file, data in files:
        source, _faults = read.read(data, file)
        if source is not None:
            compiler.compile(source, Context())
            documents, size = documents + 1, size + len(data)
    took = time.perf_counter() - start
    print(
        f"{name}: {documents} documents, {documents / took:.1f} documents/s, {size / took / 1e6:.2f} MB/s on one core"
    )


def run() -> None:
    """Print documents and megabytes a second, then the accuracy on the annotated documents."""
    _timed("generated", [(f"{n}.txt", _generated(n)) for n in range(200)])
    corpus = plan_accuracy.SHARED / "corpus"
    if not corpus.is_dir():
        print("real documents: not beside the project (TIENDO_SHARED)")
        return
    real: list[Path] = sorted(path for path in corpus.iterdir() if path.suffix in READ)
    _timed("real", [(path.name, path.read_bytes()) for path in real])
    subprocess.run([sys.executable, "-m", "tests.bench.plan_accuracy"], check=False)
