"""S012: the text refers to an annex by a number that none of its annexes bears."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="S012",
    name="annex-number-absent",
    severity=Severity.WARNING,
    message=Words(
        vi="Dẫn đến “{printed}” nhưng các phụ lục trong tệp là {list}",
        en="It refers to “{printed}”, but the annexes in the file are {list}",
    ),
    help=Words(
        vi="Tải lên tệp đủ phụ lục, hoặc sửa số phụ lục.",
        en="Upload the file with all its annexes, or mend the number.",
    ),
    explanation=Words(
        vi="Bảng phân công thường nằm trong phụ lục; phụ lục thiếu thì nhiệm vụ trong đó không được đọc.",
        en="Assignment tables stand in annexes; where one is missing its tasks are not read.",
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD
                + "1. Sở Xây dựng trồng rừng theo Phụ lục III ban hành kèm theo Kế hoạch này.\n\n"
                + "PHỤ LỤC I\n\nDanh mục khu vực\n\nPHỤ LỤC II\n\nBảng phân công\n"
            ),
            good=(
                sample.HEAD
                + "1. Sở Xây dựng trồng rừng theo Phụ lục II ban hành kèm theo Kế hoạch này.\n\n"
                + "PHỤ LỤC I\n\nDanh mục khu vực\n\nPHỤ LỤC II\n\nBảng phân công\n"
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 1 điểm a (chỉ dẫn về phụ lục)",
)


_MENTION = late.pattern(
    r"[Pp](?i:hụ lục)\s+(?:số\s+)?([IVX]{1,5}|\d{1,2})\b(?=,?\s+(?:ban hành\s+)?(?:kèm theo|đính kèm)\s+"
    r"(?:Quyết định|Kế hoạch|Chỉ thị|Quy định|Quy chế|Nghị quyết|Thông tư|Nghị định|Chương trình)\s+này)"
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each such annex, where at least one annex bears a number."""
    labels = [one.label for one in counting.every(plan.outline) if one.kind == "annex" and one.label]
    told = {*labels, *map(counting.value, labels)}
    for found in _MENTION.finditer(plan.source.text) if labels else ():
        if found[1] not in told and counting.value(found[1]) not in told:
            told.add(found[1])
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0], list=", ".join(labels))
