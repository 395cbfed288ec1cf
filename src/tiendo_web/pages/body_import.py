"""Nhập danh sách cơ quan: a table is shown with what it would change, and taken over whole or not at all.

The bytes travel in the form between the preview and the taking over, so that what was looked at is what is
taken, and nothing is kept that nobody took over.
"""

from __future__ import annotations

import base64
import binascii
import csv
import datetime as dt
import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiendo.export.csv import guarded
from tiendo.intake import bodies, changes
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.core.when import day_or_none
from tiendo_web.orgs import actions, queries
from tiendo_web.orgs import tables as taken
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import names, said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.reforms import actions as reforms
from tiendo_web.reforms import tables

# Twenty thousand rows fit well; with its coding a form of this size passes the server's own limit.
LARGEST = 1_500_000
# So many changes and remarks are shown, and so many tables of before; their number is always said.
SHOWN, TABLES = 200, 20


class TableForm(act_forms.ActForm):
    """A table and the day from which it holds."""

    file = forms.FileField(
        label=gettext_lazy("Bảng danh sách"),
        help_text=gettext_lazy(
            "Excel (.xlsx) hoặc CSV, có một hàng ghi tên các cột; phía trên có thể có tiêu đề. Chỉ cột Tên là bắt buộc."
        ),
        allow_empty_file=True,
    )
    on = act_forms.DayField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        help_text=gettext_lazy("Mã và tên trong bảng được so với các cơ quan của ngày này."),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Bảng lớn quá 1,5 MB. Hãy tách thành nhiều bảng."))
        return file


class TakeOverForm(act_forms.ActForm):
    """The table that was looked at, to be taken over."""

    table = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST * 4 // 3 + 8)
    name = forms.CharField(widget=forms.HiddenInput, max_length=255)
    on = act_forms.DayField(widget=forms.HiddenInput)

    def clean_table(self) -> bytes:
        """The bytes again."""
        try:
            return base64.b64decode(self.cleaned_data["table"], validate=True)
        except binascii.Error as fault:
            raise forms.ValidationError(_("Bảng gửi lên bị hỏng. Hãy chọn lại tệp.")) from fault


def take_over(data: bytes, name: str, on: dt.date) -> TakeOverForm:
    """The form that carries a table that was looked at."""
    initial = {"table": base64.b64encode(data).decode(), "name": name, "on": on}
    return TakeOverForm(auto_id="take-over-%s", initial=initial)


@needs(Permission.MANAGE_BODIES)
@require_http_methods(["GET", "HEAD", "POST"])
def import_bodies(request: SignedIn) -> HttpResponse:
    """Choose a table, look at what it would change, take it over."""
    if "table" in request.POST:
        return _take_over(request)
    form = TableForm(request.POST or None, request.FILES or None, initial={"on": now.today()})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        return _preview(request, form, file.read(), file.name, form.cleaned_data["on"])
    return _page(request, {"form": form}, status=422 if form.errors else 200)


def _page(request: SignedIn, context: dict[str, Any], status: int) -> HttpResponse:
    """The page with the tables that were taken over before."""
    known = taken.tables(jurisdiction_id=request.viewer.jurisdiction_id)
    more = {"tables": known[:TABLES], "more_tables": max(0, len(known) - TABLES)}
    return render(request, "bodies/import.html", context | more, status=status)


def _preview(request: SignedIn, form: TableForm, data: bytes, name: str, on: dt.date) -> HttpResponse:
    planned, told = taken.import_preview(viewer=request.viewer, data=data, name=name, on=on, today=now.today())
    words = _("Bảng còn chỗ sai nên chưa nhập được gì. Hãy sửa những chỗ nêu dưới đây rồi chọn lại tệp.")
    context = {
        "refused": {"file": [words]} if planned is None else {},
        "form": form,
        "on": on,
        "day": _day(on, now.today()),
        "planned": planned,
        "rows": [_row(one) for one in planned.changes[:SHOWN]] if planned else [],
        "more": max(0, len(planned.changes) - SHOWN) if planned else 0,
        "counts": _counts(planned) if planned else [],
        "faults": said.diagnostics(told)[:SHOWN],
        "take_over": take_over(data, name, on),
    }
    return _page(request, context, status=422 if planned is None else 200)


