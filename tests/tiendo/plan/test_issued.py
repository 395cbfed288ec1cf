"""What a decision issues behind its signature is read, whatever it is called; in words of our own."""

import pytest

from tests.tiendo.plan.texts import plan
from tiendo.plan import issued, lines
from tiendo.source import Source

DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN BÌNH\nSố: 12/QĐ-UBND\nAn Bình, ngày 05 tháng 01 năm 2026\nQUYẾT ĐỊNH\n"
    "Về việc trồng rừng ven biển\nCăn cứ Luật Lâm nghiệp;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành kèm theo Quyết định này văn bản về trồng rừng.\n"
    "Nơi nhận:\n- Như Điều 1.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Sơn\n"
)
WORK = "I. NHIỆM VỤ\n1. Sở Xây dựng lập vườn ươm.\n2. Sở Y tế gửi danh sách.\n"
COMES = "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2026)"


def told(text):
    return [(task.label, " ".join(task.text.split())) for task in plan(text).tasks]


TASKS = [("I.1", "Sở Xây dựng lập vườn ươm."), ("I.2", "Sở Y tế gửi danh sách.")]


@pytest.mark.parametrize(
    "title", ["CHƯƠNG TRÌNH HÀNH ĐỘNG", "NỘI QUY CHỢ XUÂN", "ĐIỀU LỆ\nHỘI LÀM VƯỜN", "LỘ TRÌNH\nTrồng rừng ven biển"]
)
def test_a_text_of_any_name_is_read_and_its_title_is_in_no_task(title):
    assert told(f"{DECISION}{title}\n{COMES}\n{WORK}") == TASKS


@pytest.mark.parametrize(
    "comes",
    [
        "(Kèm theo Quyết định số 12/QĐ-UBND)",
        "VEN BIỂN (Kèm theo Quyết định số 12/QĐ-UBND)",
        "( Ban hành kèm theo Quyết định số: 12/QĐ-UBND",
        "Ban hành kèm theo Quyết định số 12/QĐ-UBND",
        "(Phê duyệt kèm theo Quyết định số 12/QĐ-UBND)",
        "(Được phê duyệt tại Quyết định số 12/QĐ-UBND)",
        "(Ban hành theo Quyết định số 12/QĐ-UBND)",
        "(Đính kèm Công văn số 12/UBND-NN)",
        "(Ban hành kèm theo\nQuyết định số 12/QĐ-UBND ngày 05 tháng 01 năm 2026\ncủa Sở Xây dựng)",
    ],
)
def test_it_may_say_in_many_words_what_it_comes_with(comes):
    assert told(f"{DECISION}CHƯƠNG TRÌNH TRỒNG RỪNG\n{comes}\n{WORK}") == TASKS


@pytest.mark.parametrize("title", ["Quy chế\nVề việc trồng rừng\n", "NỘI QUY CHỢ XUÂN "])
def test_its_title_may_be_in_small_letters_or_in_one_line_with_what_it_comes_with(title):
    assert told(f"{DECISION}{title}{COMES}\n{WORK}") == TASKS


def test_a_text_begins_without_a_signature_before_it():
    unsigned = DECISION.partition("Nơi nhận")[0]
    assert told(f"{unsigned}LỘ TRÌNH TRỒNG RỪNG\n{COMES}\n{WORK}") == TASKS


def test_the_title_of_a_second_text_is_no_part_of_the_last_task_of_the_first():
    second = f"NỘI QUY\nVƯỜN ƯƠM\n{COMES}\nII. NHIỆM VỤ\n1. Sở Nội vụ lập sổ.\n"
    assert told(f"{DECISION}CHƯƠNG TRÌNH\n{COMES}\n{WORK}{second}") == [*TASKS, ("II.1", "Sở Nội vụ lập sổ.")]


def test_what_is_issued_closes_as_a_document_does():
    last = (
        "Trường hợp các văn bản viện dẫn tại đây được thay thế thì theo văn bản mới. Nếu có vướng mắc, báo cáo tỉnh.\n"
    )
    annex = f"PHỤ LỤC I\nDANH SÁCH\n{COMES}\n"
    assert told(f"{DECISION}CHƯƠNG TRÌNH\n{COMES}\n{WORK}{last}{annex}") == [
        *TASKS,
        ("I.[3]", "Nếu có vướng mắc, báo cáo tỉnh."),
    ]


def test_an_annex_keeps_its_title():
    found = plan(f"{DECISION}PHỤ LỤC I\nDANH SÁCH VIỆC\n{COMES}\n{WORK}").outline
    assert [one.heading for one in found[-1].children][:2] == ["DANH SÁCH VIỆC", COMES]


def test_what_the_title_cites_is_cited():
    title = "CHƯƠNG TRÌNH\nTHỰC HIỆN NGHỊ QUYẾT SỐ 77/NQ-CP\n"
    assert "77/NQ-CP" in [one.symbol for one in plan(f"{DECISION}{title}{COMES}\n{WORK}").citations]


@pytest.mark.parametrize(
    "text",
    [
        "PHÓ CHỦ TỊCH\nTrần Văn Sơn\n(Kèm theo Quyết định số 5/QĐ-UBND)",
        "NHIỆM VỤ\n1. Lập sổ\n(Kèm theo Báo cáo số 5/BC-UBND)",
        "NHIỆM VỤ\nCác xã lập sổ.\n(Kèm theo Báo cáo số 5/BC-UBND)",
        "NHIỆM VỤ\nTRỌNG TÂM",
    ],
)
def test_other_words_in_capitals_are_no_title_of_a_text(text):
    assert issued.caption(lines.lines(Source("a.txt", text, (), "text/plain", "")), 0) == 0
