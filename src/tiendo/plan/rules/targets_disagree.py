"""T008: one target stands in the document with two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import viet
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="T008",
    name="targets-disagree",
    severity=Severity.WARNING,
    message=Words(
        vi="Cùng một chỉ tiêu ghi hai số: {printed} và {other}",
        en="One target stands with two figures: {printed} and {other}",
    ),
    help=Words(
        vi="Giữ một số, hoặc nói rõ hai năm, hai phạm vi khác nhau.",
        en="Keep one figure, or say that the years or the places differ.",
    ),
    explanation=Words(
        vi=(
            "Phần mục tiêu và phần nhiệm vụ hay ghi lại cùng một chỉ tiêu; khi sửa một chỗ mà quên chỗ kia thì "
            "không biết phải đạt bao nhiêu."
        ),
        en=(
            "Aims and tasks tend to repeat a target; where one place was changed and the other forgotten, nobody "
            "knows what is to be reached."
        ),
    ),
    examples=(
        Example(
            bad=(
                "I. MỤC TIÊU\n\n1. Phấn đấu đến năm 2030 có 80% số xã ven biển của tỉnh có vườn ươm đạt "
                "chuẩn.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng phấn đấu đến năm 2030 có 70% số xã ven biển của tỉnh "
                "có vườn ươm đạt chuẩn.\n"
            ),
            good=(
                "I. MỤC TIÊU\n\n1. Phấn đấu đến năm 2030 có 80% số xã ven biển của tỉnh có vườn ươm đạt "
                "chuẩn.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng phấn đấu đến năm 2030 có 80% số xã ven biển của tỉnh "
                "có vườn ươm đạt chuẩn.\n"
            ),
        ),
    ),
    basis="Lẽ thường: một chỉ tiêu một con số",
    labels={"other": Words(vi="con số kia", en="the other figure")},
)


_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?%\s+(?P<whole>[^.;\n%\d]{35,160})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE = 2000


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each later share of the same long words and the same year that has another figure."""
    text, said = plan.source.text, page.said(plan)
    if text.count("%") < 2:
        return
    first: dict[tuple[str, str], re.Match[str]] = {}
    for found in _SHARE.finditer(text, said.start, said.end):
        # A target is of the year that was named last, in its line or in a heading above.
        years = _YEAR.findall(text, max(said.start, found.start() - _BEFORE), found.end())
        key = (viet.fold(found["whole"]).strip(), years[-1] if years else "")
        other = first.setdefault(key, found)
        if other[1] != found[1]:
            yield RULE.found(
                plan.source.name,
                Span(found.start(), found.end(1) + 1),
                labels=(Label(Span(other.start(), other.end(1) + 1), "other"),),
                printed=f"{found[1]}%",
                other=f"{other[1]}%",
            )
