"""A long draft is served in parts that hold everything once."""

import re
from itertools import pairwise
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.bench import made
from tests.web.inspect import parse
from tiendo_web.pages import marked, parts
from tiendo_web.plans import draft, owners, queries

LONG = made.plan(12)


def held(spans):
    tasks = [
        {"id": str(n), "label": "", "text": "x", "span": list(span) if span else None, "parts": [], "lead": [],
         "coordinating": [], "deadline": []}
        for n, span in enumerate(spans)
    ]  # fmt: skip
    return draft.draft({"tasks": tasks, "document": {}}, (), owners.Register(owners.NO_TREE)).tasks


SPAN = st.one_of(st.none(), st.tuples(st.integers(0, 200), st.integers(0, 40)).map(lambda p: (p[0], p[0] + p[1])))


@given(st.lists(SPAN, max_size=12), st.text("ab\n", max_size=240), st.integers(1, 4))
def test_parts_hold_every_task_and_every_letter_once(spans, text, size):
    tasks = held(spans)
    found = parts.parts(tasks, text, size=size)
    assert [task.key for part in found for task in part.tasks] == [task.key for task in tasks]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(part.start <= part.end for part in found)
    assert all(part.start == 0 or text[part.start - 1] == "\n" for part in found if part.start < len(text))


def test_no_row_of_a_table_is_cut():
    tasks = held([(10, 12), (25, 29)])
    (first, second) = parts.parts(tasks, "x" * 40, [(0, 14), (20, 34)], size=1)
    assert (first.end, second.start) == (20, 20)


def test_a_long_draft_is_served_part_by_part(browser, an):
    plan = make.plan(an, LONG)
    clerk = browser.wearing(an)
    keys = [task.key for task in queries.plan_draft(plan_id=plan, viewer=an, on=make.AT.date()).tasks]
    total = -(-len(keys) // parts.SIZE)
    shown, words = [], ""
    for number in range(1, total + 1):
        page = clerk.get(f"/plans/{plan}/?part={number}").content.decode()
        tree = parse(page)
        shown += [one.get("data-for-task") for one in tree.iter("article")]
        words += "".join(tree.find(".//div[@class='words']").itertext())
        assert f"Phần {number}/{total}" in page and len(page) < 130_000
    assert shown == keys
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", LONG)
    assert f'id="task-{keys[-1]}"' in clerk.get(f"/plans/{plan}/?task={keys[-1]}").content.decode()
    path = f"/plans/{plan}/tasks/{keys[-1]}/"
    back = clerk.post(path, clerk.form(path) | {"deadline": "31/12/2027"})["Location"]
    assert unquote(back).endswith(f"?task={keys[-1]}#task-{keys[-1]}")
    for odd in ("0", "99999", "x", "-1"):
        assert clerk.get(f"/plans/{plan}/?part={odd}").status_code == 200


def test_a_short_draft_has_no_parts(browser, an):
    plan = make.plan(an)
    assert "Phần 1/" not in browser.wearing(an).get(f"/plans/{plan}/").content.decode()


def test_a_stretch_of_a_text_with_tables_is_that_stretch():
    text = "Một\nhai\tba\nbốn"
    outline = [{"kind": "row", "cells": [[4, 7], [8, 10]], "head": False, "children": []}]
    plain = [re.sub(r"<[^>]*>", "", str(marked.document(text, (), (), outline, window=w))) for w in ((0, 4), (4, 14))]
    assert plain == ["Một", "haibabốn"]
