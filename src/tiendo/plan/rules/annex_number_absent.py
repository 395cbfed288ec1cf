"""S012: the text refers to an annex by a number that none of its annexes bears."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, page, sample
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
        vi="Bảng phân công thường nằm trong phụ lục; phụ lục thiếu thì nhiệm vụ trong đó không được đọc. Phụ lục của "
        "văn bản khác được dẫn trong cùng câu thì không xét.",
        en="Assignment tables stand in annexes; where one is missing its tasks are not read. An annex of another "
        "document that the same sentence names is left alone.",
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
        Example(
            bad=(sample.HEAD + "1. Sở Xây dựng trồng rừng (Phụ lục IV kèm theo).\n\nPHỤ LỤC I\n\nBảng phân công\n"),
            good=(
                sample.HEAD + "1. Sở Xây dựng trồng rừng theo Nghị định số 156/2018/NĐ-CP (Phụ lục IV kèm theo).\n\n"
                "PHỤ LỤC I\n\nBảng phân công\n"
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III khoản 1 điểm a (chỉ dẫn về phụ lục)",
)


_KIND = r"(?:Quyết định|Kế hoạch|Chỉ thị|Quy định|Quy chế|Nghị quyết|Thông tư|Nghị định|Chương trình|Đề án|Phương án)"
_MENTION = late.pattern(
    r"[Pp](?i:hụ lục)\s+(?:số\s+)?([IVX]{1,5}|\d{1,2})\b(?=,?\s+(?:ban hành\s+)?(?:kèm theo|đính kèm)"
    rf"(?:\s*[).;,]|\s+{_KIND}\s+này)|\s+(?:của\s+)?{_KIND}\s+này)"
)
# The annex of another document stands behind its symbol or its name.
_OTHER = late.pattern(r"\d+/\S*[A-ZĐ]|\b(?:Luật|Bộ luật)\s")
_CLAUSE = late.pattern(r"[.;]\s|\n")
_CLAUSE_LENGTH = 300


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first mention of each such annex, where at least one annex bears a number."""
    labels = [one.label for one in counting.every(plan.outline) if one.kind == "annex" and one.label]
    told = {*labels, *map(counting.value, labels)}
    text = plan.source.text
    named = page.places(page.small(text), "phụ lục") if labels else ()
    for found in filter(None, (_MENTION.match(text, at) for at in named)):
        known = found[1] in told or counting.value(found[1]) in told
        if not known and (found[0].endswith("này") or not _is_of_another(plan.source.text, found.start())):
            told.add(found[1])
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0], list=", ".join(labels))


def _is_of_another(text: str, at: int) -> bool:
    """Whether the clause names another document before the annex, so that the annex may be that one's."""
    before = text[max(0, at - _CLAUSE_LENGTH) : at]
    return bool(_OTHER.search(_CLAUSE.split(before)[-1]))
