"""Files by content hash, below ``settings.FILES``. A name that a user gave never reaches the disk."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from django.conf import settings

from tiendo_web.core import models


def _path(jurisdiction_id: int, sha256: str) -> Path:
    return Path(settings.FILES) / str(jurisdiction_id) / sha256[:2] / sha256


def keep(*, jurisdiction_id: int, data: bytes) -> models.Blob:
    """Store the bytes, once, and give their row; on disk whole or not at all."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(jurisdiction_id, sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(path)
    blob, _ = models.Blob.objects.get_or_create(
        jurisdiction_id=jurisdiction_id, sha256=sha256, defaults={"size": len(data)}
    )
    return blob


def read(*, jurisdiction_id: int, sha256: str) -> bytes:
    """The bytes; raises FileNotFoundError where the store has lost them."""
    return _path(jurisdiction_id, sha256).read_bytes()


def _waiting(jurisdiction_id: int) -> Path:
    return Path(settings.FILES) / str(jurisdiction_id) / "waiting"


def wait(*, jurisdiction_id: int, data: bytes, name: str = "") -> str:
    """Set a file aside that may yet be thrown away, under a ``name`` of ours; gives the name to ask for it by."""
    name, folder = name or secrets.token_hex(16), _waiting(jurisdiction_id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return name


def waiting(*, jurisdiction_id: int, name: str) -> bytes:
    """A file that was set aside; raises FileNotFoundError where it was thrown away."""
    return (_waiting(jurisdiction_id) / name).read_bytes()


def throw_away(*, jurisdiction_id: int, name: str) -> None:
    """Delete a file that was set aside."""
    (_waiting(jurisdiction_id) / name).unlink(missing_ok=True)


def throw_away_others(*, jurisdiction_id: int, keep: Collection[str], before: dt.datetime) -> None:
    """Delete what was set aside before that instant and is not in ``keep``: whoever set it aside died."""
    for path in _waiting(jurisdiction_id).glob("*"):
        if path.name not in keep and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def damaged(*, jurisdiction_id: int) -> Iterator[str]:
    """Each file that is no longer what was handed in, or no longer there, a line each."""
    for blob in models.Blob.objects.filter(jurisdiction_id=jurisdiction_id).order_by("id").iterator(500):
        try:
            with _path(jurisdiction_id, blob.sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            yield f"file {blob.sha256}: gone"
            continue
        if found != blob.sha256:
            yield f"file {blob.sha256}: changed after it was handed in"
