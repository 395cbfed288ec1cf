"""S011: the text refers to an article or part of its own that it does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan import kinds
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Section
from tiendo.plan.rules import counting, page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="S011",
    name="reference-to-absent-part",
    severity=Severity.WARNING,
    message=Words(
        vi="Dẫn đến “{printed}” nhưng văn bản không có phần ấy",
        en="It refers to “{printed}”, which the document does not have",
    ),
    help=Words(
        vi="Sửa lời dẫn; thường số đã đổi sau khi thêm, bớt mục.",
        en="Mend the reference; numbers usually moved when parts were added or dropped.",
    ),
    explanation=Words(
        vi=(
            "Lời dẫn hỏng làm người thực hiện không biết phải theo quy định nào. Quy tắc chỉ xét lời dẫn có chữ "
            "“này”, tức là dẫn trong chính văn bản."
        ),
        en=(
            "A broken reference leaves whoever must act without the rule to follow. Only references with “này” "
            "(of this document) are looked at."
        ),
    ),
    examples=(
        Example(
            bad=(
                sample.HEAD
                + ("Điều 1. Giao Sở Xây dựng trồng rừng.\n\nĐiều 2. Kinh phí theo quy định tại Điều 5 Kế hoạch này.\n")
            ),
            good=(
                sample.HEAD
                + ("Điều 1. Giao Sở Xây dựng trồng rừng.\n\nĐiều 2. Kinh phí theo quy định tại Điều 1 Kế hoạch này.\n")
            ),
        ),
        Example(
            bad=(
                sample.HEAD + "I. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n\nII. TỔ CHỨC\n\n"
                "1. Sở Y tế thực hiện điểm 5 mục I Kế hoạch này.\n"
            ),
            good=(
                sample.HEAD + "I. NHIỆM VỤ\n\n1. Sở Xây dựng trồng rừng.\n\nII. TỔ CHỨC\n\n"
                "1. Sở Y tế thực hiện điểm 1 mục I Kế hoạch này.\n"
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6 (bố cục và viện dẫn)",
)


_ARTICLES, _PARTS = frozenset(("article",)), frozenset(("section", "part"))
_ITSELF = rf"\s+(?:của\s+)?({kinds.ALTERNATIVES})\s+này\b"
_ARTICLE = late.pattern(rf"[Đđ](?<!\w.)(?i:iều\s+(\d{{1,3}}[a-zđ]?){_ITSELF})")
_SECTION = late.pattern(rf"[MmPp](?<!\w.)(?i:(?:(?<=m)ục|(?<=p)hần)\s+([IVX]{{1,5}}){_ITSELF})")
# A clause of an article, a point of a part.
_CLAUSE = late.pattern(rf"[Kk](?<!\w.)(?i:hoản\s+(?P<unit>\d{{1,2}})\s+Điều\s+(?P<whole>\d{{1,3}}[a-zđ]?){_ITSELF})")
_POINT = late.pattern(
    rf"[ĐđKk](?<!\w.)(?i:(?:iểm|hoản)\s+(?P<unit>\d{{1,2}})\s+(?:mục|phần)\s+(?P<whole>[IVX]{{1,5}}){_ITSELF})"
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such reference, where the document has units of that kind at all."""
    every = [one for siblings in counting.families(plan) for one in siblings]
    for pattern, opens, units in ((_ARTICLE, ("điều",), _ARTICLES), (_SECTION, ("mục", "phần"), _PARTS)):
        labels = {one.label for one in every if one.kind in units}
        if len(labels) < 2:
            continue
        for found in _references(plan.source.text, pattern, opens):
            # "Nghị định này" in a plan is a quotation from a decree.
            if found[1] not in labels and _is_own(plan, found[2]):
                yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])
    yield from _within(plan, every)


def _references(text: str, pattern: re.Pattern[str], opens: Iterable[str]) -> Iterator[re.Match[str]]:
    """Where a pattern stands that opens with one of these words."""
    small = page.small(text)
    named = (at for words in opens for at in page.places(small, words)) if "này" in small else ()
    return filter(None, (pattern.match(text, at) for at in named))


def _within(plan: Plan, every: Sequence[Section]) -> Iterator[Diagnostic]:
    """References to a unit that a part or article of the document does not have among those it counts."""
    for pattern, opens, kind in ((_CLAUSE, ("khoản",), _ARTICLES), (_POINT, ("điểm", "khoản"), _PARTS)):
        is_there = any(one.kind in kind for one in every)
        for found in _references(plan.source.text, pattern, opens) if is_there else ():
            named = [one for one in every if one.kind in kind and one.label == found["whole"]]
            # Where a regulation comes with its decision, both have such an article.
            labels = {one.label for one in named[0].children} if len(named) == 1 else set()
            is_counted = bool(labels) and all(label.isdecimal() for label in labels)
            if is_counted and found["unit"] not in labels and _is_own(plan, found[found.re.groups]):
                yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])


def _is_own(plan: Plan, kind: str) -> bool:
    return plan.head.type is not None and kinds.of_name(kind) == plan.head.type.value
