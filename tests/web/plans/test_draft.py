"""The draft as a function of what was read and what was changed: fixes, parts, merging, taking back."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tiendo_web.plans import draft, fixes, owners
from tiendo_web.plans.draft import Change

TEXT = "Số: 5/KH-UBND\n1. Lập lập sổ;\nrà soát.\n2. Báo cáo."


def task(key, start, end):
    return {
        "id": key, "label": key, "text": TEXT[start:end], "span": [start, end], "parts": [[start, end]],
        "lead": [], "coordinating": [], "deadline": ["2026-04-15"], "deadline_text": "trước ngày 15/4/2026",
    }  # fmt: skip


def safe(*edits):
    return {"code": "X", "fix": {"kind": "safe", "edits": [{"span": [a, b], "text": text} for a, b, text in edits]}}


COMPILED = {
    "text": TEXT,
    "document": {"symbol": "5/KH-UBND", "spans": {"symbol": [4, 13]}},
    "tasks": [task("1", 17, 37), task("2", 41, 49)],
    "diagnostics": [safe((4, 5, "05")), safe((20, 24, "")), {"code": "Y", "fix": None}],
}
REGISTER = owners.Register(owners.NO_TREE)


def held(*changes):
    return draft.draft(COMPILED, changes, REGISTER)


def made(*acts):
    """Acts of (task, field, value) as numbered changes."""
    numbered = [(act, *one) for act, edits in enumerate(acts, start=1) for one in edits]
    return [Change(n, task, field, value, act) for n, (act, task, field, value) in enumerate(numbered, start=1)]


def test_a_fix_changes_what_shows_and_not_what_was_read():
    now = held(*made([("", "fix:0", True), ("", "fix:1", True)]))
    symbol, words = now.head["symbol"], now.task("1").text
    assert (symbol.read, symbol.now) == ("5/KH-UBND", "05/KH-UBND")
    assert (words.read, words.now, words.by_hand) == (TEXT[17:37], "Lập sổ;\nrà soát.", True)
    assert now.fixed == {0, 1} and held().task("1").text.now == TEXT[17:37]
    by_hand = held(*made([("", "fix:1", True)], [("1", "text", "Khác")]))
    assert by_hand.task("1").text.now == "Khác", "what a person wrote goes before"


def test_a_part_has_what_the_whole_was_read_to_have_and_stands_behind_it():
    now = held(*made([("1", "text", "Lập sổ"), ("+1", "text", "Rà soát"), ("+1", "after", "1"), ("+1", "from", "1")]))
    assert [one.key for one in now.tasks] == ["1", "+1", "2"]
    part = now.task("+1")
    assert (part.label, part.part_of, part.deadline.now, part.deadline_forms) == (
        "1/2", "1", "trước ngày 15/4/2026", ("2026-04-15",),
    )  # fmt: skip


def test_what_was_merged_is_gone_and_its_place_is_kept():
    now = held(*made([("2", "into", "1")]))
    assert [one.key for one in now.tasks] == ["1"] and now.tasks[0].also == ((41, 49),)
    assert now.tasks[0].merged == ("2",)
    round_about = held(*made([("2", "into", "1")], [("1", "into", "2")]))
    assert len(round_about.tasks) <= 1, "no edit makes the draft hang"


FIELDS = st.sampled_from([("1", "text"), ("2", "text"), ("", "title"), ("", "fix:0"), ("+1", "text"), ("2", "into")])
EDIT = st.tuples(FIELDS, st.sampled_from(["a", "b", "1"]))
ACTS = st.lists(
    st.one_of(st.just("undo"), st.lists(EDIT, min_size=1, max_size=3, unique_by=lambda e: e[0])), max_size=9
)


@given(ACTS)
def test_undoing_everything_gives_what_was_read(acts):
    changes, number, act = [], 0, 0

    def write(edits):
        nonlocal number, act
        act += 1
        for name, field, value in edits:
            number += 1
            changes.append(Change(number, name, field, value, act))

    def undo():
        last = held(*changes).last
        if last:
            write([*draft.taken_back(changes, last), ("", draft.UNDO, last[0].number)])
        return bool(last)

    for one in acts:
        before = held(*changes)
        if one == "undo":
            undo()
            continue
        write([(*field, value) for field, value in one])
        undo()
        after = held(*changes)
        assert (after.tasks, after.fixed) == (_unseen(before, after), before.fixed), "undoing restores what was there"
        write([(*field, value) for field, value in one])
    while undo():
        pass
    now, fresh = held(*changes), held()
    assert [(t.key, t.text) for t in now.tasks] == [(t.key, t.text) for t in fresh.tasks]
    assert (now.head, now.fixed, now.last) == (fresh.head, frozenset(), ())


def _unseen(before, after):
    """The tasks as they were, but for the number of the last edit that was seen, which only grows."""
    seen = {one.key: one.seen for one in after.tasks}
    return tuple(replace(one, seen=seen.get(one.key, one.seen)) for one in before.tasks)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.text(max_size=3)), max_size=5)


@given(st.text(min_size=37, max_size=37), SPANS)
def test_words_outside_a_fix_stay(text, found):
    numbers = range(len(found))
    diagnostics = [safe((a, a + n, words)) for a, n, words in found]
    changes = fixes.replacements(diagnostics, numbers)
    assert all(one.end <= two.start for one, two in pairwise(changes))
    whole = fixes.words(text, 0, len(text), changes)
    assert len(whole) == len(text) + sum(len(one.text) - (one.end - one.start) for one in changes)
    first = changes[0].start if changes else len(text)
    assert whole[:first] == text[:first]
