"""What stands beside the name of a body: what it is in some matter, and which bodies a class is made of.

>>> words = "Sở Y tế - Cơ quan thường trực Ban Chỉ đạo"
>>> words[: without_role(words)]
'Sở Y tế'
>>> heading = "Các cơ quan giao rừng (gồm Sở Y tế, Công an tỉnh)"
>>> heading[members(heading)]
'Sở Y tế, Công an tỉnh'
"""

from __future__ import annotations

import re

from tiendo import late
from tiendo.viet import UPPER

#: What a body is besides, in some committee; behind a comma other roles are those of others.
_ROLE = r"(?:là )?(?:cơ quan|đơn vị) (?:[Tt]hường trực|[Đđ]ầu mối)\b"
ROLE = late.pattern(_ROLE)
_OFFICE = late.pattern(
    rf"{_ROLE}|(?:(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận) (?:[Tt]hường trực|[Đđ]ầu mối|[Cc]hủ trì|[Gg]iúp việc)"
    rf"|[Tt]hường trực(?= (?:Ban|Tổ|Tiểu ban|Hội đồng|[{UPPER}]{{2}}))"
    r"|(?:Phó )?[Tt]rưởng (?:[Bb]an|[Tt]iểu ban|[Đđ]oàn)|(?:Phó )?[Cc]hủ tịch [Hh]ội đồng(?! nhân dân)"
    r"|[Tt]ổ (?:phó|trưởng)|(?:[Tt]hành|[Ủủ]y|[Uu]ỷ) viên(?: thường trực)?(?= (?:Ban|Tổ|Tiểu ban|Hội đồng)|$))\b"
)
_BESIDE = re.compile(r"\s[-–]\s|,\s")
_MEMBERS = late.pattern(
    r"(?:Trách nhiệm của |Đối với )?(?:Các|Những|các|những) [^().;:]{2,140}?"
    r"\s*\((?:(?:bao )?gồm(?: có)?|là|cụ thể(?: là)?)?\s*:?\s*(?P<members>[^().;…]{8,600}?)\s*\)\s*[.:]?\s*"
)


def without_role(words: str) -> int:
    """Where the name of a body ends that goes on with what it is besides; the whole length where it does not."""
    found = _BESIDE.search(words)
    while found:
        if (ROLE if found[0][0] == "," else _OFFICE).match(words, found.end()):
            return found.start()
        found = _BESIDE.search(words, found.end())
    return len(words)


def members(heading: str) -> slice:
    """The bodies in brackets behind the class that a heading names; empty where there are none."""
    found = _MEMBERS.fullmatch(heading) if "(" in heading else None
    return slice(*found.span("members")) if found else slice(0, 0)
