"""A scorecard of thousands of bodies stands in parts: each figure once, and every sum is that of the whole."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests import make
from tests.web.inspect import Browser, parse
from tiendo_web.duties import actions as duties
from tiendo_web.pages import scorecard

DAY = f"{make.AT:%Y-%m-%d}"


@pytest.fixture
def directives(an):
    """Three directives, each of which gives something to four bodies."""
    texts = [make.PLAN.replace("15/KH", f"{n}/KH") for n in (7, 8, 9)]
    return [duties.issue(plan_id=make.plan(an, text), viewer=an, at=make.AT) for text in texts]


def cells(row):
    return ["".join(cell.itertext()) for cell in row if isinstance(cell.tag, str)]


def shown(clerk, query):
    """The heads, the rows by body, and the sums of a part."""
    table = parse(clerk.get(f"/scorecard/?{query}").content.decode()).find(".//table[@class='score']")
    heads = cells(table.find("thead/tr"))[1:-1]
    return heads, {cells(row)[0]: cells(row)[1:] for row in table.findall("tbody/tr")}, cells(table.find("tfoot/tr"))


def test_the_parts_of_a_scorecard_make_the_whole(an, directives, monkeypatch):
    clerk = Browser().wearing(an)
    whole_heads, whole, sums = shown(clerk, f"on={DAY}")
    assert whole_heads == ["7/KH-UBND", "8/KH-UBND", "9/KH-UBND"] and len(whole) == 4
    monkeypatch.setattr(scorecard, "ROWS", 3)
    monkeypatch.setattr(scorecard, "COLUMNS", 2)
    gathered = {}
    for page in (1, 2):
        for part, heads in ((1, ["8/KH-UBND", "9/KH-UBND"]), (2, ["7/KH-UBND"])):
            found, rows, feet = shown(clerk, f"on={DAY}&page={page}&columns={part}")
            assert found == heads and feet[-1] == sums[-1], "the latest first, the sum of all"
            for body, figures in rows.items():
                assert figures[-1] == whole[body][-1]
                gathered.setdefault(body, {}).update(zip(heads, figures, strict=False))
    assert gathered == {body: dict(zip(whole_heads, figures, strict=False)) for body, figures in whole.items()}
    lines = csv.reader(io.StringIO(clerk.get(f"/scorecard/csv/?on={DAY}").getvalue().decode("utf-8-sig")))
    told = {(line[2], line[3]) for line in list(lines)[1:]}
    assert told == {(body, head) for body in whole for head in whole_heads}


def test_a_part_that_is_not_there_is_an_empty_part(an, directives):
    page = Browser().wearing(an).get("/scorecard/?page=99&columns=99").content.decode()
    assert re.search(r'rel="prev" href="\?on=[^"]*columns=99&amp;page=98"', page)
