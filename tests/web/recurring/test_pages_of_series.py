"""The list of what recurs goes page by page: what runs stands first, what is over last."""

from __future__ import annotations

import datetime as dt

from tests import make
from tiendo.occurrence import AfterEnd
from tiendo.period import Kind, Rhythm
from tiendo.rulebook import Lang
from tiendo_web.duties.actions import issue
from tiendo_web.duties.models import Duty
from tiendo_web.recurring import actions, queries


def test_every_series_stands_on_one_page_and_those_that_are_over_last(province, an):
    issue(plan_id=make.plan(an), viewer=an, at=make.AT)
    tasks = sorted(set(Duty.objects.filter(jurisdiction_id=province.id).values_list("task_id", flat=True)))
    begun = [
        actions.begin(
            task_id=task,
            rhythm=Rhythm(Kind.MONTH),
            when=AfterEnd(3),
            first_on=make.AT.date() + dt.timedelta(days=40 * place),
            viewer=an,
            at=make.AT,
        )
        for place, task in enumerate(tasks)
    ]
    assert len(begun) > 2
    actions.end(series_id=begun[0], reason="Thôi.", viewer=an, at=make.AT)
    told = [queries.series(viewer=an, lang=Lang.VI, page=page, size=1) for page in range(1, len(begun) + 1)]
    assert [line.id for lines, _more in told for line in lines] == [*begun[1:], begun[0]]
    assert [more for _lines, more in told] == [True] * (len(begun) - 1) + [False]
    assert queries.series(viewer=an, lang=Lang.VI, page=len(begun) + 1, size=1) == ([], False)
