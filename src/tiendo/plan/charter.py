"""The one body whose functions, tasks and powers a document lays down: who leads what names nobody in it.

>>> text = "QUY ĐỊNH\\nNHIỆM VỤ, QUYỀN HẠN CỦA SỞ Y TẾ\\nĐiều 1. Sở Y tế là cơ quan chuyên môn."
>>> source = Source("a.txt", text, (), "text/plain", "")
>>> body("Quy định nhiệm vụ, quyền hạn của sở y tế", source).value
'Sở Y tế'
"""

from __future__ import annotations

import re

from tiendo import late
from tiendo.plan import bodies
from tiendo.plan.model import BodyRef
from tiendo.source import Source, Span

# Two of what is laid down for a body, or the rules by which it is organised and works.
_LAID_DOWN = re.compile(
    r"(?:(?:chức năng|nhiệm vụ|quyền hạn|trách nhiệm)(?:,|\s)[^.;:]{0,60}?"
    r"\b(?:nhiệm vụ|quyền hạn|tổ chức|trách nhiệm)\b[^.;:]{0,60}?"
    r"|(?:quy chế|điều lệ)\s(?:về\s)?(?:tổ chức|hoạt động|làm việc)\b[^.;:]{0,30}?)"
    r"\scủa\s(?P<body>[^.;:()]{3,160})",
    re.IGNORECASE,
)
# The statute of an association, which bears its name and calls it by a shorter one ("gọi tắt là Hiệp hội").
_STATUTE = late.pattern(
    r"điều lệ\s(?P<body>(?:hiệp hội|hội|quỹ|liên đoàn|liên hiệp|câu lạc bộ)\b[^.;:()]{3,160})", re.IGNORECASE
)
_SHORT = late.pattern(r"\s*\(?\s*(?:sau đây )?(?:gọi|viết) tắt là:?\s[“\"]?(?P<short>[^).;:,”\"]{3,40})", re.IGNORECASE)
_REPEALS = re.compile(r"(?:Về việc )?bãi bỏ\b", re.IGNORECASE)
_TAIL = late.pattern(r"\s(?:trực thuộc|thuộc|trên địa bàn|giai đoạn|nhiệm kỳ|ban hành|và)\s.*$", re.IGNORECASE)


def body(title: str | None, source: Source) -> BodyRef | None:
    """The body that ``title`` says the document lays down the tasks of, where the text names it in ordinary letters."""
    words = " ".join(title.split()) if title else ""
    statute = _STATUTE.search(words)
    found = _LAID_DOWN.search(words) or statute
    if found is None or _REPEALS.match(words):
        return None
    if statute and (short := _called(statute["body"], source)):
        return short
    named = found["body"].strip(' ,-“”"')
    return _written(named, source) or _written(_TAIL.sub("", named), source)


def _called(named: str, source: Source) -> BodyRef | None:
    """The shorter name that the text says this body goes by."""
    words = re.compile(r"\s+".join(map(re.escape, named.split())), re.IGNORECASE)
    every = (_SHORT.match(source.text, found.end()) for found in words.finditer(source.text))
    short = next((found for found in every if found), None)
    return BodyRef(" ".join(short["short"].split()), Span(*short.span("short"))) if short else None


def _written(named: str, source: Source) -> BodyRef | None:
    """The first place where the text writes this name as names are written, and only one body by it."""
    words = re.compile(r"\s+".join(map(re.escape, named.split())), re.IGNORECASE)
    for found in words.finditer(source.text):
        place = Span(*found.span())
        if found[0].isupper() or not bodies.START.match(source.text, place.start):
            continue
        return BodyRef(" ".join(found[0].split()), place) if len(list(bodies.divide(source.text, place))) == 1 else None
    return None
