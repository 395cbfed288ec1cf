"""L007: the document is signed and names no recipients."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="L007",
    name="recipients-missing",
    severity=Severity.INFO,
    message=Words(vi="Không có phần “Nơi nhận”", en="There is no list of recipients (“Nơi nhận”)"),
    help=Words(
        vi="Thêm “Nơi nhận”, trong đó có các cơ quan được giao nhiệm vụ.",
        en="Add the list, with the bodies that are given duties in it.",
    ),
    explanation=Words(
        vi=(
            "Nơi nhận quyết định ai nhận được văn bản; cơ quan không có tên ở đó có thể không biết mình được giao việc."
        ),
        en="The list decides who receives the document; a body that is not in it may not learn of its duty.",
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "Nơi nhận:\n\n- Các sở, ban, ngành;\n- UBND các xã, phường;\n- Lưu: VT, KT.", ""
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 9 điểm c",
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the signer's name, where the file holds the end of the document."""
    signer = plan.head.signer
    if page.kind(plan) and signer and signer.name and not plan.head.recipients and page.end(plan) is None:
        yield RULE.found(plan.source.name, signer.name.span)
