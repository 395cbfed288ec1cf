"""What was read of a page, kept by whoever calls: a page that was read once is not read again.

The key is made of the file's digest, the number of the page, the engine with its model, and the revision of our own
treatment. A store is anything with ``get`` and ``put``: a folder at the command line, blobs in the web part.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tiendo.plan.read.scan_engine import Token
from tiendo.plan.read.scan_rules import Rule, Rules
from tiendo.plan.read.scan_view import Frame, Read, View

# Raised with every change of what is done to a picture before or after the engine sees it.
REVISION = "1"


def key(sha256: str, number: int, engine: str) -> str:
    """The key for page ``number`` of the file with that digest, read by that engine."""
    return hashlib.sha256(f"{sha256} {number} {engine} {REVISION}".encode()).hexdigest()


def packed(read: Read) -> bytes:
    """A result as bytes."""
    views = [
        {
            "frame": [view.frame.width, view.frame.height, view.frame.skew, view.frame.left, view.frame.scale],
            "tokens": [[t.text, t.confidence, t.left, t.top, t.right, t.bottom, t.line] for t in view.tokens],
            "level": [[rule.at, rule.start, rule.end] for rule in view.rules.level],
            "upright": [[rule.at, rule.start, rule.end] for rule in view.rules.upright],
        }
        for view in read.views
    ]
    page = [read.number, read.width, read.height, read.turned, read.seal, read.dark]
    return json.dumps({"page": page, "views": views}, ensure_ascii=False).encode()


def unpacked(data: bytes) -> Read | None:
    """A result from its bytes; None where they are not what :func:`packed` makes."""
    try:
        found = json.loads(data)
        number, width, height, turned, seal, dark = found["page"]
        views = tuple(_view(view) for view in found["views"])
    except (ValueError, TypeError, KeyError):
        return None
    return Read(int(number), float(width), float(height), int(turned), views, bool(seal), bool(dark))


def _view(found: Any) -> View:
    width, height, skew, left, scale = found["frame"]
    level, upright = (tuple(Rule(*map(int, rule)) for rule in found[side]) for side in ("level", "upright"))
    tokens = tuple(Token(str(text), *map(int, numbers)) for text, *numbers in found["tokens"])
    frame = Frame(int(width), int(height), float(skew), float(left), float(scale))
    return View(frame, tokens, Rules(level, upright))
