"""L008: the list of recipients does not end with the archive's copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="L008",
    name="recipients-without-archive",
    severity=Severity.INFO,
    message=Words(
        vi="“Nơi nhận” không có dòng “Lưu: VT”", en="The recipients lack the line “Lưu: VT” for the archive's copy"
    ),
    help=Words(vi="Thêm dòng cuối “- Lưu: VT, …”.", en="Add the last line “- Lưu: VT, …”."),
    explanation=Words(
        vi="Dòng “Lưu” cho biết bản gốc nằm ở văn thư và đơn vị nào soạn thảo; khi cần đính chính thì hỏi ở đó.",
        en=(
            "The line says that the original lies with the registry and which unit drafted it; corrections are "
            "asked for there."
        ),
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "\n- Lưu: VT, KT.", ""
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
    ),
    basis=("Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 9 điểm d (dòng cuối cùng bao gồm chữ “Lưu”)"),
)


_ARCHIVE = re.compile(r"\blưu\b|\bVT\b", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the last recipient of a document of the state, where a list was read."""
    last = plan.head.recipients[-1] if plan.head.recipients else None
    if last is None or last.span is None or page.kind(plan) is not LayoutKind.STATE:
        return
    after = plan.source.text[last.span.end : last.span.end + _NEAR]
    if not any(_ARCHIVE.search(one.value) for one in plan.head.recipients) and not _ARCHIVE.search(after):
        yield RULE.found(plan.source.name, last.span)


_NEAR = 80
