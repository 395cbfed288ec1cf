"""W002: words of haste stand where a day should; told once for a plan."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan, Task
from tiendo.plan.rules import genre, opening
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.viet import lowered

RULE = Rule(
    code="W002",
    name="vague-time",
    severity=Severity.INFO,
    message=Words(
        vi="{count} nhiệm vụ chỉ nói “{word}” hoặc tương tự mà không có ngày: {list}",
        en="{count} tasks say only “{word}” or the like and no day: {list}",
    ),
    help=Words(
        vi="Thay bằng một ngày, một kỳ hoặc một độ dài tính được.",
        en="Put a day, a rhythm or a length that can be computed.",
    ),
    explanation=Words(
        vi="“Kịp thời”, “sớm”, “khẩn trương” nói lên mong muốn, không tính được thành ngày và không ai kiểm "
        "tra được là "
        "đã kịp thời hay chưa.",
        en="“Promptly”, “soon” and “urgently” state a wish; they make no day, and nobody can check whether it was "
        "prompt.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng kịp thời tháo gỡ vướng mắc về đất trồng rừng.\n",
            good="1. Sở Xây dựng tháo gỡ vướng mắc về đất trồng rừng trước ngày 30/6/2026.\n",
        ),
    ),
    basis="Kết luận 226-KL/TW (“6 rõ”: rõ người, rõ việc, rõ thời hạn, rõ trách nhiệm, rõ thẩm quyền, rõ kết quả)",
    labels={"word": Words(vi="không tính được thành ngày", en="makes no day")},
)

# How well something is to be done ("đầy đủ, kịp thời"), or what it is for, is no time for doing it.
_VAGUE = late.pattern(
    r"(?:kịp thời(?!,? (?:và )?(?:hiệu quả|thực chất|chất lượng|đầy đủ|đủ|chính xác|đúng|phát hiện|hơn))"
    r"(?<!đầy đủ, kịp thời)(?<!đảm kịp thời)(?<!chóng, kịp thời)(?<!để kịp thời)(?<!hưởng kịp thời)(?<!báo kịp thời)"
    r"|khẩn trương(?! của)|trong thời gian (?:sớm nhất|tới)|sớm nhất có thể|"
    r"sớm(?<!từ sớm)(?<!phát hiện sớm)(?<!báo sớm)(?<!\wsớm)(?! nhất| hơn))\b"
)


# What the work is for, or what others are to be moved to do, is not when it is to be done.
_PURPOSE = late.pattern(r"\b(?:để|nhằm|phục vụ|vận động|phòng ngừa)\b[^.;:]*$")
_CLAUSE = 60


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic for the plan, at the first such word, with a label at the first word of each further task."""
    undated = [
        task
        for task in genre.given(plan)
        if (task.deadline is None or not task.deadline.values) and not genre.arises(task)
    ]
    vague = [(task, span) for task in undated if (span := _first(plan, task))]
    if vague:
        word = plan.source.slice(vague[0][1]).lower()
        yield from opening.told_once(RULE, plan, vague, "word", word=word)


def _first(plan: Plan, task: Task) -> Span | None:
    for part in task.parts or (task.span,):
        text = lowered(plan.source.slice(part))
        for found in _VAGUE.finditer(text):
            if not _PURPOSE.search(text, max(0, found.start() - _CLAUSE), found.start()):
                return Span(part.start + found.start(), part.start + found.end())
    return None
