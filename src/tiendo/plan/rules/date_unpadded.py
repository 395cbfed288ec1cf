"""N008: a date lacks a nought that dates bear, or lost a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Identity, Plan
from tiendo.plan.rules import own_date_unpadded, page
from tiendo.plan.rules.printed import Printed
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="N008",
    name="date-unpadded",
    severity=Severity.WARNING,
    message=Words(
        vi="Ngày “{printed}”: ngày nhỏ hơn 10 và tháng 1, 2 có số 0 phía trước; có thể đã rơi một chữ số",
        en="The date “{printed}”: days below ten and the months 1 and 2 bear a nought; a digit may be lost",
    ),
    help=Words(
        vi="Thêm số 0, hoặc thêm chữ số bị rơi: 2/7 có thể là 02/7, 12/7, 22/7 hay 20/7.",
        en="Add the nought, or the digit that was lost: 2/7 may be 02/7, 12/7, 22/7 or 20/7.",
    ),
    explanation=Words(
        vi=(
            "Người soạn viết 02/4 ở mọi chỗ mà một chỗ viết 2/4 thì phải xem lại: có khi chỉ thiếu số 0, có khi 12, "
            "22 hoặc 20/4 đã rơi một chữ số, và đọc thì không biết là trường hợp nào. Nơi nào trong văn bản cũng "
            "không có số 0 thì đó là cách viết của người soạn, không bị nhắc; ngày của văn bản được viện dẫn mà sổ "
            "văn bản xác nhận là đúng cũng vậy."
        ),
        en=(
            "Where every 02/4 has its nought and one place reads 2/4, it wants a look: perhaps the nought alone is "
            "missing, perhaps 12, 22 or 20/4 lost a digit, and reading does not tell which. Where noughts are left "
            "out all over the text, it is the writer's way and nothing is said; nor of a cited document's day that "
            "the register knows to be right."
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
        "ghi thêm số 0); đo trên 73 văn bản thật: 375 ngày, tháng như vậy có số 0, 2 không có"
    ),
)


_NUMBERS = re.compile(r"(\d{1,2})\D+(\d{1,2})\D")
_TEN, _MARCH = 10, 3
_OFTEN = 3


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each date whose day below ten, or month below March, lacks the nought that others bear."""
    bare = {one.span: one for one in _bare(plan)}
    if not bare:
        return
    known, own = _known(plan), [one.span for one in own_date_unpadded.check(plan, context) if one.span]
    for span, date in sorted(bare.items()):
        if span.start not in known and not any(span.overlaps(one) for one in own):
            yield RULE.found(plan.source.name, span, printed=date.text)


def _bare(plan: Plan) -> list[Printed]:
    """The dates without a nought at the day or the month, unless that is how the text is written."""
    written = [_written(plan, 1, _TEN), _written(plan, 2, _MARCH)]
    # An official text is written with noughts even where no other date of it can show so.
    is_alone = len({one.span for _padded, bare in written for one in bare}) == 1 and page.kind(plan) is not None
    return [one for padded, bare in written if is_alone or padded >= _OFTEN * len(bare) for one in bare]


def _written(plan: Plan, group: int, limit: int) -> tuple[int, list[Printed]]:
    """How many dates bear the nought at the number of this group, and those that lack it."""
    padded, bare = 0, []
    for date in page.dates(plan):
        found = _NUMBERS.match(date.text)
        if found is None or not 1 <= int(found[group]) < limit:
            continue
        if found[group].startswith("0"):
            padded += 1
        else:
            bare.append(date)
    return padded, bare


def _known(plan: Plan) -> frozenset[int]:
    """Where the days of cited documents stand that the register has under the very day."""
    return frozenset(
        mention.date.start
        for citation in plan.citations
        if citation.identity is Identity.DATED
        for mention in citation.mentions
        if mention.date
    )
