"""Who signed: the name, the office held, and on whose behalf."""

import pytest

from tiendo.plan import compiler, read
from tiendo.plan.context import Context

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\n\nSố: 15/KH-UBND\n\nKẾ HOẠCH\nPhòng dịch\n\n1. Sở Y tế rà soát thuốc.\n\n"


@pytest.mark.parametrize(
    ("signature", "behalf", "office", "marks"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "TM"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH", "TM KT"),
        ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "KT"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "KT"),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\n", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "TM"),
    ],
)
def test_the_signature_is_taken_apart(signature, behalf, office, marks):
    source, _told = read.read(f"{HEAD}{signature}Trần Văn Sơn\n".encode(), "a.txt")
    signer = compiler.compile(source, Context())[0].head.signer
    assert (signer.on_behalf.value, signer.position.value, signer.name.value) == (behalf, office, "Trần Văn Sơn")
    assert [one.value for one in signer.authorities] == marks.split()
    for field in (signer.on_behalf, signer.position, signer.name):
        assert " ".join(source.slice(field.span).split()) == field.value


def test_a_long_list_of_recipients_does_not_hide_who_signed():
    listed = "".join(f"- Ủy ban nhân dân xã Hải {one};\n" for one in "ABCDEGHIKLMNOP")
    text = f"{HEAD}Nơi nhận:\n{listed}TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Sơn\n"
    source, _told = read.read(text.encode(), "a.txt")
    assert compiler.compile(source, Context())[0].head.signer.name.value == "Trần Văn Sơn"


@pytest.mark.parametrize("title", ["PGS.TS ", "PGS. TS. ", "BS. CKII ", "Thạc sĩ ", "ThS. ", "Đại tá "])
def test_titles_are_no_part_of_a_name(title):
    source, _told = read.read(f"{HEAD}KT. GIÁM ĐỐC\n\nPHÓ GIÁM ĐỐC\n\n{title}Trần Văn Sơn\n".encode(), "a.txt")
    assert compiler.compile(source, Context())[0].head.signer.name.value == "Trần Văn Sơn"


@pytest.mark.parametrize(
    "signature",
    [
        "T/M ĐOÀN CHỦ TỊCH\n(chữ ký)\n\n2. Sở Y tế lập sổ.\n\nK/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nTrần Văn Sơn\n",
        "- Lưu: VT. (Đã ký) Trần Văn Sơn\n",
    ],
    ids=["a form in the text has a block without a name", "a page has dropped the office"],
)
def test_who_signed_is_found_where_the_block_is_not_the_first_or_not_whole(signature):
    source, _told = read.read(f"{HEAD}{signature}".encode(), "a.txt")
    assert compiler.compile(source, Context())[0].head.signer.name.value == "Trần Văn Sơn"
