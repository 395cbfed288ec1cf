"""Which rows are folded into the tasks that they give again, and what a task has from its row."""

from hypothesis import given
from hypothesis import strategies as st

from tiendo_web.plans import draft, folding, owners
from tiendo_web.plans.draft import Change

TEXT = "1. Rà soát quỹ đất.\n2. Lập sổ.\nRà soát quỹ đất | Sở Y tế | 31/5/2026"


def task(key, *, row=None, lead=(), deadline=(), inferred=(), **more):
    return {
        "id": key, "label": key, "text": "Rà soát quỹ đất.", "span": [3, 19], "row": row, "lead": list(lead),
        "coordinating": [], "deadline": list(deadline), "deadline_text": "; ".join(deadline) or None,
        "deadline_from": None, "deliverable": None, "report_to": None, "bodies": {"lead": [None] * len(lead)},
        "spans": {"lead": [[0, 1] for _ in lead], "deadline": [[0, 1] for _ in deadline]},
        "inferred": {name: name in inferred for name in ("lead", "coordinating", "deadline")}, **more,
    }  # fmt: skip


ROW = task("PL1.1", lead=["Sở Y tế"], deadline=["2026-05-31"], deliverable="Sổ", span=[31, 46])


def test_a_row_is_folded_where_its_tasks_say_nothing_else():
    silent, alike = task("1", row="PL1.1"), task("2", row="PL1.1", lead=["SỞ Y TẾ"])
    handed_down = task("3", row="PL1.1", lead=["Ủy ban nhân dân tỉnh"], inferred=["lead"])
    assert folding.proposed([silent, alike, handed_down, ROW]) == ["PL1.1"]


def test_a_row_that_charges_another_body_or_sets_another_day_stands_apart():
    assert folding.proposed([task("1", row="PL1.1", lead=["Sở Tài chính"]), ROW]) == []
    assert folding.proposed([task("1", row="PL1.1", deadline=["2026-06-30"]), ROW]) == []
    assert folding.proposed([task("1", row="PL1.1"), task("2", row="PL1.1", lead=["Sở Tài chính"]), ROW]) == []
    assert folding.proposed([ROW]) == [] == folding.proposed([{"id": "1"}]), "plans of before have no word on rows"


def test_a_row_that_orders_more_than_its_task_stands_apart():
    more = {**ROW, "text": "Rà soát quỹ đất. Hoàn thiện quy định về thu gom chất thải xây dựng."}
    assert folding.proposed([task("1", row="PL1.1"), more]) == []
    rest = {**task("2", row="PL1.1"), "text": "Hoàn thiện quy định về thu gom chất thải xây dựng tại các xã."}
    assert folding.proposed([task("1", row="PL1.1"), rest, more]) == ["PL1.1"], "two tasks share what it says"


def test_a_row_that_no_edit_can_name_stands_apart():
    assert folding.proposed([task("1", row="P" * 81), task("P" * 81)]) == []
    assert folding.proposed([task("1", row="P" * 80), task("P" * 80)]) == ["P" * 80]


def test_a_task_keeps_what_it_says_and_has_the_rest_from_its_row():
    (one,) = folding.folded([task("1", row="PL1.1", deadline=["2026-04-01"]), ROW], {"PL1.1"})
    assert (one["lead"], one["deadline"], one["deliverable"]) == (["Sở Y tế"], ["2026-04-01"], "Sổ")
    assert one["taken"] == ["lead", "deliverable"] and one["bodies"]["lead"] == [None]
    above = task("1", row="PL1.1", lead=["Ủy ban nhân dân tỉnh"], inferred=["lead"])
    (one,) = folding.folded([above, ROW], {"PL1.1"})
    assert one["lead"] == ["Sở Y tế"] and one["inferred"]["lead"] is False, (
        "what a row says alone goes before a heading"
    )
    assert above["lead"] == ["Ủy ban nhân dân tỉnh"], "what was read stays"


def test_one_row_may_give_two_tasks_again_and_both_have_who_and_when_of_it():
    first, second = folding.folded([task("1", row="PL1.1"), task("2", row="PL1.1"), ROW], {"PL1.1"})
    assert first["lead"] == second["lead"] == ["Sở Y tế"]


def held(tasks, *acts):
    numbered = [(act, *one) for act, edits in enumerate(acts, start=1) for one in edits]
    made = [Change(n, key, field, value, act) for n, (act, key, field, value) in enumerate(numbered, start=1)]
    return draft.draft({"text": TEXT, "document": {}, "tasks": tasks}, made, owners.Register(owners.NO_TREE))


def test_a_folded_row_is_a_place_of_its_task_and_no_correction():
    now = held([task("1", row="PL1.1"), ROW], [("PL1.1", "folded", True)])
    (one,) = now.tasks
    assert (one.spans, one.folded, one.taken) == (((3, 19), (31, 46)), True, {"lead", "deadline", "deliverable"})
    assert one.deadline.now == "2026-05-31" and not one.deadline.by_hand and not now.mended
    assert now.folded == {"PL1.1"} and now.doubled == () == now.rows[0].merged


def test_a_row_beside_its_task_is_told_until_one_of_the_two_is_not_issued():
    tasks = [task("1", row="PL1.1"), ROW]
    assert [one.key for one in held(tasks).doubled] == ["1"]
    assert held(tasks, [("PL1.1", "removed", True)]).doubled == () == held(tasks, [("1", "removed", True)]).doubled


def test_parts_of_a_task_have_who_and_when_of_its_row_too():
    split = [("1", "text", "Rà soát"), ("+1", "text", "quỹ đất"), ("+1", "after", "1"), ("+1", "from", "1")]
    now = held([task("1", row="PL1.1"), ROW], [("PL1.1", "folded", True)], split)
    assert [one.deadline.now for one in now.tasks] == ["2026-05-31"] * 2
    assert [one.also for one in now.tasks] == [((31, 46),), ()]


def test_what_was_merged_into_a_row_before_it_was_folded_stands_again():
    now = held(
        [task("1", row="PL1.1"), task("2"), ROW], [("2", "into", "PL1.1")], [("PL1.1", "folded", True)]
    )  # fmt: skip
    assert [one.key for one in now.tasks] == ["1", "2"], "nothing is lost"


KEYS = st.lists(st.sampled_from([None, "r1", "r2"]), max_size=6)


@given(KEYS, st.sets(st.sampled_from(["r1", "r2", "1", "nowhere"])))
def test_each_task_that_is_no_folded_row_stays_and_nothing_else_comes(rows_of, rows):
    tasks = [task(str(n), row=row) for n, row in enumerate(rows_of)] + [task("r1", lead=["A"]), task("r2")]
    left = folding.folded(tasks, rows & folding.named(tasks).keys())
    named = {row for row in rows_of if row in rows}
    assert [one["id"] for one in left] == [one["id"] for one in tasks if one["id"] not in named]
