"""W015: abbreviations are used that the document nowhere explains; told once for a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="W015",
    name="abbreviation-unexplained",
    severity=Severity.INFO,
    message=Words(
        vi="{count} chữ viết tắt không được giải thích: {list}", en="{count} abbreviations are not explained: {list}"
    ),
    help=Words(
        vi="Viết đủ ở lần đầu, kèm chữ viết tắt trong ngoặc.",
        en="Write it out at first, with the abbreviation in brackets.",
    ),
    explanation=Words(
        vi=(
            "Cùng một chữ tắt có khi là hai cơ quan (BTC: Bộ Tài chính, Ban Tổ chức). Chữ tắt thông dụng (UBND, "
            "HĐND, MTTQ …) và chữ trong số, ký hiệu không bị xét."
        ),
        en=(
            "One abbreviation may be two bodies (BTC: Ministry of Finance, Organising Board). Common ones (UBND, "
            "HĐND, MTTQ …) and those in symbols are left alone."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng giao BQLRPH trồng rừng ven biển.\n\n2. Sở Xây dựng đôn đốc BQLRPH báo cáo kết quả.\n"),
            good=(
                "1. Sở Xây dựng giao Ban Quản lý rừng phòng hộ (BQLRPH) trồng rừng ven biển.\n\n2. Sở Xây dựng "
                "đôn đốc BQLRPH báo cáo kết quả.\n"
            ),
        ),
    ),
    basis="Hướng dẫn 36-HD/VPTW, mục 1.6.1 (chữ viết tắt lần đầu đặt trong ngoặc đơn ngay sau từ, cụm từ đó)",
)


#: Known to every official, or explained by law.
_COMMON = frozenset(
    [
        "UBND",
        "HĐND",
        "MTTQ",
        "UBMTTQ",
        "UBMTTQVN",
        "VPCP",
        "VPUB",
        "VHXH",
        "TTHC",
        "CCHC",
        "KT",
        "XH",
        "ANTT",
        "ATGT",
        "PCCC",
        "CNCH",
        "PCTT",
        "TKCN",
        "GDĐT",
        "KHCN",
        "GPMB",
        "NTM",
        "OCOP",
        "ATTP",
        "BHYT",
        "BHXH",
        "BHTN",
        "CBCC",
        "CCVC",
        "CNTT",
        "TTĐT",
        "DTTS",
        "GTVT",
        "LĐTBXH",
        "NNMT",
        "TNMT",
        "NN",
        "PTNT",
        "VHTTDL",
        "TTTT",
        "KHĐT",
        "TP",
        "TX",
        "TT",
        "QL",
        "BCĐ",
        "BCH",
        "TW",
        "TU",
        "TTg",
        "CP",
        "QH",
        "UBTVQH",
        "VT",
        "LĐLĐ",
        "LHPN",
        "HND",
        "CCB",
        "TN",
        "THCS",
        "THPT",
        "MN",
        "TH",
        "CSDL",
        "ODA",
        "FDI",
        "GDP",
        "GRDP",
        "PCI",
        "PAR",
        "INDEX",
        "VND",
        "USD",
        "ĐBQH",
        "QPAN",
        "QP",
        "AN",
        "CAND",
        "QĐND",
        "BĐBP",
        "ANQP",
        "KTXH",
        "PPP",
        "TPHCM",
        "HCM",
        "VNPT",
        "EVN",
        "VNA",
        "VTV",
        "VOV",
        "TTXVN",
        "CSSKSS",
        "DVC",
        "DVCTT",
        "LGSP",
        "NGSP",
        "TNHH",
        "UNESCO",
        "ASEAN",
        "APEC",
        "UNICEF",
    ]
)
_SHORT = re.compile(r"[A-ZĐ](?<![\w/.&-].)[A-ZĐ]{3,}(?![\w/-])")
_CAPITALS = re.compile(r"[A-ZĐ]{4,}")
_BRACKETED = late.pattern(r"[(“\"]\s*(?:[^()\n]{0,40}\s)?$")
_CLOSED = re.compile(r"\s*[)”\",;]")
_DEFINED = re.compile(r"\s*[:=(]")
_SHORTENED = re.compile(r"(?:gọi tắt|viết tắt)[^.\n]{0,20}$")
# "(OECD Digital Government)": a bracket that the abbreviation opens, behind the name in full.
_OPENS = re.compile(r"\w\s*\(\s*$")
_CLOSES = re.compile(r"\s[^()\n]{1,40}\)")
_NEAR = 60
_LEAST = 2


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first, for those of four letters up that come twice and never in brackets."""
    text = plan.source.text
    places: dict[str, list[int]] = {}
    for task in plan.tasks:
        for part in task.parts:
            line = text[part.start : part.end]
            if line.isupper():
                continue
            for found in _SHORT.finditer(line):
                if found[0] not in _COMMON and counting.roman(found[0]) is None:
                    places.setdefault(found[0], []).append(part.start + found.start())
    often = {word: at for word, at in places.items() if len(at) >= _LEAST}
    explained = _explained(text, often)
    odd = {word: at for word, at in often.items() if word not in explained}
    if odd:
        first, at = min(odd.items(), key=lambda one: one[1])
        yield RULE.found(
            plan.source.name, Span(at[0], at[0] + len(first)), count=str(len(odd)), list=", ".join(sorted(odd))
        )


def _explained(text: str, words: Iterable[str]) -> set[str]:
    """Those of the words that some place of the text explains: in brackets, before a colon, or behind "viết tắt"."""
    wanted, found = set(words), set()
    for one in _CAPITALS.finditer(text) if wanted else ():
        if one[0] in wanted and one[0] not in found and _is_explained(text, one.start(), one.end()):
            found.add(one[0])
    return found


def _is_explained(text: str, start: int, end: int) -> bool:
    if _BRACKETED.search(text, max(0, start - _NEAR), start) and _CLOSED.match(text, end):
        return True
    if _OPENS.search(text, max(0, start - _NEAR), start) and _CLOSES.match(text, end):
        return True
    return bool(_DEFINED.match(text, end) or _SHORTENED.search(text, max(0, start - _NEAR), start))
