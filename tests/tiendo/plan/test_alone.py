"""An annex without its document, a page's own sentence, and the sentence in which a document is made."""

from __future__ import annotations

import pytest

from tests.tiendo.plan.texts import plan

ROW = "1. Sở Y tế lập sổ theo dõi."


@pytest.mark.parametrize(
    ("comes_with", "kind", "symbol", "day"),
    [
        ("(Kèm theo Nghị quyết số 5/NQ-CP ngày 02 tháng 3 năm 2026 của Chính phủ)", "NQ", "5/NQ-CP", "2026-03-02"),
        ("(Kèm theo Chương trình tại Nghị quyết số  /NQ-CP ngày 02/3/2026 của Chính phủ)", "NQ", None, "2026-03-02"),
    ],
)
def test_an_annex_alone_tells_of_its_document(comes_with: str, kind: str, symbol: str | None, day: str) -> None:
    top = plan(f"PHỤ LỤC II\nDANH MỤC NHIỆM VỤ TRỒNG RỪNG\n{comes_with}\n{ROW}").head
    assert top.type is not None and top.type.value == kind
    assert (top.symbol.value if top.symbol else None) == symbol
    assert top.title is not None and top.title.value == "Danh mục nhiệm vụ trồng rừng"
    assert top.issuer is not None and top.issuer.value == "Chính phủ"
    assert top.issued_on is not None and top.issued_on.value == day


def test_an_annex_that_says_nothing_of_its_document_has_no_head() -> None:
    top = plan(f"PHỤ LỤC II\nDANH MỤC NHIỆM VỤ\n{ROW}").head
    assert top.type is None and top.title is None


def test_the_sentence_that_tells_of_a_document_is_no_task() -> None:
    made = plan(f"Ban Chỉ đạo trồng rừng đã có Kế hoạch 01-KH/BCĐ về lập sổ, kiểm tra các xã.\n{ROW}")
    assert [one.text for one in made.tasks] == ["Sở Y tế lập sổ theo dõi."]


def test_the_sentence_in_which_a_document_is_made_is_no_task() -> None:
    made = plan(
        "QUYẾT ĐỊNH\nBan hành Quy chế cảng\nThủ tướng Chính phủ quyết định ban hành Quy chế quản lý cảng.\n"
        f"Sở Y tế tham mưu Ủy ban nhân dân tỉnh ban hành Quy chế về rừng.\n{ROW}"
    )
    assert not any(one.text.startswith("Thủ tướng") for one in made.tasks)


def test_a_day_in_capitals_dates_a_citation() -> None:
    (cited,) = plan("KẾ HOẠCH\nTHỰC HIỆN NGHỊ QUYẾT SỐ 57-NQ/TW NGÀY 22 THÁNG 12 NĂM 2024\n1. Lập sổ.").citations
    assert cited.date == "2024-12-22"


def test_bodies_known_by_letters_and_some_of_a_kind_are_bodies_of_their_own() -> None:
    made = plan(
        "II. NHIỆM VỤ\n1. Lập sổ theo dõi.\nCơ quan chủ trì: VTV, VOV, TTXVN, các thành phố và một số tỉnh ven biển."
    )
    names = [body.value for body in made.tasks[0].lead]
    assert names == ["VTV", "VOV", "TTXVN", "các thành phố", "một số tỉnh ven biển"]


def test_each_day_of_a_rhythm_comes_each_year() -> None:
    made = plan(
        "Số: 5/KH-UBND\nSơn Hải, ngày 02 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng rừng\nII. NHIỆM VỤ\n1. Các sở hằng năm gửi "
        "báo cáo trước ngày 15 tháng 12; Sở Y tế tổng hợp trước ngày 30 tháng 01."
    )
    due = made.tasks[0].deadline
    assert due is not None and due.values == ("annual:12-15", "annual:01-30")


def test_what_somebody_answers_for_and_what_a_form_asks_for_are_no_tasks_of_a_regulation() -> None:
    made = plan(
        "QUY CHẾ\nQuản lý cảng\nĐiều 1. Xử lý vi phạm\n1. Các cơ quan phải chịu trách nhiệm về việc để mất hàng hóa.\n"
        "2. Công ty Cảng kính đề nghị Sở Y tế cấp phép cho tàu."
    )
    assert not made.tasks
