"""The kinds of documents and their abbreviations.

Names and abbreviations are those of Decree 30/2020/NĐ-CP (Annex III) for the state and of Regulation
399-QĐ/TW for the Party; laws and decrees come from the law on promulgation.

>>> of_name("KẾ HOẠCH"), of_symbol("77-KH/TU"), of_symbol("01/2011/TTLT-BNV-VPCP")
('KH', 'KH', 'TTLT')
"""

from __future__ import annotations

import re

from tiendo import viet

NAMES: dict[str, str] = {
    "nghị quyết": "NQ",
    "quyết định": "QĐ",
    "chỉ thị": "CT",
    "quy chế": "QC",
    "quy định": "QyĐ",
    "thông cáo": "TC",
    "thông báo": "TB",
    "hướng dẫn": "HD",
    "chương trình": "CTr",
    "kế hoạch": "KH",
    "phương án": "PA",
    "đề án": "ĐA",
    "dự án": "DA",
    "báo cáo": "BC",
    "tờ trình": "TTr",
    "công điện": "CĐ",
    "công văn": "CV",
    "kết luận": "KL",
    "thông tri": "TT",
    "thông tư": "TT",
    "nghị định": "NĐ",
    "luật": "L",
    "lệnh": "L",
    "pháp lệnh": "PL",
    "biên bản": "BB",
    "quy trình": "QT",
    "sắc lệnh": "SL",
}
ALTERNATIVES = "|".join(sorted(NAMES, key=len, reverse=True))
ANY = re.compile(rf"\b({ALTERNATIVES})\b", re.IGNORECASE)
_BARE = {viet.fold(name).replace(" ", ""): short for name, short in NAMES.items()}
_LEAST_LETTERS = 6
_IN_SYMBOL = re.compile(
    r"[/-](TTLT|NQLT|VBHN|NQ|QĐ|CT|QC|QyĐ|QĐi|TB|HD|CTr|KH|PA|ĐA|DA|BC|TTr|CĐ|CV|KL|TT|NĐ)(?=[-/]|$)"
)


def of_name(text: str) -> str | None:
    """The abbreviation of a kind written out in any case, or None."""
    return NAMES.get(" ".join(text.lower().split()).strip(" :.-"))


def misread(text: str) -> str | None:
    """The abbreviation of a kind in capitals whose marks or gaps a scan got wrong ("K ÉT LUẬN"), or None."""
    bare = viet.fold(text).replace(" ", "")
    return _BARE.get(bare) if text.isupper() and len(bare) >= _LEAST_LETTERS else None


def of_symbol(symbol: str) -> str | None:
    """The kind that a symbol names, or None (a letter of an office names none)."""
    found = _IN_SYMBOL.search(symbol)
    if found:
        return "QyĐ" if found[1] == "QĐi" else found[1]
    return "L" if re.search(r"/QH\d+$", symbol) else None
