"""Quy tắc: by which rules duties are issued today, what each rests on, and adopting others from a day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tiendo import ruleset, ruleset_text
from tiendo.diagnostic import Diagnostic
from tiendo.orgtree import OrgTree
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import choice, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.rulesets import actions, queries

LONGEST = 20_000
CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Row:
    """One rule as the table shows it."""

    label: str
    value: str
    citation: str
    source: str
    trust: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fault of the text with the number of its line; 0 where it concerns the whole."""

    line: int
    one: said.Said


class AdoptForm(act_forms.ActForm):
    """A rule set as text, and the days on which it holds."""

    body = choice.BodyField(
        label=gettext_lazy("Cơ quan ban hành"),
        required=False,
        help_text=gettext_lazy(
            "Văn bản của cơ quan này theo bộ quy tắc này; cơ quan không có bộ riêng thì theo cấp đứng đầu."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Bộ quy tắc"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text=gettext_lazy("Mỗi quy tắc một dòng, căn cứ ghi ngay bên dưới. Không có thì ghi “không quy định”."),
    )
    valid_from = act_forms.DayField(
        label=gettext_lazy("Áp dụng từ ngày"),
        help_text=gettext_lazy("Sớm nhất là ngày mai. Bộ đang áp dụng kết thúc vào ngày này."),
    )
    valid_to = act_forms.DayField(
        label=gettext_lazy("Thôi áp dụng từ ngày"),
        required=False,
        help_text=gettext_lazy(
            "Để trống thì áp dụng đến khi có bộ khác. Hết ngày này mà chưa có bộ tiếp theo thì theo bộ của cơ quan "
            "đứng đầu, hoặc bộ có sẵn; bộ đang áp dụng không tự trở lại."
        ),
    )
    reaches_open = forms.BooleanField(
        label=gettext_lazy("Áp dụng cả cho việc đã giao còn chưa xong"),
        required=False,
        help_text=gettext_lazy("Chỉ là số lần, thời gian và người cho gia hạn; hạn đã tính thì giữ nguyên."),
    )

    def __init__(self, *args: Any, tree: OrgTree, **kwargs: Any) -> None:
        """Let the bodies of ``tree`` be named."""
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, choice.BodyField)
        body.offer(tree)

    def clean_text(self) -> str:
        """One kind of line end, so that places in the text mean the same everywhere."""
        return "\n".join(str(self.cleaned_data["text"]).splitlines()) + "\n"


def rows(rules: ruleset.RuleSet) -> list[Row]:
    """The rules of a set in words."""
    lang = said.lang()
    found = []
    for kind in ruleset_text.KINDS:
        clause = getattr(rules, kind.field)
        trust = ruleset_text.TRUST[clause.ground.trust].say(lang)
        words = kind.label.say(lang), kind.say(clause.value).say(lang)
        found.append(Row(*words, clause.ground.citation, clause.ground.source, trust))
    return found


@needs(Permission.READ_DUTIES)
@require_safe
def rules(request: SignedIn) -> HttpResponse:
    """The rules of today, those to come, and those that were."""
    page, tree = _page(request), _tree(request)
    context = {
        "page": page,
        "body": tree.name(page.body_id) if page.body_id is not None else "",
        "seat": page.body_id is None or (tree.seat is not None and tree.seat.id == page.body_id),
        "others": [(body_id, tree.name(body_id)) for body_id in page.others],
        "rows": rows(page.rules),
        "gaps": _gaps(request, page),
        "history": [line for line in page.history if line not in page.coming],
        "may_set": may(request.viewer, Permission.SET_RULES),
    }
    return render(request, "rulesets/page.html", context)


def _gaps(request: SignedIn, page: queries.Page) -> list[tuple[dt.date, str]]:
    """From which days on the body goes by no set of its own, and which one holds then."""
    sets = [line.adopted for line in (page.now, *page.coming) if line is not None]
    begins = {one.valid_from for one in sets}
    ends = sorted(one.valid_to for one in sets if one.valid_to is not None and one.valid_to not in begins)
    if not ends:
        return []
    book = queries.book(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today())
    return [(day, book.rules(on=day, issued_on=day, issuer_id=page.body_id).name) for day in ends]


