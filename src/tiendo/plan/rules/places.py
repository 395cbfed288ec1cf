"""Whether words behind a symbol name a body of another place than the document's own: each counts its own numbers.

>>> is_elsewhere("Ủy ban nhân dân tỉnh Trường Giang", "Ủy ban nhân dân tỉnh Sơn Hải về trồng rừng")
True
>>> is_elsewhere("Ủy ban nhân dân tỉnh Sơn Hải", "UBND tỉnh Sơn Hải"), is_elsewhere("UBND", "UBND tỉnh Sơn Hải")
(False, False)
"""

from __future__ import annotations

import re

from tiendo.viet import LOWER, UPPER, fold

_PLACE = re.compile(
    r"(?<!\w)(?i:tỉnh|thành phố|TP\.?|thị xã|xã|phường|đặc khu|huyện|quận)\s+"
    rf"(?P<name>[{UPPER}][{LOWER}]*(?:\s[{UPPER}][{LOWER}]*)*)"
)
_BEHIND = re.compile(r"[^;.\n]{0,40}?\bcủa\s+(?P<body>[^;,.\n]{3,80})")


def is_elsewhere(issuer: str, body: str) -> bool:
    """Whether ``body`` names a place, the issuer one too, and they are not the same."""
    own, other = _PLACE.search(issuer), _PLACE.search(body)
    return bool(own and other and fold(other["name"]) != fold(own["name"]))


def body_behind(text: str, end: int) -> str:
    """The body that words behind a cited symbol give it to ("… ngày 05/02/2026 của UBND tỉnh"), or nothing."""
    found = _BEHIND.match(text, end)
    return found["body"] if found else ""
