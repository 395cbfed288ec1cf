"""Whether a body can take a duty, and whether it will still be there on the day: asked before either is set."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tiendo import orgtree

DAY = dt.timedelta(days=1)


def absent(tree: orgtree.OrgTree, body_id: int) -> str:
    """Why a body cannot be named now: it never was, has ended, or has not begun; empty where it lives."""
    body = tree.known(body_id)
    if body is None:
        return _("Không có cơ quan này.")
    if body_id in tree:
        return ""
    now = ", ".join(tree.name(one) for one in tree.represented(body_id))
    if now:
        return _("“%(body)s” không còn hoạt động; nay là: %(now)s.") % {"body": body.name, "now": now}
    return _("“%(body)s” không hoạt động vào ngày này.") % {"body": body.name}


@dataclass(frozen=True, slots=True)
class Ending:
    """A body that ends before a duty is over: the day from which it is gone, and who follows it.

    ``to`` is who owes the duty then, or None: nobody follows the body whole, and it cannot be given the duty.
    """

    ends_on: dt.date
    heirs: tuple[int, ...]
    to: int | None


def ending(tree: orgtree.OrgTree, body_id: int, due_on: dt.date | None) -> Ending | None:
    """How a living body ends before a duty is over that is due on this day; None where it will be there then."""
    body, day = tree.get(body_id), due_on or dt.date.max
    if body is None or body.ends_on is None or body.ends_on > day:
        return None
    broken = _breaks_off(tree, body_id, day)
    if broken is None:
        to = tree.last_of_line(body_id, day)
        return Ending(body.ends_on, (to,), to)
    ends_on = broken.ends_on or body.ends_on
    return Ending(ends_on, tuple(heir.body_id for heir in broken.heirs if heir.begins_on == ends_on), None)


def unfit(tree: orgtree.OrgTree, body_id: int, due_on: dt.date | None) -> str:
    """Why a body cannot be given a duty that is due on this day; empty where it can.

    A body that will end first is given it only where one other takes it over whole, and with it the duty; that one
    too has to be there on the day, or to be taken over whole.
    """
    if words := absent(tree, body_id):
        return words
    last = _breaks_off(tree, body_id, due_on or dt.date.max)
    if last is None:
        return ""
    day = due_on or dt.date.max
    named = {"body": tree.name(body_id), "last": tree.name(last.id), "day": f"{last.ends_on or day:%d/%m/%Y}"}
    if last.id != body_id:
        return (
            _(
                "“%(body)s” nhập vào “%(last)s”, nơi kết thúc hoạt động từ ngày %(day)s, trước khi nhiệm vụ hoàn thành;"
                " hãy giao cho cơ quan khác."
            )
            % named
        )
    return (
        _("“%(body)s” kết thúc hoạt động từ ngày %(day)s, trước khi nhiệm vụ hoàn thành; hãy giao cho cơ quan khác.")
        % named
    )


def outlived(tree: orgtree.OrgTree, body_id: int, due_on: dt.date | None) -> str:
    """That a duty would be due after the last day of the body that owes it, which day that is and who follows it.

    Empty where the body will be there, or where one other that will takes it over whole: the duty goes along.
    """
    if words := absent(tree, body_id):
        return words
    last = _breaks_off(tree, body_id, due_on or dt.date.max)
    if last is None or last.ends_on is None:
        return ""
    told = {"body": tree.name(last.id), "day": f"{last.ends_on - DAY:%d/%m/%Y}"}
    heirs = [f"“{tree.name(heir.body_id)}”" for heir in last.heirs if heir.begins_on == last.ends_on]
    words = _("“%(body)s” hoạt động đến hết ngày %(day)s, nhiệm vụ còn sau ngày đó.") % told
    if not heirs:
        return f"{words} {_('Chưa có cơ quan nào tiếp nhận.')}"
    return f"{words} {_('Nơi tiếp nhận: %(heirs)s.') % {'heirs': ', '.join(heirs)}}"


def _breaks_off(tree: orgtree.OrgTree, body_id: int, day: dt.date) -> orgtree.BodyFacts | None:
    """The last of a body's line, where nobody stands for it on a day any more."""
    last = tree.facts(tree.last_of_line(body_id, day))
    return None if last.lives(day) else last