def _tree(request: SignedIn) -> OrgTree:
    return orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=now.today())


def _page(request: SignedIn) -> queries.Page:
    """The rules of the body that the address names, else of the seat."""
    return queries.page(viewer=request.viewer, on=now.today(), body_id=said.number(request.GET.get("body")))


@needs(Permission.SET_RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Write a rule set, beginning with the one that holds or one that ships, and adopt it."""
    text = _start(request)
    initial = {"text": text, "valid_from": now.today() + dt.timedelta(days=1), "body": _page(request).body_id}
    form = AdoptForm(request.POST or None, initial=initial, tree=_tree(request))
    faults: list[Told] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        _rules, found = ruleset_text.read(data["text"])
        faults = told_by_line(data["text"], found)
        done, adopted = act_forms.attempt(
            form,
            lambda: actions.adopt(
                **{name: data[name] for name in ("text", "valid_from", "valid_to", "reaches_open", "once")},
                body_id=data["body"],
                viewer=request.viewer,
                at=now.now(),
            ),
        )
        if done:
            if adopted is not None:
                messages.success(request, _("Đã áp dụng bộ quy tắc."))
            return redirect(f"{reverse('rules')}?body={data['body']}" if data["body"] else "rules")
    sets = list(zip(ruleset_text.SHIPPED, ruleset_text.shipped(), strict=True))
    context = {"form": form, "faults": faults, "sets": sets}
    return render(request, "rulesets/new.html", context, status=422 if form.errors else 200)


def _start(request: SignedIn) -> str:
    """The text to begin with: that of a set that ships where one is named, else of the one that holds."""
    wanted = request.GET.get("set", "")
    if wanted in ruleset_text.SHIPPED:
        return ruleset_text.write(ruleset_text.shipped()[ruleset_text.SHIPPED.index(wanted)])
    page = _page(request)
    return page.now.text if page.now else ruleset_text.write(page.rules)


def told_by_line(text: str, faults: Iterable[Diagnostic]) -> list[Told]:
    """Faults of a text, each with the number of its line."""
    faults = list(faults)
    lines = [text.count("\n", 0, fault.span.start) + 1 if fault.span else 0 for fault in faults]
    return [Told(line, one) for line, one in zip(lines, said.diagnostics(faults), strict=True)]


@needs(Permission.READ_DUTIES)
@require_safe
def adoption(request: SignedIn, adoption_id: int) -> HttpResponse:
    """One adopted set, with the way back while its day has not come."""
    return _adoption(request, adoption_id, act_forms.ActForm())


@needs(Permission.SET_RULES)
@require_http_methods(["POST"])
def withdraw(request: SignedIn, adoption_id: int) -> HttpResponse:
    """Withdraw an adoption before its first day."""
    form = act_forms.ActForm(request.POST)
    if form.is_valid():
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.withdraw(
                adoption_id=adoption_id, viewer=request.viewer, at=now.now(), once=form.cleaned_data["once"]
            ),
        )
        if done:
            messages.success(request, _("Đã rút bộ quy tắc."))
            return redirect("rules")
    return _adoption(request, adoption_id, form)


def _adoption(request: SignedIn, adoption_id: int, form: act_forms.ActForm) -> HttpResponse:
    line = queries.adoption(adoption_id=adoption_id, viewer=request.viewer)
    coming = not line.withdrawn and line.adopted.valid_from > now.today()
    context = {
        "line": line,
        "rows": rows(line.adopted.rules),
        "body": _tree(request).name(line.body_id),
        "form": form,
        "may_withdraw": coming and may(request.viewer, Permission.SET_RULES),
    }
    return render(request, "rulesets/adoption.html", context, status=409 if form.errors else 200)
