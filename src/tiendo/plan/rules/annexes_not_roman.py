"""L012: two annexes or more are not numbered in Roman numerals."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import LayoutKind, Plan, SectionKind
from tiendo.plan.rules import counting, page, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="L012",
    name="annexes-not-roman",
    severity=Severity.INFO,
    message=Words(
        vi="Có {count} phụ lục, đánh số: {list}; phải đánh số La Mã",
        en="There are {count} annexes, numbered {list}; they take Roman numerals",
    ),
    help=Words(vi="Đánh số Phụ lục I, Phụ lục II, …", en="Number them Phụ lục I, Phụ lục II, …"),
    explanation=Words(
        vi="Hai phụ lục không số thì “theo phụ lục” không biết là phụ lục nào.",
        en="With two annexes and no numbers nobody knows which “the annex” is.",
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD
                + (
                    "1. Trồng rừng theo các Phụ lục kèm theo.\n\nPHỤ LỤC 1\n\nDanh mục khu vực\n\nPHỤ LỤC 2\n\nBảng "
                    "phân công\n"
                )
            ),
            good=(
                sample.HEAD
                + (
                    "1. Trồng rừng theo các Phụ lục kèm theo.\n\nPHỤ LỤC I\n\nDanh mục khu vực\n\nPHỤ LỤC "
                    "II\n\nBảng phân công\n"
                )
            ),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 1 điểm a (từ hai phụ lục trở lên thì đánh "
        "số thứ tự bằng chữ số La Mã)"
    ),
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the document, at the first annex without a Roman numeral."""
    annexes = [one for one in plan.outline if one.kind is SectionKind.ANNEX]
    odd = [one for one in annexes if counting.roman(one.label) is None]
    if len(annexes) > 1 and odd and page.kind(plan) in (LayoutKind.STATE, LayoutKind.NORMATIVE):
        yield RULE.found(
            plan.source.name,
            counting.first_line(plan, odd[0]),
            count=str(len(annexes)),
            list=", ".join(one.label or "–" for one in annexes),
        )
