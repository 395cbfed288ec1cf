import json
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.texts import KE_HOACH, names, plan, source
from tiendo.plan import emit
from tiendo.plan.compiler import compile as compile_source

SCRAPS = (
    "I. ",
    "1. ",
    "2. ",
    "a) ",
    "đ) ",
    "- ",
    "+ ",
    "(1) ",
    "Điều 3. ",
    "PHỤ LỤC I",
    "KẾ HOẠCH",
    "Nơi nhận:",
    "TM. ",
    "Sở Y tế",
    "các xã",
    " và ",
    ", ",
    "; ",
    ":",
    ".",
    "./.",
    "\n",
    "\n\n",
    "chủ trì",
    "phối hợp với ",
    "trước ngày 31/02/2026",
    "quý IV/2026",
    "hằng tháng",
    "thường xuyên",
    "Số: 45/KH-UBND",
    "ngày 04 tháng 3 năm 2026",
    "12-CT/TW ngày 3/2/2020",
    "Giao ",
    "Yêu cầu ",
    "Căn cứ ",
    "(",
    ")",
    "“",
    "Tin mới",
    "Ảnh: ",
    "Thời gian thực hiện: ",
    "Cơ quan chủ trì: ",
    "100% xã",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "İ",
    "🌳",
    "Đ",
)
LONGEST = 3.0
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join))


def spans_of(data):
    """Every span in a canonical form, with the words it should hold where they stand beside it."""
    if isinstance(data, dict):
        if {"text", "span"} <= set(data) and data["span"]:
            yield data["span"], data.get("text") if "parts" not in data else None
        for key, value in data.items():
            if key in ("spans", "mentions", "parts"):
                yield from ((span, None) for span in flat(value))
            if key == "edits":
                # An edit's text is what is to stand there, not what does.
                yield from ((edit["span"], None) for edit in value)
            else:
                yield from spans_of(value)
    elif isinstance(data, list):
        for one in data:
            yield from spans_of(one)


def flat(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            yield value
        else:
            for one in value:
                yield from flat(one)


@given(TEXTS)
def test_any_text_compiles_and_every_span_slices_to_its_words(text):
    made, told = compile_source(source(text))
    form = emit.to_dict(made, told)
    form.pop("source")
    text = form.pop("text")
    for (start, end), words in spans_of(form):
        assert 0 <= start <= end <= len(text)
        if words is not None:
            assert text[start:end] == words
    for task in made.tasks:
        assert task.text == "\n".join(made.source.slice(part) for part in task.parts)
        assert all(part in task.span for part in task.parts)


@given(TEXTS)
def test_ids_are_unique_and_the_same_text_gives_the_same_plan(text):
    first, again = compile_source(source(text)), compile_source(source(text))
    assert first == again
    ids = [task.id for task in first[0].tasks]
    assert len(ids) == len(set(ids))


@given(TEXTS)
def test_what_is_emitted_is_read_back(text):
    made, told = compile_source(source(text))
    back = emit.from_dict(json.loads(json.dumps(emit.to_dict(made, told))))
    assert (replace(back[0], source=made.source), back[1]) == (made, told)


def test_a_plan_of_a_province():
    made = plan(KE_HOACH)
    head = made.head
    assert [head.type.value, head.symbol.value, head.issued_on.value] == ["KH", "45/KH-UBND", "2026-03-04"]
    assert head.issuer.value == "Ủy ban nhân dân tỉnh Sơn Hải"
    assert head.title.value == "Trồng rừng chắn cát ven biển"
    assert head.signer.name.value == "Lê Văn Hòa"
    assert names(head.recipients) == ["Như trên", "Lưu: VT"]
    assert [(one.symbol, one.date, one.role.value) for one in made.citations] == [("301/QĐ-TTg", "2026-02-17", "basis")]


def test_tasks_stand_at_the_smallest_unit_with_who_and_when():
    told = {
        task.id: (names(task.lead), names(task.coordinating), task.deadline.values if task.deadline else ())
        for task in plan(KE_HOACH).tasks
    }
    assert told == {
        "II.1.[1]": (["Sở Xây dựng"], [], ("2026-06-30",)),
        "II.1.[2]": (["Sở Xây dựng"], ["Công an tỉnh", "các xã ven biển"], ()),
        "II.2": (
            ["Sở Nông nghiệp và Môi trường"],
            ["Sở Tài chính", "Ủy ban nhân dân các xã"],
            ("2026-09-30", "ongoing"),
        ),
        "II.3": (["Ban Quản lý rừng phòng hộ"], [], ("P45D",)),
        "III.1": (["Các sở, ngành"], [], ("monthly:20",)),
        "III.[2]": (["các xã"], [], ()),
    }


def test_what_is_handed_down_says_that_it_was_inferred():
    tasks = {task.id: task for task in plan(KE_HOACH).tasks}
    assert tasks["II.1.[1]"].lead[0].inferred
    assert not tasks["II.3"].lead[0].inferred
    assert tasks["II.3"].deadline.from_event.value == "trồng"


def test_a_form_of_another_kind_is_refused():
    for wrong in ({}, [], {"schema": "tiendo-plan/9"}, None, {"schema": "tiendo-plan/1", "text": 3}):
        try:
            emit.from_dict(wrong)
        except ValueError:
            continue
        raise AssertionError(wrong)


def test_long_lines_do_not_take_long():
    for line in (
        "Sở Y tế, " * 4000,
        "a, " * 20000,
        "12/" * 20000,
        "Căn cứ " * 8000,
        "(1) x " * 5000,
        "A" * 60000,
        "trước ngày 1/1/" * 4000,
        "Kế hoạch này có " + "; " * 8000,
        "X" * 20000,
        "Người nhận: " + "." * 300 + " ký",
        "-" * 300 + " ký",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày" + " " * 4000 + "giờ",
    ):
        begun = time.process_time()
        compile_source(source(f"1. {line}\n{line}"))
        assert time.process_time() - begun < LONGEST, line[:12]
