"""N008: a date lacks the nought that all others of the document have.

Info, and no warning: on real documents the digit that such a date lacked was the nought each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Identity, Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="N008",
    name="date-unlike-others",
    severity=Severity.INFO,
    message=Words(
        vi="Ngày “{printed}” thiếu số 0 mà mọi ngày khác trong văn bản đều có",
        en="The date “{printed}” lacks the nought that all others of the document have",
    ),
    help=Words(
        vi="Thêm số 0; nếu ngày ấy lạ, tra xem có rơi một chữ số không.",
        en="Add the nought; where the day looks odd, see whether a digit was lost.",
    ),
    explanation=Words(
        vi=(
            "Người soạn viết 02/4 ở mọi chỗ mà một chỗ viết 2/4 thì hay là 12, 22 hoặc 20/4 đã rơi một chữ số. "
            "Phần lớn chỉ là thiếu số 0, nên quy tắc này là gợi ý, chỉ nói khi ít nhất ba ngày khác có số 0 và đây là "
            "ngày duy nhất không có, và bỏ qua ngày của văn bản được viện dẫn mà sổ văn bản xác nhận là đúng."
        ),
        en=(
            "Where every 02/4 has its nought and one place reads 2/4, it is often 12, 22 or 20/4 with a digit "
            "lost. Mostly only the nought is missing, so this is a hint: told where three other dates or more have it "
            "and this one alone has not, and not of a cited document's day that the register knows to be right."
        ),
    ),
    examples=(
        Example(
            bad=(
                "1. Sở Xây dựng rà soát quỹ đất trước ngày 05/4/2026.\n\n2. Sở Tài chính bố trí kinh phí trước "
                "ngày 07/5/2026.\n\n3. Sở Xây dựng mua cây giống trước ngày 09/5/2026.\n\n4. Sở Xây dựng tổ "
                "chức trồng rừng trước ngày 2/7/2026.\n"
            ),
            good=(
                "1. Sở Xây dựng rà soát quỹ đất trước ngày 05/4/2026.\n\n2. Sở Tài chính bố trí kinh phí trước "
                "ngày 07/5/2026.\n\n3. Sở Xây dựng mua cây giống trước ngày 09/5/2026.\n\n4. Sở Xây dựng tổ "
                "chức trồng rừng trước ngày 22/7/2026.\n"
            ),
        ),
    ),
    basis=(
        "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 4 điểm b (ngày nhỏ hơn 10 và tháng 1, 2 "
        "ghi thêm số 0); đo trên văn bản thật: 1 trong 89 văn bản có một ngày như vậy"
    ),
)


_NUMBERS = re.compile(r"(\d{1,2})\D+(\d{1,2})\D")
_LEAST = 3
_TEN, _MARCH = 10, 3


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the one date whose day below ten, or month below March, is alone in lacking its nought."""
    known = _known(plan)
    told: set[Span] = set()
    # Day and month stand at the same place of each date; only what is small enough can bear a nought.
    for group, limit in ((1, _TEN), (2, _MARCH)):
        padded, bare = 0, []
        for date in page.dates(plan):
            found = _NUMBERS.match(date.text)
            if found is None or not 1 <= int(found[group]) < limit:
                continue
            if found[group].startswith("0"):
                padded += 1
            else:
                bare.append(date)
        if len(bare) == 1 and padded >= _LEAST and bare[0].span.start not in known and bare[0].span not in told:
            told.add(bare[0].span)
            yield RULE.found(plan.source.name, bare[0].span, printed=bare[0].text)


def _known(plan: Plan) -> frozenset[int]:
    """Where the days of cited documents stand that the register has under the very day."""
    return frozenset(
        mention.date.start
        for citation in plan.citations
        if citation.identity is Identity.DATED
        for mention in citation.mentions
        if mention.date
    )
