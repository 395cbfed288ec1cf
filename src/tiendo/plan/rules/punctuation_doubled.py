"""W008: two marks of punctuation stand where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Edit, Fix, FixKind, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="W008",
    name="punctuation-doubled",
    severity=Severity.INFO,
    message=Words(vi="“{printed}”: thừa dấu câu", en="“{printed}”: a mark too many"),
    help=Words(vi="Bỏ một dấu.", en="Leave one out."),
    explanation=Words(
        vi="Dấu thừa thường còn lại sau khi xóa một mục trong danh sách; nên xem mục ấy bị xóa có chủ ý không.",
        en=("A mark left over usually shows that an item was deleted from a list; see whether it was meant to be."),
    ),
    examples=(
        Example(
            bad=("1. Sở Xây dựng, Sở Tài chính,, Sở Y tế trồng rừng.\n"),
            good=("1. Sở Xây dựng, Sở Tài chính, Sở Y tế trồng rừng.\n"),
        ),
    ),
    basis="Chính tả; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 6",
)


_DOUBLED = re.compile(r"(?:,\s?,|;\s?;|,\s?;|;\s?,|,\s?\.(?![./…])|\.\s?,|;\s?\.(?![./…])|\.;|\.(?<!\.\.)\.)(?=\s|$)")
_WORD_BEFORE = re.compile(r"[\w)”](?=[^\S\n]?\Z)")
_SHORTENED = re.compile(r"(?<!\w)(?:v\.v|TP|Tp|ThS|TS|PGS|GS|BS|[A-ZĐ]|Q|P|TX|st|tr|km|m2)$")


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such pair behind a word; abbreviations keep their full stop."""
    text, said = plan.source.text, page.said(plan)
    for found in _DOUBLED.finditer(text, said.start, said.end):
        span = Span(*found.span())
        word = _WORD_BEFORE.search(text, max(0, span.start - 2), span.start)
        if word is None or "\n" in found[0]:
            continue
        if found[0].startswith(".") and _SHORTENED.search(text, max(0, word.end() - 6), word.end()):
            continue
        # The stronger mark stays: a full stop before a semicolon before a comma.
        right = next(mark for mark in ".;," if mark in found[0])
        yield RULE.found(
            plan.source.name, span, fix=Fix(FixKind.UNSAFE, (Edit(span, right),)), printed=plan.source.slice(span)
        )
