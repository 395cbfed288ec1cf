"""What is reorganised in the sample: a change of name long done, a merger that waits for its day, a draft.

None of it passes a duty on before today, so that the year's figures stay as they were written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from tiendo.orgtree import BodyKind, Definition, Level, Share
from tiendo.reform import Decision, Newcomer, Rule, Step, Terms, Verb
from tiendo_web.core.access import Viewer
from tiendo_web.demo import story
from tiendo_web.orgs import actions as orgs
from tiendo_web.reforms import actions

DAY = dt.timedelta(days=1)


def load(bodies: Mapping[str, int], an: Viewer, today: dt.date) -> None:
    """Decide what is decided, leave the rest a draft, and name a group of communes."""
    at = story.instant(today)
    for terms in (_renamed(bodies, today - 2 * DAY), _merged(bodies, today)):
        key = actions.begin(terms=terms, viewer=an, at=at)
        actions.decide(key=key, seen=1, viewer=an, at=at)
    actions.begin(terms=_split(bodies, today), viewer=an, at=at)
    mountain = frozenset(bodies[ref] for ref in ("c19", "c20", "c22", "c23", "c24", "c25"))
    orgs.define_group(viewer=an, name="Các xã vùng cao", definition=Definition(added=mountain), at=at)


def _renamed(bodies: Mapping[str, int], on: dt.date) -> Terms:
    decision = Decision("41/2026/QĐ-UBND", "Đổi tên cơ quan thống kê", on - 10 * DAY, on)
    step = Step(Verb.RENAME, (bodies["tke"],), name="Cơ quan Thống kê tỉnh Sơn Hải", abbreviation="CQTK")
    return Terms(decision, steps=(step,))


def _merged(bodies: Mapping[str, int], today: dt.date) -> Terms:
    """Two communes on the islets become one in a month; all that the smaller one owes goes along."""
    decision = Decision("52/2026/NQ-HĐND", "Sáp nhập Xã Cồn Sim vào Xã Cồn Vạc", today - 3 * DAY, today + 30 * DAY)
    return Terms(decision, steps=(Step(Verb.MERGE, (bodies["c31"],), into=(bodies["c30"],)),))


def _split(bodies: Mapping[str, int], today: dt.date) -> Terms:
    """A department is to be divided: what a rule does not send on is still to be decided duty by duty."""
    decision = Decision("60/2026/QĐ-UBND", "Chia tách Sở Văn hóa, Thể thao và Du lịch", today, today + 60 * DAY)
    new = Newcomer(-1, BodyKind.DEPARTMENT, Level.PROVINCE, "Sở Du lịch", bodies["province"], "SDL")
    split = Step(Verb.SPLIT, (bodies["svhttdl"],), into=(-1,), shares=(Share.PART,), keeps=True)
    return Terms(
        decision,
        newcomers=(new,),
        steps=(Step(Verb.FOUND, into=(-1,)), split),
        rules=(Rule(to=-1, bodies=(bodies["svhttdl"],), words=("du lịch",)),),
    )
