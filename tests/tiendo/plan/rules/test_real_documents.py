"""Faults that stand in documents as they were issued, found where a reader found them."""

import pytest

from tiendo import registry, workdays
from tiendo.diagnostic import FixKind
from tiendo.plan import compiler, read
from tiendo.plan.context import Context

KNOWN = [
    ("009", "C002"),
    ("013", "S005"),
    ("030", "N008"),
    ("033", "C005"),
    ("115", "C002"),
    ("116", "C002"),
    ("117", "C002"),
    ("118", "C002"),
    ("119", "C003"),
    ("120", "C001"),
    ("121", "C005"),
    ("122", "C005"),
    ("123", "C001"),
    ("124", "K001"),
    ("124", "K011"),
    ("125", "K002"),
    ("126", "F017"),
    ("127", "F017"),
    ("128", "F017"),
    ("129", "F017"),
    ("130", "F017"),
]


def compiled(path):
    source, told = read.read(path.read_bytes(), path.name)
    plan, found = compiler.compile(source, Context(calendar=workdays.shipped(), registry=registry.shipped()))
    return plan, (*told, *found)


@pytest.mark.parametrize(("number", "code"), KNOWN)
def test_a_fault_that_was_issued_is_found(shared, number, code):
    (path,) = (shared / "corpus").glob(f"{number}_*")
    assert code in {one.code for one in compiled(path)[1]}


class TestThePressReport:
    @pytest.fixture
    def seed(self, shared):
        return compiled(shared / "corpus" / "seed.txt")

    def of(self, seed, code):
        return [one for one in seed[1] if one.code == code]

    @pytest.mark.parametrize("code", ["B001", "D001"])
    def test_ten_of_twelve_are_said_once(self, seed, code):
        (one,) = self.of(seed, code)
        args = dict(one.args)
        assert (args["missing"], args["total"], len(one.labels)) == ("10", "12", 9)

    def test_the_conclusion_cannot_be_older_than_the_directive_it_continues(self, seed):
        plan, _ = seed
        (one,) = self.of(seed, "C003")
        assert plan.source.slice(one.span) == "30/9/2001"
        assert [plan.source.slice(label.span) for label in one.labels] == ["22/6/2015"]
        assert "46-CT/TW" in dict(one.args)["why_vi"]
        assert one.fix.kind is FixKind.DISPLAY
        assert [edit.text for edit in one.fix.edits] == ["30/9/2021"]

    def test_it_is_told_to_be_a_report(self, seed):
        plan, _ = seed
        (one,) = self.of(seed, "S004")
        assert plan.source.slice(one.span) == "77-KH/TU"
