"""Vietnamese from before Unicode: there and back again, and nothing else touched."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.read import builders as b
from tiendo import programs
from tiendo.plan.read import legacy, read
from tiendo.plan.read.legacy import Scheme

TEXT = (
    "Ủy ban nhân dân xã lập kế hoạch phát triển nông thôn mới, giữ vững quốc phòng; mỗi tháng báo cáo kết quả "
    "thực hiện về huyện trước ngày quy định, kể cả những việc chưa xong. Ông, bà, cụ già và trẻ nhỏ được ưu tiên."
)
WORDS = sorted({word for word in TEXT.replace(",", "").replace(".", "").split() if not word.isascii()})


def written(text: str, scheme: Scheme) -> str:
    """The text as it looks when typed in an old encoding; TCVN3's small letters only."""
    if scheme is Scheme.VNI:
        pairs = {letter: pair for pair, letter in legacy._PAIRS.items()}
        return "".join(pairs.get(c) or (pairs[c.lower()].upper() if c.lower() in pairs else c) for c in text)
    back = {letter: chr(code) for code, letter in legacy._TABLES[scheme].items()}
    return "".join(back.get(c, back.get(c.lower(), c)) for c in text)


@pytest.mark.parametrize("scheme", Scheme)
def test_a_text_is_recognised_and_rewritten(scheme: Scheme) -> None:
    old = written(TEXT, scheme)
    assert legacy.told([old]) is scheme
    assert legacy.convert(old, scheme).lower() == TEXT.lower()


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40), st.sampled_from(Scheme))
def test_any_words_of_unicode_are_left_alone(words: list[str], scheme: Scheme) -> None:
    assert legacy.told([" ".join(words), TEXT]) is None
    assert legacy.convert(TEXT, scheme) == TEXT


@given(st.text(max_size=300))
def test_any_text_can_be_asked_and_converted(text: str) -> None:
    legacy.told([text])
    for scheme in Scheme:
        legacy.convert(text, scheme)


@pytest.mark.parametrize("text", ["naïve café à la carte; façade, Müller & Söhne, œuvre déjà vu, señor", "x²·µ¶"])
def test_western_languages_are_left_alone(text: str) -> None:
    assert legacy.told([text] * 5) is None


@pytest.mark.parametrize(("scheme", "name"), [(Scheme.TCVN3, "TCVN5712-1"), (Scheme.VISCII, "VISCII")])
def test_the_tables_agree_with_those_of_the_system(scheme: Scheme, name: str) -> None:
    if programs.find("iconv") is None:
        pytest.skip("needs the program iconv")
    for code, letter in legacy._TABLES[scheme].items():
        made = subprocess.run(["iconv", "-f", name, "-t", "UTF-8"], input=bytes([code, 32]), capture_output=True)
        assert made.stdout.decode() == letter + " ", hex(code)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CñA CHñ TÞCH CHÝNH PHñ", "CỦA CHỦ TỊCH CHÍNH PHỦ"),
        ("Sè 65 NGµY 23 TH¸NG 11", "SỐ 65 NGÀY 23 THÁNG 11"),
        ("Bé tr­ëng Bé Néi vô", "Bộ trưởng Bộ Nội vụ"),
        ("Uû ban, UBND tØnh", "Uỷ ban, UBND tỉnh"),
        ("§iÒu 1. ý kiÕn", "Điều 1. ý kiến"),
    ],
)
def test_without_a_font_the_letters_beside_tell_capitals(old: str, new: str) -> None:
    assert legacy.convert(old, Scheme.TCVN3) == new


@pytest.mark.parametrize("scheme", Scheme)
def test_a_plain_text_file_in_an_old_encoding_is_read(scheme: Scheme) -> None:
    source, told = read(written(TEXT, scheme).encode("latin-1"), "ke-hoach.txt")
    assert source is not None
    assert source.text.lower() == TEXT.lower()
    assert [one.name for one in told] == ["old-encoding-converted"]


@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_pages_and_markdown_in_an_old_encoding_are_read(name: str) -> None:
    body = written(TEXT, Scheme.TCVN3)
    page = f"<html><body><p>{body}</p></body></html>" if name == "a.html" else f"# KÕ ho¹ch\n\n{body}\n"
    for encoding in ("utf-8", "latin-1"):
        source, told = read(page.encode(encoding), name)
        assert source is not None
        assert TEXT[1:] in source.text
        assert "old-encoding-converted" in {one.name for one in told}


def test_a_docx_whose_words_are_in_no_old_font_is_converted_by_its_words() -> None:
    source, _ = read(b.docx(b.p(written(TEXT, Scheme.TCVN3))), "a.docx")
    assert source is not None
    assert source.text[1:] == TEXT[1:]
