"""A database with every migration applied: made once for as long as migrations and models are as they are, and copied.

Applying them takes longer than most tests, copying what they made no time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".cache" / "migrated"
SQLITE = "tiendo.sqlite3"


def sqlite() -> Path:
    """The file; several who ask at once wait for the first."""
    kept = KEPT / f"{_written()}.sqlite3"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            _make(kept)
    return kept


def copy_to(folder: Path) -> Path:
    """The database of a folder of data, which has none yet; gives its file."""
    return Path(shutil.copyfile(sqlite(), folder / SQLITE))


def _written() -> str:
    """A digest of what says how the database looks: migrations, models, which apps there are, and the packages."""
    product = ROOT / "src" / "tiendo_web"
    wanted = [ROOT / "requirements" / "dev.txt", product / "settings.py"]
    wanted += sorted([*product.glob("*/migrations/*.py"), *product.glob("*/models.py")])
    return hashlib.sha256(b"".join(path.read_bytes() for path in wanted)).hexdigest()


def _make(kept: Path) -> None:
    with tempfile.TemporaryDirectory(dir=KEPT) as data:
        env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        env |= {"TIENDO_DATA": data, "TIENDO_SECRET_KEY": "only-for-tests-" + "0" * 32}
        env |= {"DJANGO_SETTINGS_MODULE": "tiendo_web.settings"}
        migrate = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity=0"]
        subprocess.run(migrate, env=env, cwd=ROOT, check=True)
        os.replace(Path(data) / SQLITE, kept)
