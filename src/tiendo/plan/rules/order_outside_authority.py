"""B008: a committee's document orders bodies that are not under it; told once for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import opening, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="B008",
    name="order-outside-authority",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ giao thẳng cho cơ quan không thuộc quyền, như “{body}”: {list}",
        en="{count} tasks order bodies outside its authority, as “{body}”: {list}",
    ),
    help=Words(vi="Viết “Đề nghị {body} …” thay vì “Giao”.", en="Write “Đề nghị {body} …” in the place of an order."),
    explanation=Words(
        vi=(
            "Mặt trận, đoàn thể, tòa án, viện kiểm sát và cơ quan của Đảng không thuộc Ủy ban nhân dân; văn bản "
            "giao việc cho họ phải viết là đề nghị, và họ báo cáo theo hệ thống của mình."
        ),
        en=(
            "The Front, mass organisations, courts, procuracies and Party bodies are not under a People's "
            "Committee; they are asked, not told, and report within their own system."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Tòa án nhân dân tỉnh tổ chức xét xử các vụ phá rừng.\n"),
            good=(sample.HEAD + "1. Đề nghị Tòa án nhân dân tỉnh tổ chức xét xử các vụ phá rừng.\n"),
        ),
    ),
    basis=(
        "Hiến pháp 2013, Điều 4 (Đảng), Điều 9 (Mặt trận), Điều 102 (Tòa án), Điều 107 (Viện kiểm sát), Điều "
        "114 (Ủy ban nhân dân)"
    ),
    labels={"task": Words(vi="cũng giao thẳng", en="ordered as well")},
)


_COMMITTEE = re.compile(r"^(?:chủ tịch )?(?:[uủ][yỷ] ban nhân dân|ubnd)|^sở ", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"^(?:(?:Ủy ban |Uỷ ban |UB)?(?:Mặt trận|MTTQ)|T(?:òa|oà) án|Viện [Kk]iểm sát"
    r"|(?:Tỉnh|Thành) (?:ủy|uỷ|Đoàn|đoàn)|Ban (?:Tổ chức|Tuyên giáo|Nội chính|Dân vận|Thường vụ)"
    r"|Hội (?:Nông dân|Liên hiệp|Cựu chiến binh)|Liên đoàn Lao động"
    r"|Đoàn Thanh niên)"
)
_ASKED = late.pattern(r"(?:đề nghị|mời|kiến nghị|phối hợp)[^.\n]{0,160}$", re.IGNORECASE)
_BEFORE = 200


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the document, at the first such body, with a label at each further task."""
    issuer = plan.head.issuer
    if issuer is None or not _COMMITTEE.search(issuer.value):
        return
    told = [
        (task, lead)
        for task in plan.tasks
        for lead in task.lead[:1]
        if lead.span and not lead.inferred and _OUTSIDE.match(lead.value) and not _is_asked(plan, lead.span)
    ]
    if told:
        first = told[0][1]
        yield RULE.found(
            plan.source.name,
            first.span,
            labels=opening.labels(plan, [one for one, _ in told]),
            count=str(len(told)),
            body=first.value,
            list=opening.names([one for one, _ in told]),
        )


def _is_asked(plan: Plan, span: Span) -> bool:
    return bool(_ASKED.search(plan.source.text, max(0, span.start - _BEFORE), span.start))
