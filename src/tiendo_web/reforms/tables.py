"""Tables of bodies that were taken over: what each said, and what rests on it and keeps it from being taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo import orgtree
from tiendo import reform as rules
from tiendo_web.core.access import Permission, Viewer, demand
from tiendo_web.duties import involved, passing
from tiendo_web.orgs import facts, holders
from tiendo_web.orgs import queries as orgs
from tiendo_web.orgs import tables as taken
from tiendo_web.plans import issued
from tiendo_web.reforms import queries


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table with the bodies that it founded and those of which it said something new.

    ``resting`` are the reasons why it cannot be taken back, in words. Of one taken back neither is told.
    """

    line: taken.TableLine
    founded: tuple[orgtree.Body, ...]
    changed: tuple[orgtree.Body, ...]
    resting: tuple[str, ...]


def table(*, table_id: int, viewer: Viewer, on: dt.date) -> TablePage:
    """One table as it stands on a day; raises ``orgs.tables.NoTable``."""
    demand(viewer, Permission.MANAGE_BODIES)
    line = taken.table(jurisdiction_id=viewer.jurisdiction_id, table_id=table_id)
    if line.withdrawn_on is not None:
        return TablePage(line, (), (), ())
    then = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=line.starts_on)
    founded = facts.founded(viewer.jurisdiction_id, line.act)
    told = facts.subjects(viewer.jurisdiction_id, [line.act])
    return TablePage(
        line,
        founded=tuple(body for body in then if body.id in founded),
        changed=tuple(body for body in then if body.id in told - founded),
        resting=tuple(_resting(line, viewer, on, founded, told)),
    )


def resting(line: taken.TableLine, viewer: Viewer, on: dt.date) -> list[str]:
    """What rests on a table and would fall with it, in words; empty where it can be taken back.

    Only what holds from the table's day on can rest on it. Before that day all of it can be taken away first.
    """
    founded = facts.founded(viewer.jurisdiction_id, line.act)
    return _resting(line, viewer, on, founded, facts.subjects(viewer.jurisdiction_id, [line.act]))


def _resting(
    line: taken.TableLine, viewer: Viewer, on: dt.date, founded: Collection[int], own: Collection[int]
) -> list[str]:
    """The same of a table that founded some bodies, and said something of its ``own``."""
    words = [*_later(line, viewer, founded, own), *_used(line, viewer, founded), *_counted(line, viewer, on, founded)]
    without = orgs.facts_without(jurisdiction_id=viewer.jurisdiction_id, act=line.act)
    return words or [fault.say(queries.language()) for fault in rules.unsound(without, line.starts_on)]


def _later(line: taken.TableLine, viewer: Viewer, founded: Collection[int], own: Collection[int]) -> Iterator[str]:
    """The decisions and tables of later that build on it."""
    for symbol in queries.decided_upon(viewer.jurisdiction_id, own, founded, act=line.act, on=line.starts_on):
        yield _("Văn bản %(symbol)s dựa trên bảng này; hãy hủy văn bản đó trước.") % {"symbol": symbol}
    if taken.imported_upon(
        jurisdiction_id=viewer.jurisdiction_id, body_ids=own, founded=founded, act=line.act, on=line.starts_on
    ):
        yield _("Bảng nhập sau đó dựa trên bảng này; hãy rút lại bảng đó trước.")


def _used(line: taken.TableLine, viewer: Viewer, founded: Collection[int]) -> Iterator[str]:
    """What was given to the bodies that it founded."""
    jurisdiction_id = viewer.jurisdiction_id
    if not founded:
        return
    if orgs.any_group(jurisdiction_id=jurisdiction_id, body_ids=founded):
        yield _("Có nhóm cơ quan gồm cơ quan mới lập; hãy sửa nhóm đó trước.")
    passed = (one.target_id in founded for one in passing.passed(jurisdiction_id=jurisdiction_id))
    if involved.any_owed(jurisdiction_id=jurisdiction_id, body_ids=founded) or any(passed):
        yield _("Đã giao nhiệm vụ cho cơ quan mới lập.")
    if issued.by_bodies(viewer=viewer, body_ids=founded):
        yield _("Cơ quan mới lập đã ban hành văn bản.")
    if holders.any_hat(jurisdiction_id=jurisdiction_id, body_ids=founded, on=line.starts_on):
        yield _("Đã giao vai trò ở cơ quan mới lập; hãy cho thôi các vai trò đó trước.")


def _counted(line: taken.TableLine, viewer: Viewer, on: dt.date, founded: Collection[int]) -> Iterator[str]:
    """The duties that were counted under the parent that it gave: the figures of a day that was shown stay."""
    now = orgs.tree(jurisdiction_id=viewer.jurisdiction_id, on=on)
    placed = facts.placed(viewer.jurisdiction_id, line.act)
    moved = [one for one in placed if one in now and one not in founded]
    beneath = {*moved, *(body.id for one in moved for body in now.descendants(one))}
    if line.starts_on <= on and involved.any_owed(jurisdiction_id=viewer.jurisdiction_id, body_ids=beneath):
        yield _("Số liệu đã tính theo cấp trên mới của cơ quan đang có nhiệm vụ; hãy sửa bằng một bảng khác.")
