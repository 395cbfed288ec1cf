"""A directive typed by hand is a document like any other: the compiler reads its tasks back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo import spoken
from tiendo.plan import compiler, context, read
from tiendo.spoken import SourceKind, Spoken

SAID = (
    "Sở Y tế rà soát cơ số thuốc, báo cáo trước ngày 15/4/2026",
    "Ủy ban nhân dân các xã, phường tổ chức vệ sinh môi trường",
    "Sở Tài chính bố trí kinh phí, hoàn thành trong tháng 5/2026.",
)


@pytest.mark.parametrize("kind", list(SourceKind))
def test_the_compiler_reads_what_was_typed(kind: SourceKind) -> None:
    text = spoken.compose(Spoken(kind, "Giao ban tháng 4", "UBND tỉnh Sơn Hải", date(2026, 4, 6), SAID))
    source, _faults = read.read(text.encode(), "giao-ban.txt")
    assert source is not None
    plan, _found = compiler.compile(source, context.Context())
    texts = [task.text for task in plan.tasks]
    assert len(texts) == len(SAID) and all(task.rstrip(".") in text for task, text in zip(SAID, texts, strict=True))
    assert plan.head.issued_on is not None and plan.head.issued_on.value == "2026-04-06"


def test_labels_and_empty_lines_are_left_out() -> None:
    typed = "1. Sở Y tế rà soát\n\n  2)  Sở Tài chính   bố trí\n- Các xã báo cáo\n• Việc khác\n"
    assert spoken.tasks(typed) == ("Sở Y tế rà soát", "Sở Tài chính bố trí", "Các xã báo cáo", "Việc khác")
    assert spoken.tasks(" \n\n") == ()


@given(st.text(max_size=200))
def test_any_text_is_taken_line_by_line(text: str) -> None:
    found = spoken.tasks(text)
    assert all(task == " ".join(task.split()) and task for task in found)
    assert len(found) <= len(text.splitlines())