def _counts(planned: changes.Changes) -> list[tuple[Any, int]]:
    kinds = [one.kind for one in planned.changes]
    return [(names.CHANGES[kind], kinds.count(kind)) for kind in changes.ChangeKind if kind in kinds]


def _day(on: dt.date, today: dt.date) -> str:
    """What has to be known of a day that is not today's before a table is taken over; empty for today."""
    days = abs((on - today).days)
    if on > today:
        return ngettext(
            "Ngày này còn %(days)s ngày nữa mới đến; đến khi đó các cơ quan vẫn như cũ.",
            "Ngày này còn %(days)s ngày nữa mới đến; đến khi đó các cơ quan vẫn như cũ.",
            days,
        ) % {"days": days}
    if on < today:
        return ngettext(
            "Ngày này đã qua %(days)s ngày: cây cơ quan của những ngày từ đó đến nay cũng thay đổi.",
            "Ngày này đã qua %(days)s ngày: cây cơ quan của những ngày từ đó đến nay cũng thay đổi.",
            days,
        ) % {"days": days}
    return ""


def _row(one: changes.Change) -> tuple[int, str, Any, str, str]:
    """A change as the preview shows it: row, body, what, before, after; kinds and levels in words.

    After a founding stands what is founded.
    """
    founded = " · ".join(f"{names.FOUNDED[kind]}: {names.value(kind, words)}" for kind, words in one.founded)
    return (
        one.row,
        one.name,
        names.CHANGES[one.kind],
        names.value(one.kind, one.before),
        founded or names.value(one.kind, one.after),
    )


def _take_over(request: SignedIn) -> HttpResponse:
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        shown = TableForm(initial={"on": now.today()})
        return _page(request, {"form": shown, "refused": form.errors}, status=422)
    data = form.cleaned_data
    done, taken = act_forms.attempt(
        form,
        lambda: actions.import_bodies(
            jurisdiction_id=request.viewer.jurisdiction_id,
            data=data["table"],
            name=data["name"],
            on=data["on"],
            by=request.viewer,
            at=now.now(),
            once=data["once"],
        ),
    )
    if done:
        if taken is not None:
            messages.success(request, _("Đã nhập bảng: %(count)s thay đổi.") % {"count": len(taken.changes)})
        return redirect("bodies")
    again = TableForm(initial={"on": data["on"]})
    return _preview(request, again, data["table"], data["name"], data["on"])


@needs(Permission.MANAGE_BODIES)
@require_safe
def table(request: SignedIn, table_id: int) -> HttpResponse:
    """A table that was taken over: what it said of which bodies, and the way back while nothing rests on it."""
    return _table_page(request, table_id, act_forms.ActForm())


@needs(Permission.MANAGE_BODIES)
@require_POST
def take_back(request: SignedIn, table_id: int) -> HttpResponse:
    """Take a table back."""
    form = act_forms.ActForm(request.POST)
    if form.is_valid():
        once = form.cleaned_data["once"]
        done, _nothing = act_forms.attempt(
            form,
            lambda: reforms.take_back(table_id=table_id, viewer=request.viewer, at=now.now(), once=once),
        )
        if done:
            messages.success(request, _("Đã rút lại bảng: các cơ quan như khi chưa nhập bảng này."))
            return redirect("body-table", table_id=table_id)
    return _table_page(request, table_id, form)


def _table_page(request: SignedIn, table_id: int, form: act_forms.ActForm) -> HttpResponse:
    page = tables.table(table_id=table_id, viewer=request.viewer, on=now.today())
    lists = [
        (_("Cơ quan lập mới"), page.founded[:SHOWN], max(0, len(page.founded) - SHOWN)),
        (_("Cơ quan thay đổi"), page.changed[:SHOWN], max(0, len(page.changed) - SHOWN)),
    ]
    context = {
        "table": page,
        "lists": [one for one in lists if one[1]],
        "waits": page.line.starts_on > now.today(),
        "form": form,
    }
    return render(request, "bodies/table.html", context, status=422 if form.errors else 200)


@needs(Permission.MANAGE_BODIES)
@require_safe
def export_bodies(request: SignedIn) -> HttpResponse:
    """The bodies of a day as the table that can be mended in Excel and taken in again."""
    on = day_or_none(request.GET.get("on", "")) or now.today()
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    out = io.StringIO()
    csv.writer(out).writerows([[guarded(cell) for cell in row] for row in bodies.export_rows(tree)])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="co-quan-{on.isoformat()}.csv"'
    return response
