"""The life of a body in words: an ordered list of dated turns, each with the decision that says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tiendo.orgtree import Moment, OrgTree, Turn
from tiendo_web.orgs.queries import Episode
from tiendo_web.pages import choice, names
from tiendo_web.pages.outline import Links
from tiendo_web.reforms.queries import ReformLine


@dataclass(frozen=True, slots=True)
class Station:
    """What happened to a body on one day by one decision; ``to_come`` is after the day looked at."""

    day: dt.date
    words: tuple[SafeString, ...]
    decision: ReformLine | None
    to_come: bool


def stations(
    episodes: Iterable[Episode], decisions: Mapping[int, ReformLine], tree: OrgTree, links: Links
) -> list[Station]:
    """A body's life in words, as seen from the tree's day."""

    def key(one: Episode) -> tuple[dt.date, int]:
        return one.moment.day, one.act if one.act is not None and one.act in decisions else 0

    return [
        Station(
            day=day,
            words=tuple(_words(one.moment, tree, links) for one in episodes_of_day),
            decision=decisions.get(act),
            to_come=day > tree.on,
        )
        for (day, act), episodes_of_day in groupby(sorted(episodes, key=key), key=key)
    ]


def _words(moment: Moment, tree: OrgTree, links: Links) -> SafeString:
    other = _other(moment, tree, links)
    match moment.turn:
        case Turn.FOUNDED:
            under = format_html(_(", trực thuộc {}"), other) if other else ""
            return format_html(_("Thành lập: <strong>{}</strong>{}"), moment.now, under)
        case Turn.RENAMED:
            return format_html(_("Đổi tên từ {} thành <strong>{}</strong>"), moment.was, moment.now)
        case Turn.RECODED:
            return _recoded(moment)
        case Turn.RANKED:
            assert moment.kind is not None and moment.level is not None
            kind, level = choice.KINDS[moment.kind], names.LEVELS[moment.level]
            return format_html(_("Chuyển thành: {}, {}"), kind, level)
        case Turn.MOVED:
            return format_html(_("Chuyển về trực thuộc {}"), other) if other else escape(_("Thôi trực thuộc"))
        case Turn.LED:
            led = _("Chịu sự chỉ đạo nghiệp vụ của {}"), _("Thôi chịu chỉ đạo nghiệp vụ")
            return format_html(led[0], other) if other else escape(led[1])
        case Turn.TOOK_OVER:
            return format_html(_("Tiếp nhận {} của {}"), _share(moment), other)
        case Turn.PASSED:
            return format_html(_("Chuyển {} cho {}"), _share(moment), other)
        case Turn.ENDED:
            return escape(_("Kết thúc hoạt động"))
        case _:
            assert_never(moment.turn)


def _recoded(moment: Moment) -> SafeString:
    if moment.was and moment.now:
        return format_html(_("Đổi mã từ {} thành <strong>{}</strong>"), moment.was, moment.now)
    if moment.now:
        return format_html(_("Nhận mã <strong>{}</strong>"), moment.now)
    return format_html(_("Thôi mang mã {}"), moment.was)


def _share(moment: Moment) -> str:
    return str(names.SHARES[moment.share]).lower() if moment.share else ""


def _other(moment: Moment, tree: OrgTree, links: Links) -> SafeString | None:
    """The other body of a turn as a link, by its name of the tree's day, or its last or first one."""
    if moment.body_id is None:
        return None
    return format_html('<a href="{}">{}</a>', links.body(moment.body_id), tree.name(moment.body_id))
