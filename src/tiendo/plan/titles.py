"""Words printed in capitals, given back their ordinary case.

The document's own text is asked first, for it prints most names again in ordinary letters; what it does
not tell is written as a sentence, with provinces and the words of public life that carry a capital.

>>> lowered("KẾ HOẠCH CỦA TỈNH SƠN LA", ""), lowered("ĐẠI HỘI XIV VÀ TTHC THEO QUYẾT ĐỊNH SỐ 06/QĐ-TTG", "")
('Kế hoạch của tỉnh Sơn La', 'Đại hội XIV và TTHC theo Quyết định số 06/QĐ-TTg')
>>> lowered("KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ TRẦN VĂN MẪU TẠI CUỘC HỌP", "")
'Kết luận của Phó Thủ tướng Chính phủ Trần Văn Mẫu tại cuộc họp'
"""

from __future__ import annotations

import re

from tiendo.plan import names

# The 34 provinces and cities since 1 July 2025 (Resolution 202/2025/QH15) and those before it.
_PLACES = (
    "An Giang,Bà Rịa - Vũng Tàu,Bạc Liêu,Bắc Giang,Bắc Kạn,Bắc Ninh,Bến Tre,Bình Dương,Bình Định,Bình Phước,"
    "Bình Thuận,Cà Mau,Cao Bằng,Cần Thơ,Đà Nẵng,Đắk Lắk,Đắk Nông,Điện Biên,Đồng Nai,Đồng Tháp,Gia Lai,"
    "Hà Giang,Hà Nam,Hà Nội,Hà Tĩnh,Hải Dương,Hải Phòng,Hậu Giang,Hòa Bình,Huế,Hưng Yên,Khánh Hòa,Kiên Giang,"
    "Kon Tum,Lai Châu,Lạng Sơn,Lào Cai,Lâm Đồng,Long An,Nam Định,Nghệ An,Ninh Bình,Ninh Thuận,Phú Thọ,Phú Yên,"
    "Quảng Bình,Quảng Nam,Quảng Ngãi,Quảng Ninh,Quảng Trị,Sóc Trăng,Sơn La,Tây Ninh,Thái Bình,Thái Nguyên,"
    "Thanh Hóa,Thừa Thiên Huế,Tiền Giang,Hồ Chí Minh,Trà Vinh,Tuyên Quang,Vĩnh Long,Vĩnh Phúc,Yên Bái,"
    "Việt Nam,Trung ương,Chính phủ,Quốc hội,Nhà nước,Thủ tướng,Bộ Chính trị,Ban Bí thư,Ủy ban nhân dân,"
    "Hội đồng nhân dân,Tỉnh ủy,Thành ủy"
)
PLACES = tuple(_PLACES.split(","))
_KNOWN = re.compile(r"\b(?:" + "|".join(re.escape(place) for place in PLACES) + r")\b", re.IGNORECASE)
_CASED = {place.lower(): place for place in PLACES}
# Symbols, Roman numbers, and abbreviations, which have no vowel as every word of the language has.
_KEPT = re.compile(r"\d\S*/\S+|\b(?:[IVXL]{3,6}|[BCDĐFGHJKLMNPQRSTVWXZ]{2,8}|UBND|HĐND|UBMTTQ)\b")
_CITED = re.compile(
    r"\b(?:chỉ thị|công điện|công văn|hướng dẫn|kế hoạch|kết luận|luật|nghị định|nghị quyết|quy định|quyết định"
    r"|thông báo|thông tư)(?= số \d)"
)
# Who is named right behind an office, up to what he did.
_PERSON = re.compile(
    r"\b(?P<office>(?:phó )?thủ tướng(?: thường trực)?(?: chính phủ)?|(?:bộ|thứ) trưởng|đồng chí|ông|bà)"
    rf"\s(?P<name>(?:{names.FAMILY.pattern})(?:\s[^\W\d_]+){{1,3}}?)"
    r"(?=,|$|\s(?:tại|về|chủ trì|trong|sau|làm việc|[-–])(?:\s|$))",
    re.IGNORECASE,
)
_SHORT = 8
_DEPUTY = re.compile(r"\bphó (?=Thủ tướng)")
_LETTERS = re.compile(r"[^\W\d_]+")


def lowered(text: str, body: str) -> str:
    """``text`` in ordinary case, on one line; text that is not in capitals only loses its line breaks."""
    words = " ".join(text.split())
    if _is_mixed(words):
        return _line_by_line(text) if "\n" in text else words
    printed = _printed(words, body)
    if printed:
        return printed[0].upper() + printed[1:]
    plain = _KNOWN.sub(lambda found: _CASED[found[0].lower()], _in_lower_case(words))
    plain = _DEPUTY.sub("Phó ", _PERSON.sub(lambda found: f"{found['office']} {found['name'].title()}", plain))
    return plain[:1].upper() + plain[1:]


def _line_by_line(text: str) -> str:
    """A subject of which some lines are in capitals and others are not."""
    shown = (lowered(line, "") if line.isupper() and len(line) >= _SHORT else line for line in text.split("\n"))
    return " ".join(" ".join(shown).split())


def _in_lower_case(words: str) -> str:
    """Words in lower case but for what is written in capitals everywhere."""
    at, made = 0, ""
    for kept in _KEPT.finditer(words):
        made, at = made + words[at : kept.start()].lower() + kept[0].replace("TTG", "TTg"), kept.end()
    return _CITED.sub(lambda found: found[0].capitalize(), made + words[at:].lower())


def _is_mixed(words: str) -> bool:
    letters = "".join(_LETTERS.findall(words))
    return sum(map(str.islower, letters)) > len(letters) * 0.4


def _printed(words: str, body: str) -> str | None:
    """The same words as the text prints them elsewhere in ordinary case."""
    if len(words) > 400:
        return None
    grammar = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    for found in grammar.finditer(body):
        if _is_mixed(found[0]):
            return " ".join(found[0].split())
    return None
