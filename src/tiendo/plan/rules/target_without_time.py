"""T009: targets say no year; told once for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Target
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="T009",
    name="target-without-time",
    severity=Severity.INFO,
    message=Words(
        vi="{count} chỉ tiêu không nói phải đạt vào năm nào, như “{printed}”",
        en="{count} targets say no year to be reached by, as “{printed}”",
    ),
    help=Words(
        vi="Ghi “đến năm …” cho từng chỉ tiêu, hoặc nêu kỳ của kế hoạch ở tiêu đề.",
        en="Say “by …” for each, or name the plan's period in its title.",
    ),
    explanation=Words(
        vi=(
            "Chỉ tiêu không có mốc thời gian thì không bao giờ là chưa đạt. Khi tiêu đề đã nêu năm hoặc giai "
            "đoạn thì không bị nhắc; ngày của văn bản được viện dẫn không phải mốc ấy."
        ),
        en="A target without a time is never missed. Where the title names a year or period nothing is said; the day "
        "of a document that is cited is no such year.",
    ),
    examples=(
        Example(
            bad=(
                "I. MỤC TIÊU\n\n1. Bảo đảm 80% số xã ven biển có vườn ươm.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng "
                "trồng rừng.\n"
            ),
            good=(
                "I. MỤC TIÊU\n\n1. Đến năm 2030, 80% số xã ven biển có vườn ươm.\n\nII. NHIỆM VỤ\n\n1. Sở Xây "
                "dựng trồng rừng.\n"
            ),
        ),
    ),
    basis=("Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)"),
    labels={"also": Words(vi="cũng không có năm", en="no year either")},
)


_YEAR = re.compile(r"(?:19|20)\d\d")
# The day, symbol or year that a document is cited by says nothing of a target.
_CITED = re.compile(
    r"(?<!trước )(?<!đến )(?<!hết )(?<!là )(?<!từ )ngày\s+\d{1,2}\s*(?:[/.-]|tháng)\s*\d{1,2}\s*(?:[/.-]|năm)\s*\d{4}"
    r"|\d/\d{4}/|\b(?:Luật|Bộ luật|Hiến pháp)\b[^,;.:\n]{0,60}?\snăm\s\d{4}",
    re.IGNORECASE,
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such target, where neither the title nor a word near names a year."""
    title = plan.head.title
    if title and _says_year(title.value):
        return
    bare = [one for one in plan.targets if one.by is None and not _is_dated(plan, one)]
    if bare:
        words = " ".join(bare[0].text.split())
        yield RULE.found(
            plan.source.name,
            bare[0].span,
            labels=tuple(Label(one.span, "also") for one in bare[1:]),
            count=str(len(bare)),
            printed=words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …",
        )


_SHOWN = 80
_ABOVE = 1500


def _is_dated(plan: Plan, target: Target) -> bool:
    """Whether a year stands in the target's line or in the lines shortly above ("Đến năm 2030:")."""
    start = max(page.head(plan).end, target.span.start - _ABOVE)
    return _says_year(plan.source.text[start : target.span.end])


def _says_year(words: str) -> bool:
    return bool(_YEAR.search(_CITED.sub("", words)))
