"""System packages that some suites need: which are missing, and how to get them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

PRESENT: dict[str, Callable[[], bool]] = {
    "chromium": lambda: shutil.which("chromium") is not None,
    "postgresql": lambda: any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    "gettext": lambda: shutil.which("xgettext") is not None,
    "antiword": lambda: shutil.which("antiword") is not None,
    "libreoffice-writer-nogui": lambda: shutil.which("soffice") is not None,
    "tesseract-ocr": lambda: shutil.which("tesseract") is not None,
    "tesseract-ocr-vie": lambda: any(Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")),
    "fonts-noto-core": lambda: any(Path("/usr/share/fonts/truetype/noto").glob("NotoSans-Regular.*")),
}


def lacking(*names: str) -> list[str]:
    """Those of the named packages (all known ones where none is named) that are not installed."""
    return [name for name in names or PRESENT if not PRESENT[name]()]


def install() -> None:
    """Install what is missing where we may; say exactly what to type where we may not."""
    missing = lacking()
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        print("Missing system packages; install them with:\n    sudo " + " ".join(command), flush=True)
        return
    print("Installing " + " ".join(missing), flush=True)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "--quiet"], command):
        subprocess.run(step, env=env, stdout=subprocess.DEVNULL, check=False)
