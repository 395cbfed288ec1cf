"""S006: two units of one list, or two rows of one table, bear one number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Section, SectionKind
from tiendo.plan.rules import counting
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="S006",
    name="label-repeated",
    severity=Severity.WARNING,
    message=Words(
        vi="Số thứ tự đứng hai lần trở lên: {list}",
        en="The same number stands more than once: {list}",
    ),
    help=Words(
        vi="Đánh số lại, hoặc viện dẫn kèm dấu ~2, ~3 theo thứ tự trong văn bản.",
        en="Number anew, or refer to them as ~2, ~3 in the document's order.",
    ),
    explanation=Words(
        vi="Khi hai mục cùng số, báo cáo “nhiệm vụ 2 đã xong” không nói được là nhiệm vụ nào, và viện dẫn “mục III” "
        "chỉ vào hai nơi. Chỉ xét số in trong văn bản, giữa các mục cùng cấp và các hàng của một bảng có cột số thứ "
        "tự; danh sách đếm lại từ đầu là chuyện khác. Trình biên dịch thêm ~2, ~3 vào mã nhiệm vụ để phân biệt, "
        "nhưng người đọc văn bản giấy thì không thấy dấu ấy.",
        en="Where two share a number, a report that “task 2 is done” does not say which, and “section III” points at "
        "two places. Only printed numbers count, among units of one level and rows of one table with a column of "
        "numbers; a list that counts from one again is another matter. The compiler tells tasks apart by ~2, ~3, but "
        "whoever reads the paper does not see that.",
    ),
    examples=(
        Example(
            bad="1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n2. Tổ chức trồng rừng.\n",
            good="1. Rà soát quỹ đất ven biển.\n\n2. Chuẩn bị cây giống.\n\n3. Tổ chức trồng rừng.\n",
        ),
        Example(
            bad="I. NHIỆM VỤ\n\n1. Rà soát quỹ đất ven biển.\n\nII. KINH PHÍ\n\n1. Do ngân sách tỉnh bảo đảm.\n\n"
            "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Xây dựng trồng rừng.\n",
            good="I. NHIỆM VỤ\n\n1. Rà soát quỹ đất ven biển.\n\nII. KINH PHÍ\n\n1. Do ngân sách tỉnh bảo đảm.\n\n"
            "III. TỔ CHỨC THỰC HIỆN\n\n1. Sở Xây dựng trồng rừng.\n",
        ),
    ),
    basis="tiendo-plan/1: mã nhiệm vụ là duy nhất trong một kế hoạch",
    labels={"also": Words(vi="cũng mang số đã dùng", en="bears a number already used")},
)


# From the highest level to the lowest: where a higher one begins, the lower count anew.
_LEVELS = (
    SectionKind.ANNEX,
    SectionKind.PART,
    SectionKind.CHAPTER,
    SectionKind.DIVISION,
    SectionKind.CAPITAL,
    SectionKind.SECTION,
    SectionKind.ARTICLE,
    SectionKind.CLAUSE,
    SectionKind.NUMBER,
    SectionKind.PATH,
    SectionKind.POINT,
    SectionKind.LETTER,
)
_RANKS = {kind: rank for rank, kind in enumerate(_LEVELS)}
_COUNTED = frozenset(_LEVELS[1:])
# "II.1. …" is a unit under II, whatever level it is written at.
_OF_TWO_LEVELS = re.compile(r"\s*[*_]*[IVX]+\.\s?\d")
_COUNTS = re.compile(r"\s*(?:S?TT|Số TT|Số thứ tự)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,3})\s*\.?\s*")
_GROUP = re.compile(r"\s*(?:[IVX]{1,5}|[A-HĐ])\s*\.?\s*")
# "2 : name of the agency" is a key to a drawing.
_KEY = re.compile(r"\s*\w{1,3}\s*:")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first repetition, with a label at each further one."""
    found = [one for siblings in counting.families(plan) for one in _repeated(plan, siblings)]
    found.sort(key=lambda one: one[1].start)
    if found:
        yield RULE.found(
            plan.source.name,
            found[0][1],
            labels=tuple(Label(span, "also") for _, span in found[1:]),
            list=", ".join(dict.fromkeys(label for label, _ in found)),
        )


def _repeated(plan: Plan, siblings: tuple[Section, ...]) -> Iterator[tuple[str, Span]]:
    """Each label among these units, or number among these rows, that stood before since its list began."""
    seen: dict[SectionKind, dict[str, Span]] = {}
    is_counted = bool(siblings) and _is_counted(plan, siblings[0])
    for one in siblings:
        place = _number(plan, one) if is_counted else counting.first_line(plan, one)
        if len(seen) > 1 and one.kind in _RANKS:
            seen = {kind: labels for kind, labels in seen.items() if _RANKS.get(kind, 0) <= _RANKS[one.kind]}
        before = seen.setdefault(one.kind, {})
        if is_counted and one.cells and _GROUP.fullmatch(plan.source.slice(one.cells[0])):
            before.clear()
        label = _label(plan, one, place)
        if not label or place is None:
            continue
        if counting.value(label) == 1:
            before.clear()
        # A cell merged down over several rows is one number.
        if before.setdefault(label, place) != place:
            yield label, place


def _is_counted(plan: Plan, head: Section) -> bool:
    """Whether this is the head of a table whose first column counts."""
    return head.is_head and bool(head.cells) and bool(_COUNTS.match(plan.source.slice(head.cells[0])))


def _number(plan: Plan, row: Section) -> Span | None:
    cell = row.cells[0] if row.cells else None
    return cell if cell and _NUMBER.fullmatch(plan.source.slice(cell)) else None


def _label(plan: Plan, one: Section, place: Span | None) -> str:
    if one.kind is SectionKind.ROW:
        found = _NUMBER.fullmatch(plan.source.slice(place)) if place else None
        return found[1] if found else ""
    if one.kind not in _COUNTED:
        return ""
    text, start, end = plan.source.text, one.span.start, one.span.end
    return "" if _OF_TWO_LEVELS.match(text, start, end) or _KEY.match(text, start, end) else one.label
