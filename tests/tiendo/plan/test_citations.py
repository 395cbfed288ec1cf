import pytest

from tests.tiendo.plan.texts import plan, source
from tiendo import registry
from tiendo.plan import Context, citations, compile
from tiendo.plan.model import Identity
from tiendo.source import Span


def cited(text, own=None):
    whole = source(text)
    return [(one.symbol, one.date) for one in citations.citations(whole, (Span(0, len(text)),), own)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nghị định số 85/2016/NĐ-CP ngày 01/7/2016", [("85/2016/NĐ-CP", "2016-07-01")]),
        ("Luật số 51/2014/QH13", [("51/2014/QH13", None)]),
        ("Nghị định số142/2018/NĐ-CP ngày 09/10/2018", [("142/2018/NĐ-CP", "2018-10-09")]),
        ("Chỉ thị số 46-CT/TW, ngày 22/6/2015", [("46-CT/TW", "2015-06-22")]),
        ("Công văn số 574/UBND-NC ngày 23/9/2024", [("574/UBND-NC", "2024-09-23")]),
        ("các Công điện 1/CĐ-TTg và 2/CĐ-TTg ngày 19/11/2025", [("1/CĐ-TTg", None), ("2/CĐ-TTg", "2025-11-19")]),
        ("1-CT/TW ngày 03/6/1998 và 1-CT/TW ngày 26/5/2014", [("1-CT/TW", "1998-06-03"), ("1-CT/TW", "2014-05-26")]),
        ("Chỉ thị số 21-CT/TW của Ban Bí thư ngày 21/12/2012 về trồng cây", [("21-CT/TW", "2012-12-21")]),
        ("Ngày 05/11/2025, Sở Xây dựng ban hành Quyết định số 7/QĐ-SXD về vườn ươm", [("7/QĐ-SXD", "2025-11-05")]),
        ("Ngày 05/11/2025, Sở Xây dựng họp. Nghị quyết số 7/NQ-CP", [("7/NQ-CP", None)]),
        ("họp ngày 24/7, đường 5/8, phòng HIV/AIDS", []),
    ],
)  # fmt: skip
def test_symbols_and_their_dates(text, found):
    assert cited(text) == found


def test_later_mentions_are_merged_and_the_own_symbol_is_left_out():
    text = "Kế hoạch 45/KH-UBND theo Quyết định 9/QĐ-TTg; Quyết định 9/QĐ-TTg ngày 2/1/2026; Quyết định 9/QĐ-TTg."
    whole = source(text)
    (one,) = citations.citations(whole, (Span(0, len(text)),), "45/KH-UBND")
    assert (one.symbol, one.date, len(one.mentions)) == ("9/QĐ-TTg", "2026-01-02", 3)


def test_a_day_that_no_calendar_has_is_kept_as_printed():
    text = "Quyết định số 9/QĐ-TTg ngày 09/6/20205"
    (one,) = citations.citations(source(text), (Span(0, len(text)),), None)
    assert (one.date, one.printed_date) == (None, "09/6/20205")


def test_a_citation_says_which_known_document_it_is():
    text = (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020; Nghị định số 85/2016/NĐ-CP ngày 15/4/2016; "
        "Chỉ thị số 35-CT/TW; Quyết định số 99999/QĐ-UBND; Quyết định số 89-QĐ/TW ngày 01/8/2017."
    )
    made, _ = compile(source(text), Context(registry=registry.shipped()))
    told = {one.symbol: (one.identity, len(one.known)) for one in made.citations}
    assert told == {
        "30/2020/NĐ-CP": (Identity.DATED, 1),
        "85/2016/NĐ-CP": (Identity.REDATED, 1),
        "35-CT/TW": (Identity.AMBIGUOUS, 3),
        "99999/QĐ-UBND": (Identity.NONE, 0),
        "89-QĐ/TW": (Identity.REDATED, 2),
    }


def test_without_a_registry_nothing_is_said():
    assert plan("Căn cứ Nghị định số 30/2020/NĐ-CP.").citations[0].identity is None


HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 45/KH-UBND\nSơn Hải, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng rừng ven biển\n"
)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Căn cứ Nghị định số 12/2025/NĐ-CP;", {"12/2025/NĐ-CP": "basis"}),
        ("Xét đề nghị tại Tờ trình số 12/TTr-SXD;", {"12/TTr-SXD": "basis"}),
        (
            "Căn cứ Nghị định số 12/2025/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP;",
            {"12/2025/NĐ-CP": "basis", "30/2020/NĐ-CP": "refers"},
        ),
        ("Thực hiện Nghị quyết số 9-NQ/TU, Ủy ban ban hành Kế hoạch:", {"9-NQ/TU": "implements"}),
        ("Ủy ban ban hành Kế hoạch triển khai thực hiện Nghị quyết số 9-NQ/TU:", {"9-NQ/TU": "implements"}),
        (
            "Kế hoạch này thay thế Kế hoạch số 7/KH-UBND ngày 03/02/2024 và Kế hoạch số 8/KH-UBND.",
            {"7/KH-UBND": "replaces", "8/KH-UBND": "replaces"},
        ),
        (
            "Kế hoạch này thay thế Kế hoạch số 7/KH-UBND thực hiện Nghị quyết số 9/NQ-CP.",
            {"7/KH-UBND": "replaces", "9/NQ-CP": "refers"},
        ),
        ("Quyết định số 7/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", {"7/QĐ-UBND": "replaces"}),
        ("Điều 1. Sửa đổi một số điều của Quyết định số 7/QĐ-UBND như sau:", {"7/QĐ-UBND": "amends"}),
        ("Bãi bỏ khoản 2 Mục III Kế hoạch số 7/KH-UBND.", {"7/KH-UBND": "amends"}),
        ("1. Giao Sở Xây dựng tham mưu sửa đổi Quyết định số 7/QĐ-UBND.", {"7/QĐ-UBND": "refers"}),
        (
            "1. Phổ biến Nghị định số 10/2024/NĐ-CP thay thế Nghị định số 11/2020/NĐ-CP.",
            {"10/2024/NĐ-CP": "refers", "11/2020/NĐ-CP": "refers"},
        ),
    ],
)
def test_the_role_of_a_cited_document(text, roles):
    assert {one.symbol: one.role.value for one in plan(HEAD + text).citations} == roles


def test_what_is_done_to_a_document_counts_for_more_than_where_it_stood_first():
    made = plan(HEAD + "Căn cứ Quyết định số 7/QĐ-UBND;\nĐiều 1. Sửa đổi Điều 2 Quyết định số 7/QĐ-UBND như sau:")
    assert [one.role.value for one in made.citations] == ["amends"]
