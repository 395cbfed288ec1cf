"""Việc định kỳ: tasks that recur, what of them was issued and what comes next, letting a task recur and ending it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiendo import occurrence, period, proposal, reporting, ruleset_text
from tiendo.errors import Refused
from tiendo.orgtree import Level
from tiendo.plan import deadlines
from tiendo.reporting import Report
from tiendo.ruleset import RuleSet
from tiendo.term import Length, Unit
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.recurring import actions, queries

KINDS = {
    period.Kind.WEEK: gettext_lazy("hằng tuần"),
    period.Kind.MONTH: gettext_lazy("hằng tháng"),
    period.Kind.QUARTER: gettext_lazy("hằng quý"),
    period.Kind.HALF_YEAR: gettext_lazy("sáu tháng một lần"),
    period.Kind.NINE_MONTHS: gettext_lazy("chín tháng đầu năm"),
    period.Kind.YEAR: gettext_lazy("hằng năm"),
    period.Kind.CUSTOM: gettext_lazy("tự đặt"),
}
# As the rules of the issuer have it for this kind of report.
BY_RULE = "rule"
WINDOWS = {
    period.Window.CALENDAR: gettext_lazy("theo tháng dương lịch"),
    period.Window.DECREE_09: gettext_lazy("từ ngày 15 tháng trước đến ngày 14 (Nghị định 09/2019/NĐ-CP Đ12)"),
}
REPORTS = {
    Report.ROUTINE: gettext_lazy("báo cáo định kỳ"),
    Report.INSPECTION: gettext_lazy("báo cáo thanh tra, tiếp công dân, khiếu nại, tố cáo"),
    Report.INVESTMENT: gettext_lazy("báo cáo giám sát đầu tư"),
}
UNITS = {
    Unit.DAY: gettext_lazy("ngày"),
    Unit.WEEK: gettext_lazy("tuần"),
    Unit.MONTH: gettext_lazy("tháng"),
    Unit.YEAR: gettext_lazy("năm"),
}
# Longer than any rhythm in use; a number field of a form needs an end.
MOST = 999


def _level_days(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=250)


class SeriesForm(act_forms.ActForm):
    """How often, in which window, from when, and when each occurrence is due."""

    kind = forms.ChoiceField(label=gettext_lazy("Bao lâu một lần"), choices=[(k.value, w) for k, w in KINDS.items()])
    report = forms.ChoiceField(
        label=gettext_lazy("Loại báo cáo"),
        choices=[(one.value, words) for one, words in REPORTS.items()],
        help_text=gettext_lazy("Chọn kỳ theo quy tắc thì lấy kỳ mà bộ quy tắc đặt cho loại này."),
    )
    window = forms.ChoiceField(
        label=gettext_lazy("Kỳ tính"),
        choices=[
            (BY_RULE, gettext_lazy("theo bộ quy tắc của cơ quan ban hành")),
            *((w.value, words) for w, words in WINDOWS.items()),
        ],
        help_text=gettext_lazy("Tuần và kỳ tự đặt chỉ tính theo ngày dương lịch."),
    )
    every = forms.IntegerField(label=gettext_lazy("Kỳ tự đặt: độ dài"), required=False, min_value=1, max_value=MOST)
    unit = forms.ChoiceField(
        label=gettext_lazy("Kỳ tự đặt: tính bằng"), required=False, choices=[(u.value, w) for u, w in UNITS.items()]
    )
    first_on = act_forms.DayField(
        label=gettext_lazy("Bắt đầu từ ngày"),
        help_text=gettext_lazy("Kỳ đầu tiên là kỳ bắt đầu từ ngày này trở đi; mỗi kỳ được giao khi bắt đầu."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Hạn: số ngày làm việc sau ngày chốt"),
        required=False,
        min_value=1,
        max_value=250,
        help_text=gettext_lazy("Ít nhất một ngày (Nghị định 09/2019/NĐ-CP Đ8). Để trống nếu ghi ngày cố định."),
    )
    central_days = _level_days(gettext_lazy("Riêng cấp trung ương: số ngày làm việc"))
    province_days = _level_days(gettext_lazy("Riêng cấp tỉnh (sở, ngành): số ngày làm việc"))
    district_days = _level_days(gettext_lazy("Riêng cấp huyện: số ngày làm việc"))
    commune_days = _level_days(gettext_lazy("Riêng cấp xã: số ngày làm việc"))
    day = forms.IntegerField(
        label=gettext_lazy("Hoặc hạn là ngày trong tháng"),
        required=False,
        min_value=1,
        max_value=31,
        help_text=gettext_lazy("Ngày đó đầu tiên sau khi hết kỳ: báo cáo tháng 11 trước ngày 05 là ngày 05/12."),
    )
    month = forms.IntegerField(
        label=gettext_lazy("của tháng (chỉ khi hằng năm)"), required=False, min_value=1, max_value=12
    )

    def __init__(self, *args: Any, rules: RuleSet, **kwargs: Any) -> None:
        """Take the rules of the body that issued the task."""
        super().__init__(*args, **kwargs)
        self._rules = rules

    def clean(self) -> dict[str, Any]:
        """The rhythm and the due days together; what the rules of periods refuse stands beside its field."""
        data = super().clean() or {}
        if not self.errors:
            try:
                data["report"] = Report(data["report"])
                _refuse_idle(data)
                data |= self._by_rule(data) if data["window"] == BY_RULE else {}
                data["rhythm"], data["when"] = self._rhythm(data), self._when(data)
                occurrence.check(data["rhythm"], data["when"])
            except Refused as refused:
                self.refuse(refused)
        return data

    def _by_rule(self, data: dict[str, Any]) -> dict[str, Any]:
        """The window that the rules have, and their day of sending where the document names none and none was typed."""
        found = proposal.propose(self._rules, data["report"], period.Kind(data["kind"]))
        if found is None:
            words = _("“%(rules)s” không đặt kỳ này cho loại báo cáo đã chọn; hãy chọn kỳ bằng tay.")
            raise Refused(words % {"rules": self._rules.name}, field="window")
        told: dict[str, Any] = {"window": found.window.value}
        if found.send is not None and not data["day"] and "days" not in self.changed_data:
            told |= {"days": None, "day": found.send.day, "month": found.send.month}
        return told

    def _rhythm(self, data: dict[str, Any]) -> period.Rhythm:
        kind, window = period.Kind(data["kind"]), period.Window(data["window"])
        if kind is not period.Kind.CUSTOM:
            return period.Rhythm(kind, window)
        if not data["every"]:
            raise Refused(_("Kỳ tự đặt cần độ dài."), field="every")
        return period.Rhythm(kind, window, Length(data["every"], Unit(data["unit"] or "day")), data["first_on"])

    def _when(self, data: dict[str, Any]) -> occurrence.When:
        if bool(data["days"]) == bool(data["day"]):
            raise Refused(_("Ghi một trong hai: số ngày sau ngày chốt, hoặc ngày cố định."), field="days")
        if data["day"]:
            yearly = data["kind"] == period.Kind.YEAR.value
            return occurrence.OnDay(data["day"], data["month"] if yearly else None)
        levels = {level: days for level in Level if (days := data[f"{level.value}_days"])}
        return occurrence.AfterEnd(data["days"], levels)


def _refuse_idle(data: dict[str, Any]) -> None:
    """Raise ``Refused`` beside what was typed and would count for nothing."""
    if data["month"] and data["kind"] != period.Kind.YEAR.value:
        raise Refused(_("Chỉ việc hằng năm mới ghi tháng; hãy để trống."), field="month")
    if data["every"] and data["kind"] != period.Kind.CUSTOM.value:
        raise Refused(_("Chỉ kỳ tự đặt mới có độ dài; hãy để trống, hoặc chọn kỳ tự đặt."), field="every")
    levels = [f"{level.value}_days" for level in Level if data[f"{level.value}_days"]]
    if data["day"] and levels:
        raise Refused(_("Hạn là ngày cố định thì không có số ngày riêng từng cấp; hãy để trống."), field=levels[0])


@needs(Permission.READ_DUTIES)
@require_safe
def recurring(request: SignedIn) -> HttpResponse:
    """One page of what recurs, and behind it of what no longer does."""
    page = said.page_number(request)
    lines, more = queries.series(viewer=request.viewer, lang=said.lang(), page=page)
    context = {
        "page": page,
        "more": more,
        "running": [line for line in lines if line.next_from],
        "over": [line for line in lines if not line.next_from],
    }
    return render(request, "recurring/page.html", context)


@needs(Permission.ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: SignedIn, task_id: int) -> HttpResponse:
    """Let a task recur; the form begins with what its words say."""
    task = queries.task(task_id=task_id, viewer=request.viewer)
    rules = queries.rules_of(task, viewer=request.viewer, on=now.today())
    initial = _proposed(_read(task.deadline_text), rules) | {"first_on": now.today()}
    form = SeriesForm(request.POST or None, initial=initial, rules=rules)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done, series_id = act_forms.attempt(
            form,
            lambda: actions.begin(
                task_id=task_id,
                **{name: data[name] for name in ("rhythm", "when", "first_on", "report", "once")},
                viewer=request.viewer,
                at=now.now(),
            ),
        )
        if done:
            messages.success(request, _("Đã đặt việc định kỳ."))
            return redirect("series", series_id=series_id) if series_id else redirect("recurring")
    context = {"task": task, "form": form, "rules": rules, "rows": _rows(rules)}
    return render(request, "recurring/begin.html", context, status=422 if form.errors else 200)


def _proposed(read: dict[str, Any], rules: RuleSet) -> dict[str, Any]:
    """What the words say of a rhythm; in the window of the rules, where the words do not speak for another one."""
    found = proposal.propose(rules, Report.ROUTINE, period.Kind(read["kind"]))
    said_so = read.get("window", found.window.value if found else period.Window.CALENDAR.value)
    return {
        **read,
        "report": Report.ROUTINE.value,
        "window": BY_RULE if found is not None and found.window.value == said_so else said_so,
    }


def _rows(rules: RuleSet) -> list[tuple[str, str, str, str]]:
    """For each kind of report: its name, the rule in words, what it rests on, and how far that can be trusted."""
    lang, found = said.lang(), []
    for report, name in REPORTS.items():
        clause = rules.reporting(report)
        value = reporting.say(clause.value).say(lang) if clause.value else _("không quy định")
        found.append((str(name), value, clause.ground.citation, ruleset_text.TRUST[clause.ground.trust].say(lang)))
    return found


def _read(words: str) -> dict[str, Any]:
    """What the words of a deadline say of a rhythm, for a form to begin with."""
    for form in deadlines.in_order(words, None).values:
        found = occurrence.of_form(form)
        if found is not None:
            kind, on_day = found
            return {"kind": kind.value, **(_fixed(kind, on_day) if on_day else {"days": 1})}
    return {"kind": period.Kind.MONTH.value, "days": 1}


def _fixed(kind: period.Kind, on_day: occurrence.OnDay) -> dict[str, Any]:
    """A fixed day; one in the second half of a month is on the period up to the 14th, as the decree has it."""
    late = on_day.day >= 15 and kind is not period.Kind.WEEK and on_day.month in (None, 12)
    window = period.Window.DECREE_09 if late else period.Window.CALENDAR
    return {"day": on_day.day, "month": on_day.month, "window": window.value}


@needs(Permission.READ_DUTIES)
@require_safe
def series(request: SignedIn, series_id: int) -> HttpResponse:
    """One series: its occurrences, and the next ones as they will be issued."""
    return _series(request, series_id, EndForm())


class EndForm(act_forms.ActForm):
    """Why nothing more is issued."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)


@needs(Permission.ISSUE)
@require_POST
def end(request: SignedIn, series_id: int) -> HttpResponse:
    """End a series."""
    form = EndForm(request.POST)
    if form.is_valid():
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.end(
                series_id=series_id,
                reason=form.cleaned_data["reason"],
                viewer=request.viewer,
                at=now.now(),
                once=form.cleaned_data["once"],
            ),
        )
        if done:
            messages.success(request, _("Đã dừng việc định kỳ."))
            return redirect("series", series_id=series_id)
    return _series(request, series_id, form)


def _series(request: SignedIn, series_id: int, form: EndForm) -> HttpResponse:
    number = said.page_number(request)
    line, page = queries.one(series_id=series_id, viewer=request.viewer, lang=said.lang(), page=number)
    on: dt.date = now.today()
    context = {
        "line": line,
        "page": page,
        "coming": queries.coming(series_id=series_id, viewer=request.viewer, on=on, lang=said.lang()),
        "form": form,
        "may_end": line.next_from is not None and may(request.viewer, Permission.ISSUE),
    }
    return render(request, "recurring/series.html", context, status=422 if form.errors else 200)
