"""W007: a small word is typed twice in a row."""

from __future__ import annotations

import itertools
import operator
import re
from collections.abc import Iterator, Sequence

from tiendo import late
from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, spelling
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span
from tiendo.viet import any_of

RULE = Rule(
    code="W007",
    name="word-doubled",
    severity=Severity.WARNING,
    message=Words(vi="“{printed}”: một từ gõ hai lần", en="“{printed}”: one word typed twice"),
    help=Words(vi="Bỏ một từ.", en="Leave one out."),
    explanation=Words(
        vi="Từ lặp là lỗi gõ: trong các từ nối được xét tiếng Việt không có từ láy nào, và một từ hai âm tiết không "
        "đứng hai lần liền nhau trừ vài trường hợp như “từng bước từng bước”, “Ủy ban nhân dân thành phố thành phố …”.",
        en="A doubled word is a slip of typing: of the small words looked at, Vietnamese doubles none on purpose, and "
        "a word of two syllables does not stand twice in a row but for a few.",
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng rà soát quỹ đất của của các xã ven biển.\n"),
            good=("1. Sở Xây dựng rà soát quỹ đất của các xã ven biển.\n"),
        ),
        Example(
            bad="1. Sở Xây dựng rà soát rà soát quỹ đất ven biển.\n",
            good="1. Sở Xây dựng rà soát quỹ đất, thu hút đầu tư tư nhân vào nhà ở ở ven biển.\n",
        ),
    ),
    basis="Chính tả; gặp trong văn bản đã ban hành (“ngày ngày 01/4/2025”)",
)


# Words that neither end nor begin a compound; most others stand twice rightly ("đầu tư tư nhân", "nhà ở ở nông thôn").
_SMALL = (
    "của|và|các|những|được|với|cho|trong|theo|để|tại|về|từ|đến|bị|do|bằng|trên|có|nhân dân|ủy ban|ngày"
    "|chưa|phải|nộp|gửi|đã|đang|sẽ|cũng|hoặc|nhưng|thì|nếu|khi|nhằm|giữa|rất|Sở|Bộ|tỉnh|xã|phường"
)
_DOUBLED = late.pattern(
    rf"({any_of(_SMALL.split('|'))})(\s+\1)(?!\w)"
    r"|(?<!\w)(?P<two>[^\W\d_]{2,7} [^\W\d_]{2,7})(?P<again> (?P=two))(?!\w)"
)
_SMALL_WORDS = frozenset(_SMALL.lower().split("|"))
# More phrases than these are not looked up one by one.
_FEW = 20
# Two words that are said twice for good, or where one ends a name and the other begins the next.
_RIGHTLY = frozenset(("thành phố", "từng bước", "ngày càng", "ngày một", "từng ngày"))
_NUMBER = re.compile(r"\s+\d")
# "từ từ" is an adverb, but for where something begins.
_BEGINS = re.compile(r"\s+(?:\d|(?:ngày|tháng|năm|quý|tuần|giờ|khi|nguồn|đó|đây|nay|cấp|các|những)\b)")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each pair on one line, the second word taken out as a fix."""
    said = page.said(plan)
    is_there = "  " in plan.source.text or _stands_twice(plan.source.text, spelling.said(plan))
    for found in _DOUBLED.finditer(plan.source.text, said.start, said.end) if is_there else ():
        if found["two"]:
            yield from _phrase(plan, found)
            continue
        is_whole = not plan.source.text[max(0, found.start() - 1) : found.start()].isalnum()
        needed = {"ngày": _NUMBER, "từ": _BEGINS}.get(found[1])
        is_said = needed is None or needed.match(plan.source.text, found.end())
        if "\n" in found[0] or "\t" in found[0] or not (is_whole and is_said):
            continue
        second = Span(*found.span(2))
        fix = Fix(FixKind.SAFE, (Edit(second, ""),))
        yield RULE.found(plan.source.name, Span(*found.span()), fix=fix, printed=found[0])


def _stands_twice(text: str, words: Sequence[str]) -> bool:
    """Whether a small word, or any two words, may stand twice in a row; most texts have neither, which is soon seen."""
    twice = itertools.compress(words, map(operator.eq, words, words[1:]))
    if not _SMALL_WORDS.isdisjoint(twice):
        return True
    as_two_behind = itertools.compress(itertools.count(), map(operator.eq, words, words[2:]))
    phrases = {
        " ".join(words[first : first + 4])
        for first, second in itertools.pairwise(as_two_behind)
        if second - first == 1 and words[first] and words[second]
    }
    return len(phrases) > _FEW or any(phrase in text for phrase in phrases)


def _phrase(plan: Plan, found: re.Match[str]) -> Iterator[Diagnostic]:
    """A diagnostic at a word of two syllables that stands twice, with the second taken out as a fix."""
    first, _, second = found["two"].partition(" ")
    text, word = plan.source.text, found["two"]
    # What comes a third time is a pattern.
    if text.endswith(f"{word} ", 0, found.start()) or text.startswith(f" {word}", found.end()):
        return
    if first != second and found["two"].islower() and found["two"] not in _RIGHTLY:
        fix = Fix(FixKind.UNSAFE, (Edit(Span(*found.span("again")), ""),))
        yield RULE.found(plan.source.name, Span(*found.span()), fix=fix, printed=found[0])
