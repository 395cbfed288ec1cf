"""W006: a word has lost its tone or its diacritics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, spelling
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="W006",
    name="marks-dropped",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}” mất dấu{likely_vi}", en="“{printed}” has lost its marks{likely_en}"),
    help=Words(vi="Gõ lại cho đủ dấu.", en="Type it again with its marks."),
    explanation=Words(
        vi=(
            "Âm tiết tiếng Việt kết thúc bằng c, ch, p, t luôn có dấu sắc hoặc nặng; các vần iê, yê, uô, ươ luôn "
            "có mũ hay móc. Chữ viết khác đi là chữ mất dấu, và tên cơ quan mất dấu thì không tra được. Chữ nước "
            "ngoài, chữ viết tắt được bỏ qua; chữ chỉ mất thanh mà vẫn thành chữ khác thì chỉ nhận ra khi đứng "
            "trong tên cơ quan hay cụm từ có nơi khác trong văn bản. Chữ thường dùng đứng giữa hai từ (“lễ hội đông "
            "người”, “trong rừng”) thì không bị nhắc."
        ),
        en=(
            "A Vietnamese syllable in c, ch, p or t always bears a tone, and the rimes iê, yê, uô, ươ always "
            "their hat or horn. What is written otherwise has lost its marks, and a body's name without them "
            "cannot be looked up. Foreign words and abbreviations are passed over; where the loss makes another "
            "true syllable, it is only seen inside a phrase that stands whole elsewhere in the document. Everyday "
            "words between two compounds (“lễ hội đông người”, “trong rừng”) are left alone."
        ),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng thưc hiện rà soát quỹ đất ven biển.\n"),
            good=("1. Sở Xây dựng thực hiện rà soát quỹ đất ven biển.\n"),
        ),
        Example(
            bad=(
                "1. Sở Xây dựng rà soát quỹ đất ven biển.\n\n2. Sở Tài chính bố trí kinh phí mua cây.\n\n3. Sơ "
                "Xây dựng nghiệm thu.\n"
            ),
            good=(
                "1. Sở Xây dựng rà soát quỹ đất ven biển.\n\n2. Sở Tài chính bố trí kinh phí mua cây.\n\n3. Sở "
                "Xây dựng nghiệm thu.\n"
            ),
        ),
    ),
    basis=(
        "Chính tả tiếng Việt: âm tiết khép chỉ mang thanh sắc hoặc nặng; Nghị định 30/2020/NĐ-CP, Phụ lục I, "
        "Phần I, mục I khoản 4 (chữ tiếng Việt)"
    ),
)


_LONGEST = 12


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such word, once for each spelling."""
    told: set[str] = set()
    said = page.said(plan)
    for found in spelling.lost(plan.source.text, _names(plan), said.start, said.end):
        if found.word not in told:
            told.add(found.word)
            yield RULE.found(
                plan.source.name,
                found.span,
                printed=found.word,
                likely_vi=f"; có lẽ là “{found.likely}”" if found.likely else "",
                likely_en=f"; perhaps “{found.likely}”" if found.likely else "",
            )


def _names(plan: Plan) -> set[str]:
    """The bodies' names that the document has in two places or more, so that no slip of one place is among them.

    A heading's body leads every task under it, and is one place.
    """
    bodies = {(one.value, one.span) for task in plan.tasks for one in (*task.lead, *task.coordinating)}
    named = [name for name, _ in bodies]
    named += [one.value for one in plan.head.recipients] + [one.value for one in (plan.head.issuer,) if one]
    named += [one.issuer for one in plan.citations if one.issuer]
    return {name for name, times in Counter(named).items() if times > 1 and 1 < len(name.split()) <= _LONGEST}
