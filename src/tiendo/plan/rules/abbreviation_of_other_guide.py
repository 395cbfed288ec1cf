"""K013: a regulation of the Party is abbreviated as the guide said that is no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan
from tiendo.plan.rules import sample
from tiendo.rulebook import Example, Rule, Words

_NEW = sample.PARTY_HEAD.replace("tháng 3", "tháng 7").replace("12-KH/TU", "12-QĐ/TU").replace("KẾ HOẠCH", "QUY ĐỊNH")

RULE = Rule(
    code="K013",
    name="abbreviation-of-former-guide",
    severity=Severity.INFO,
    message=Words(
        vi="{symbol}: từ ngày 27/5/2026 chữ viết tắt của quy định là “QĐ”, không còn “QĐi”",
        en="{symbol}: from 27/5/2026 on a regulation is abbreviated “QĐ”, no longer “QĐi”",
    ),
    help=Words(vi="Viết “QĐ” trong số, ký hiệu.", en="Write “QĐ” in the symbol."),
    explanation=Words(
        vi="Hướng dẫn 36-HD/VPTW viết tắt quy định là “QĐi”; Hướng dẫn 05-HD/VPTW thay nó và viết “QĐ”. Văn bản theo "
        "hướng dẫn có hiệu lực vào ngày ban hành; văn bản cũ không bị nhắc.",
        en="Guide 36-HD/VPTW abbreviated a regulation as “QĐi”; Guide 05-HD/VPTW took its place and writes “QĐ”. A "
        "document follows the guide in force on its day; older ones are left alone.",
    ),
    examples=(
        Example(
            bad=_NEW.replace("12-QĐ", "12-QĐi") + "Điều 1. Sở Xây dựng trồng rừng.\n" + sample.PARTY_END,
            good=_NEW + "Điều 1. Sở Xây dựng trồng rừng.\n" + sample.PARTY_END,
        ),
    ),
    basis="Hướng dẫn 05-HD/VPTW ngày 27/5/2026 (bảng chữ viết tắt tên loại), thay Hướng dẫn 36-HD/VPTW ngày 03/4/2018",
)

_GUIDE = "05-HD/VPTW"
_FORMER = re.compile(r"\d+[a-zđ]?-QĐi/")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol of a document that is laid out by the guide now in force."""
    own, layout = plan.head.symbol, plan.head.layout
    if own is None or own.span is None or layout is None:
        return
    if layout.kind is LayoutKind.PARTY and layout.guide == _GUIDE and _FORMER.match(own.value):
        yield RULE.found(plan.source.name, own.span, symbol=own.value)
