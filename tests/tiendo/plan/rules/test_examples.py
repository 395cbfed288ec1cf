"""Each rule's own examples, compiled: the bad text has the fault, the good text has it not."""

from datetime import date

import pytest

from tiendo import workdays
from tiendo.diagnostic import FixKind
from tiendo.plan import compiler, read, rules
from tiendo.plan.context import Context
from tiendo.plan.rules.task_stated_elsewhere import key
from tiendo.registry import Document, Registry, Trust
from tiendo.rulebook import Lang, Rulebook

CONTEXT = Context(
    calendar=workdays.shipped(),
    bodies=("Sở Xây dựng", "Sở Tài chính", "Sở Nông nghiệp và Môi trường"),
    registry=Registry([Document("78/2025/NĐ-CP", "NĐ", date(2025, 4, 1), "Chính phủ", Trust.LISTED)]),
    on=date(2026, 12, 31),
    today=date(2026, 12, 31),
    duties={key("Sở Xây dựng rà soát quỹ đất ven biển có thể trồng rừng phòng hộ trên toàn tỉnh."): "12/KH-UBND"},
    successors={("12/KH-UBND", "2026-03-05"): "45/KH-UBND"},
)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in rules.RULES
    for number, example in enumerate(rule.examples, start=1)
]


def found(text, context=CONTEXT):
    source, _ = read.read(text.encode(), "van-ban.md")
    plan, diagnostics = compiler.compile(source, context)
    return plan, diagnostics


def codes(text):
    return {one.code for one in found(text)[1]}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
class TestEveryExample:
    def test_the_bad_text_has_the_fault(self, rule, example):
        assert rule.code in codes(example.bad)

    def test_the_good_text_has_it_not(self, rule, example):
        assert example.good
        assert rule.code not in codes(example.good)

    def test_every_sentence_can_be_said(self, rule, example):
        book = Rulebook(rules.RULES)
        for one in found(example.bad)[1]:
            for lang in Lang:
                said = [book.message(one, lang), book.help(one, lang)]
                said += [book.label(one, label, lang) for label in one.labels]
                assert all(said) and not any("{" in words for words in said)

    def test_it_points_into_the_text(self, rule, example):
        plan, diagnostics = found(example.bad)
        for one in diagnostics:
            for span in (one.span, *(label.span for label in one.labels)):
                assert span is None or plan.source.slice(span).strip()

    def test_a_fix_that_may_be_applied_mends_it(self, rule, example):
        plan, diagnostics = found(example.bad)
        for one in diagnostics:
            if one.code != rule.code or one.fix is None or one.fix.kind is FixKind.DISPLAY:
                continue
            text = plan.source.text
            for edit in sorted(one.fix.edits, key=lambda edit: edit.span.start, reverse=True):
                text = text[: edit.span.start] + edit.text + text[edit.span.end :]
            source, _ = read.read(text.encode(), "van-ban.txt")
            assert rule.code not in {each.code for each in compiler.compile(source, CONTEXT)[1]}
