"""A table of duties as one typed, escaping function: pages show a hundred of these rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.dateformat import format as date_words
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tiendo_web.duties.lines import DutyLine
from tiendo_web.pages import names

SHOWN = 140


def table(lines: Iterable[DutyLine], labelled: str, pick: str = "") -> SafeString:
    """The rows under the heading whose id is ``labelled``; nothing where there are none.

    With ``pick`` each row has a box of that name to tick, inside a form of the page. Who looks after the duties has its
    column where somebody does.
    """
    heads, shown = _heads(), list(lines)
    named = escape(_("Phụ trách")) if any(line.doer or line.follower for line in shown) else ""
    rows = "".join(_row(line, heads, pick, named) for line in shown)
    heads = (*heads[:2], named, *heads[2:]) if named else heads
    head = f'<td class="pick">{escape(_("Chọn"))}</td>' if pick else ""
    return _framed(head + _head(heads), rows, labelled)


def bodies(lines: Iterable[DutyLine], labelled: str) -> SafeString:
    """Duties of one task, each by the body that owes it: the words, which are the same, are not said again."""
    heads = _heads()
    rows = "".join(_body_row(line, heads) for line in lines)
    return _framed(_head(heads[1:]), rows, labelled)


def _heads() -> tuple[str, ...]:
    return tuple(escape(words) for words in (_("Nhiệm vụ"), _("Cơ quan"), _("Hạn"), _("Tình trạng"), _("Bước")))


def _head(heads: tuple[str, ...]) -> str:
    return "".join(f'<th scope="col">{words}</th>' for words in heads)


def _framed(head: str, rows: str, labelled: str) -> SafeString:
    if not rows:
        return mark_safe("")
    frame = f'<div class="scroll" role="group" aria-labelledby="{escape(labelled)}" tabindex="0">'
    return mark_safe(  # noqa: S308 - every word is escaped where it is put in
        f'{frame}<table class="cards"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(line: DutyLine, heads: tuple[str, ...], pick: str, named: str) -> str:
    url = reverse("duty", args=[line.id])
    label = f" · {escape(line.label)}" if line.label else ""
    return (
        f'<tr data-row>{_box(line, pick)}<th scope="row" class="words-of-task">'
        f'<a href="{url}">{escape(truncatechars(names.task_words(line.text, line.id), SHOWN))}'
        f'</a> <span class="meta">{escape(line.symbol)}{label}</span> {names.confidence(line.level)}</th>'
        f'<td data-label="{heads[1]}">{escape(line.body)}</td>{_in_charge(line, named)}{_stands(line, heads)}</tr>'
    )


def _in_charge(line: DutyLine, named: str) -> str:
    """Who looks after a duty, small beside him who follows it; nothing where no duty of the table has anybody."""
    if not named:
        return ""
    follows = _("theo dõi: %(name)s") % {"name": line.follower} if line.follower else ""
    aside = f'<span class="meta">{escape(follows)}</span>' if follows else ""
    return f'<td data-label="{named}">{escape(line.doer) or ("" if aside else "—")} {aside}</td>'


def _body_row(line: DutyLine, heads: tuple[str, ...]) -> str:
    url = reverse("duty", args=[line.id])
    head = f'<th scope="row"><a href="{url}">{escape(line.body)}</a> {names.confidence(line.level)}</th>'
    return f"<tr data-row>{head}{_stands(line, heads)}</tr>"


def _stands(line: DutyLine, heads: tuple[str, ...]) -> str:
    """The cells that say until when, and how it stands."""
    due = "—"
    if line.due_on:
        due = f'<time datetime="{line.due_on.isoformat()}">{escape(date_words(line.due_on, "D d/m/Y"))}</time>'
    return (
        f'<td class="date" data-label="{heads[2]}">{due}</td>'
        f'<td data-label="{heads[3]}">{names.standing(line.standing)}{_aside(line)}</td>'
        f'<td data-label="{heads[4]}">{names.stage(line.stage)}</td>'
    )


def _aside(line: DutyLine) -> str:
    """What stands small beside the standing: for how long nothing was heard, and that it was urged."""
    said = []
    if line.silent_days:
        said.append(_("%(days)s ngày chưa có báo cáo") % {"days": line.silent_days})
    if line.urged and line.urged_on:
        told = {"count": line.urged, "day": f"{line.urged_on:%d/%m/%Y}"}
        said.append(_("đôn đốc %(count)s lần, gần nhất %(day)s") % told)
    return f' <span class="meta">{escape("; ".join(said))}</span>' if said else ""


def _box(line: DutyLine, pick: str) -> str:
    """The cell with the box to tick; nothing where rows are not chosen."""
    if not pick:
        return ""
    label = escape(_("Chọn nhiệm vụ số %(number)s") % {"number": line.id})
    box = f'<input type="checkbox" name="{escape(pick)}" value="{line.id}" aria-label="{label}">'
    return f'<td class="pick">{box}</td>'
