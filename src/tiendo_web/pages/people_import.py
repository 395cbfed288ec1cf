"""Nhập danh sách người dùng: a table is shown with whom it would invite, and taken over whole or not at all.

Each new person's link is shown once, in the answer to the taking over: on the page, or as a table to be handed on.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tiendo.export.csv import guarded
from tiendo.intake import people_faults
from tiendo.intake.people import Planned
from tiendo_web.accounts.queries import Reason
from tiendo_web.core import now, when
from tiendo_web.core.access import Permission, Role
from tiendo_web.core.when import day_or_none
from tiendo_web.invitations import actions, table
from tiendo_web.orgs import queries
from tiendo_web.pages import body_import, frame, refusals, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs

SHOWN = body_import.SHOWN
# What is said of a sign-in name that is somebody else's.
TAKEN = people_faults.USERNAME_TAKEN.code


class TableForm(body_import.TableForm):
    """A table and the day on which its roles begin, unless a row says another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like that for a table of bodies, with other words."""
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("Excel (.xlsx) hoặc CSV; hàng đầu là tên cột.")
        self.fields["on"].label = _("Vai trò bắt đầu từ ngày")
        self.fields["on"].help_text = _(
            "Cơ quan được tìm trong cây của ngày này. Hàng ghi ngày riêng thì theo ngày ấy."
        )


@needs(Permission.MANAGE_PEOPLE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_people(request: SignedIn) -> HttpResponse:
    """Choose a table, look at what it would do, take it over."""
    if "table" in request.POST:
        return _take_over(request)
    form = TableForm(request.POST or None, request.FILES or None, initial={"on": now.today()})
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        return _preview(request, form, file.read(), file.name, form.cleaned_data["on"])
    return render(request, "people/import.html", {"form": form}, status=422 if form.errors else 200)


def _preview(request: SignedIn, form: TableForm, data: bytes, name: str, on: dt.date) -> HttpResponse:
    jurisdiction_id = request.viewer.jurisdiction_id
    planned, told = table.planned(jurisdiction_id=jurisdiction_id, data=data, name=name, on=on, names=_names())
    if any(one.code == TAKEN for one in told):
        refusals.keep(request, Reason.TAKEN)
    words = _("Bảng còn chỗ sai nên chưa nhập được gì. Hãy sửa các hàng dưới đây rồi chọn lại tệp.")
    if planned is None and form.is_bound:
        form.add_error("file", words)
    context = {
        "refused": {"file": [words]} if planned is None and not form.is_bound else {},
        "form": form,
        "planned": planned,
        "rows": _rows(request, planned, on) if planned else [],
        "more": max(0, len(planned.given) - SHOWN) if planned else 0,
        "faults": said.diagnostics(told)[:SHOWN],
        "take_over": body_import.take_over(data, name, on),
    }
    return render(request, "people/import.html", context, status=422 if planned is None else 200)


def _rows(request: SignedIn, planned: Planned, on: dt.date) -> list[tuple[Any, ...]]:
    """What the preview shows of each role: row, person, whether he is new, role, body, period."""
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)
    return [
        (
            one.row,
            one.name,
            one.username,
            one.user_id is None,
            frame.ROLE_NAMES[Role(one.role)],
            tree.name(one.body_id),
            one.holds_from,
            one.holds_to,
        )
        for one in planned.given[:SHOWN]
    ]


def _names() -> dict[Role, str]:
    """The roles in the reader's language."""
    return {role: str(words) for role, words in frame.ROLE_NAMES.items()}


def _take_over(request: SignedIn) -> HttpResponse:
    form = body_import.TakeOverForm(request.POST)
    if not form.is_valid():
        shown = TableForm(initial={"on": now.today()})
        return render(request, "people/import.html", {"form": shown, "refused": form.errors}, status=422)
    data = form.cleaned_data
    done, taken = act_forms.attempt(
        form,
        lambda: actions.import_people(
            jurisdiction_id=request.viewer.jurisdiction_id,
            data=data["table"],
            name=data["name"],
            on=data["on"],
            names=_names(),
            by=request.viewer,
            at=now.now(),
            once=data["once"],
        ),
    )
    if not done:
        return _preview(request, TableForm(initial={"on": data["on"]}), data["table"], data["name"], data["on"])
    if taken is None:
        messages.warning(request, _("Bảng này đã được nhập; các đường dẫn đã hiện ra một lần."))
        return redirect("people")
    return _handed(request, taken)


def _handed(request: SignedIn, taken: actions.Imported) -> HttpResponse:
    """The links of everybody who is new, this once."""
    tree = queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today())
    rows = [
        (one.name, one.username, tree.name(one.body_id), _address(request, one), one.handed.expires_at)
        for one in taken.guests
    ]
    if request.POST.get("as") == "csv":
        head = (_("Họ và tên"), _("Tên đăng nhập"), _("Cơ quan"), _("Đường dẫn"), _("Dùng trước"))
        told = [(*row[:4], f"{row[4].astimezone(when.VIETNAM):%H:%M %d/%m/%Y}") for row in rows]
        return _csv([head, *told], f"duong-dan-{now.today().isoformat()}.csv")
    return render(request, "people/links.html", {"rows": rows, "taken": taken})


def _address(request: SignedIn, one: actions.Guest) -> str:
    return request.build_absolute_uri(reverse("link", args=[one.handed.secret]))


@needs(Permission.MANAGE_PEOPLE)
@require_safe
def export_people(request: SignedIn) -> HttpResponse:
    """Who wears which hat on a day, as the table that can be mended in Excel and taken in again."""
    on = day_or_none(request.GET.get("on", "")) or now.today()
    rows = table.rows(jurisdiction_id=request.viewer.jurisdiction_id, on=on, names=_names())
    return _csv([*rows], f"nguoi-dung-{on.isoformat()}.csv")


def _csv(rows: list[tuple[str, ...]], name: str) -> HttpResponse:
    out = io.StringIO()
    csv.writer(out).writerows([[guarded(cell) for cell in row] for row in rows])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
