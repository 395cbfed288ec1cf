"""L001: a state document has no national name and motto at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="L001",
    name="motto-missing",
    severity=Severity.INFO,
    message=Words(vi="Đầu văn bản không có Quốc hiệu", en="The head does not bear the name of the state"),
    help=Words(
        vi="Thêm “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” và Tiêu ngữ, hoặc tải lên tệp đủ phần đầu.",
        en="Put the name of the state and the motto there, or upload the file with its whole head.",
    ),
    explanation=Words(
        vi=(
            "Quốc hiệu và Tiêu ngữ là thành phần bắt buộc của thể thức. Thiếu thì văn bản sai thể thức, hoặc "
            "phần đầu bị mất khi chép."
        ),
        en=(
            "The name of the state and the motto are required. Without them the document is out of form, or its "
            "head was lost in copying."
        ),
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n", ""
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 1 điểm a",
)


_NAME = re.compile(r"C[ỘO]NG\s+H[ÒO][AÀ]\s+X[ÃA]\s+H[ỘO]I\s+CH[ỦU]\s+NGH[ĨI]A", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the own symbol, where the document is one of the state by its symbol."""
    own = plan.head.symbol
    if own is None or page.kind(plan) not in (LayoutKind.STATE, LayoutKind.NORMATIVE):
        return
    if not _NAME.search(plan.source.text, 0, page.head(plan).end):
        yield RULE.found(plan.source.name, own.span)
