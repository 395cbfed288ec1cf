"""Sắp xếp cơ quan: a reorganisation written, previewed down to each duty, decided, undone.

A draft is one page: what changes, where duties go by rule, what would become of everything, and what still
stands against deciding it. Each change has a form of its own, so that all works without JavaScript.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tiendo import units
from tiendo.orgtree import OrgTree
from tiendo.reform import Terms, Verb, drafting, succession
from tiendo_web.core import now
from tiendo_web.core.access import Permission
from tiendo_web.ledger.actions import Repeated
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import names, reform_forms, reform_steps, reform_words, said
from tiendo_web.pages.doors import SignedIn, needs
from tiendo_web.reforms import actions, previews, queries
from tiendo_web.reforms.touched import Fate, Touched, sums

# So many rows of a long table on one page.
SIZE = 100


def _follows(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a draft that was decided meanwhile, perhaps in another tab, leads to the decision."""

    @functools.wraps(view)
    def follow(request: SignedIn, **named: Any) -> HttpResponse:
        try:
            return view(request, **named)
        except queries.AlreadyDecided as decided:
            messages.info(request, decided.message)
            return redirect("reform", reform_id=decided.reform_id)

    return follow


@needs(Permission.REORGANISE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Begin a draft with its decision."""
    form = reform_forms.DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = actions.begin(
                terms=Terms(form.decision()), viewer=request.viewer, at=now.now(), once=form.cleaned_data["once"]
            )
        except Repeated:
            return redirect("reforms")
        return redirect("reform-draft", key=key)
    return _form(request, form, _("Soạn phương án sắp xếp"), reverse("reforms"), _("Bắt đầu"))


@needs(Permission.REORGANISE)
@_follows
@require_safe
def draft(request: SignedIn, key: str) -> HttpResponse:
    """The draft: changes, rules, and what they would do."""
    return _draft_page(request, queries.draft(key=key, viewer=request.viewer))


def _draft_page(request: SignedIn, page: queries.DraftPage, **more: Any) -> HttpResponse:
    shown = previews.preview(key=page.key, viewer=request.viewer, on=now.today())
    speaker = reform_words.Speaker(tree_of(request, page.terms), page.terms)
    number = said.page_number(request)
    chosen = shown.choices[SIZE * (number - 1) : SIZE * number]
    form = more.pop("choices_form", None) or _choices_form(request, page, _offered(chosen))
    context = {
        "draft": page,
        "decision": page.terms.decision,
        "ahead": page.terms.decision.effect_on > now.today(),
        "steps": list(reform_words.told(page.terms, shown.faults, speaker)),
        "counts": [
            (names.VERBS[verb], count) for verb, count in Counter(step.verb for step in page.terms.steps).items()
        ],
        "rules": [(place, speaker.rule(rule), shown.caught[place]) for place, rule in enumerate(page.terms.rules)],
        "people": [(body, speaker.name(body), speaker.name(to)) for body, to in page.terms.people.items()],
        "preview": shown,
        "general": [fault.say(said.lang()) for fault in shown.faults if fault.step is None],
        "grounds": [(ground.value, names.GROUNDS[ground], count) for ground, count in shown.grounds],
        "flows": shown.flows[:SIZE],
        "flows_more": max(0, len(shown.flows) - SIZE),
        "passed": sum(flow.count for flow in shown.flows),
        "sums": _sums([one for one in shown.touched if one.fate is not Fate.GOES_ON]),
        **touched_shown(shown.touched),
        "parted": shown.parted[:SIZE],
        "parted_more": max(0, len(shown.parted) - SIZE),
        "choices": chosen,
        "page": number,
        "more": len(shown.choices) > SIZE * number,
        "choices_form": form,
        "verbs": [(verb.value, words) for verb, words in names.VERBS.items()],
        "remove": reform_forms.RemoveForm(initial={"seen": page.number}),
        "decide": act_forms.MendForm(initial={"seen": page.number}),
        **more,
    }
    return render(request, "reforms/draft.html", context, status=422 if form.errors or more.get("refused") else 200)


def touched_shown(lines: Sequence[Touched]) -> Mapping[str, Any]:
    """What stands on the page of each body that is touched, and what becomes of what the rooms hold at them."""
    return {
        "touched": [
            (one, names.BODY_FATES[one.fate], [(names.HOLDINGS[kind][0], number) for kind, number in one.held.items()])
            for one in lines[:SIZE]
        ],
        "touched_more": max(0, len(lines) - SIZE),
        "holdings": [(*names.HOLDINGS[kind], number) for kind, number in sums(lines).items()],
    }


def _sums(lines: Sequence[Touched]) -> Mapping[str, int]:
    """What is touched, over all bodies."""
    parts = ("duties", "waiting", "due_soon", "people", "undecided")
    return {part: sum(getattr(one, part) for one in lines) for part in parts}


def tree_of(request: SignedIn, terms: Terms) -> OrgTree:
    """The bodies as they stand on the eve of the reform."""
    return orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=drafting.eve(terms))


def _beginning(request: SignedIn, terms: Terms) -> dict[int, str]:
    """The bodies that other decisions found on the very day of this one, by name."""
    day = terms.decision.effect_on
    then = orgs.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=day)
    return {body.id: body.name for body in then if body.begins_on == day}


def _offered(choices: tuple[queries.Choice, ...]) -> list[tuple[int, str]]:
    return [(one.duty_id, one.text) for one in choices]


def _choices_form(
    request: SignedIn, page: queries.DraftPage, offered: list[tuple[int, str]], data: Any = None
) -> reform_forms.ChoicesForm:
    form = reform_forms.ChoicesForm(data, duties=offered, initial={"seen": page.number})
    form.offer(tree_of(request, page.terms), page.terms, _beginning(request, page.terms))
    return form


@needs(Permission.REORGANISE)
@_follows
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: SignedIn, key: str) -> HttpResponse:
    """Mend the decision of a draft."""
    page = queries.draft(key=key, viewer=request.viewer)
    held = page.terms.decision
    initial = {name: getattr(held, name) for name in ("symbol", "title", "decided_on", "effect_on")}
    form = reform_forms.DecisionMendForm(request.POST or None, initial={**initial, "seen": page.number})
    if request.method == "POST" and form.is_valid():
        terms = replace(page.terms, decision=form.decision())
        if _saved(request, page, form, terms):
            return redirect("reform-draft", key=key)
    return _form(request, form, _("Quyết định sắp xếp"), _draft_url(key), _("Lưu"))


@needs(Permission.REORGANISE)
@_follows
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedIn, key: str, verb: str) -> HttpResponse:
    """Add one change of a kind."""
    if verb not in {one.value for one in reform_steps.STEPS}:
        raise Http404
    return _added(request, key, reform_steps.STEPS[Verb(verb)], str(names.VERBS[Verb(verb)]))


@needs(Permission.REORGANISE)
@_follows
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: SignedIn, key: str) -> HttpResponse:
    """Add a rule."""
    return _added(request, key, reform_forms.RuleForm, _("Thêm quy tắc chuyển nhiệm vụ"))


@needs(Permission.REORGANISE)
@_follows
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedIn, key: str) -> HttpResponse:
    """Say for which body the people of an ended one go on working."""
    return _added(request, key, reform_forms.PeopleForm, _("Chuyển người dùng của cơ quan kết thúc"))


def _added(request: SignedIn, key: str, kind: type[reform_forms.TermsForm], heading: str) -> HttpResponse:
    page = queries.draft(key=key, viewer=request.viewer)
    form = kind(request.POST or None, initial={"seen": page.number})
    form.offer(tree_of(request, page.terms), page.terms, _beginning(request, page.terms))
    if request.method == "POST" and form.is_valid() and _saved(request, page, form, form.changed(page.terms)):
        return redirect("reform-draft", key=key)
    return _form(request, form, heading, _draft_url(key), _("Thêm vào phương án"))


@needs(Permission.REORGANISE)
@_follows
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: SignedIn, key: str) -> HttpResponse:
    """Write the changes of 1 July 2025 from the shipped table, after those that the draft has."""
    page = queries.draft(key=key, viewer=request.viewer)
    tree = tree_of(request, page.terms)
    form = reform_forms.TableForm(
        request.POST or None,
        provinces=[(one.code, one.name) for one in units.before()],
        tree=tree,
        initial={"seen": page.number},
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        facts = orgs.all_facts(jurisdiction_id=request.viewer.jurisdiction_id)
        data = form.cleaned_data
        written = succession.draft(facts, page.terms.decision, data["under"], before=data["province"])
        problems = [one.say(said.lang()) for one in written.problems]
        twice = drafting.changed_in_both(page.terms, written.terms)
        if twice:
            problems = sorted(tree.name(body) for body in twice)
            form.add_error("province", _("Phương án đã có thay đổi của các cơ quan dưới đây; hãy bỏ chúng ra trước."))
        elif problems:
            form.add_error("province", _("Danh sách cơ quan chưa khớp với bảng sắp xếp; hãy bổ sung hoặc sửa trước."))
        elif _saved(request, page, form, drafting.with_table(page.terms, written.terms)):
            return redirect("reform-draft", key=key)
    return _form(
        request, form, _("Lập theo bảng sắp xếp ngày 01/7/2025"), _draft_url(key), _("Lập các thay đổi"), notes=problems
    )


@needs(Permission.REORGANISE)
@_follows
@require_http_methods(["GET", "HEAD", "POST"])
def routed(request: SignedIn, key: str) -> HttpResponse:
    """The duties that the draft sends somewhere, one by one; those ticked go to a body chosen by hand."""
    page = queries.draft(key=key, viewer=request.viewer)
    found = previews.routed(key=key, viewer=request.viewer, on=now.today())
    lines = [one for one in found if _is_asked(one, request.GET)]
    data = request.POST if request.method == "POST" else None
    form = _choices_form(request, page, [(one.duty_id, one.text) for one in found], data)
    if data is not None and form.is_valid() and _saved(request, page, form, form.changed(page.terms)):
        return redirect(request.get_full_path())
    number = said.page_number(request)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "draft": page,
        "lines": [(one, names.GROUNDS[one.ground]) for one in lines[SIZE * (number - 1) : SIZE * number]],
        "count": len(lines),
        "all": len(found),
        "page": number,
        "more": len(lines) > SIZE * number,
        "query": asked.urlencode(),
        "choices_form": form,
        "remove": reform_forms.RemoveForm(initial={"seen": page.number}),
    }
    return render(request, "reforms/routed.html", context, status=422 if form.errors else 200)


def _is_asked(one: previews.Routed, asked: QueryDict) -> bool:
    """Whether a duty is among those asked for: of a ground, of one rule, or all."""
    rule, ground = asked.get("rule", ""), asked.get("ground", "")
    return (not rule or str(one.rule) == rule) and (not ground or one.ground.value == ground)


@needs(Permission.REORGANISE)
@_follows
@require_POST
def remove(request: SignedIn, key: str) -> HttpResponse:
    """Take a change, a rule, or choices out of the draft."""
    page = queries.draft(key=key, viewer=request.viewer)
    form = reform_forms.RemoveForm(request.POST)
    terms = form.changed(page.terms) if form.is_valid() else None
    if terms is None:
        messages.error(request, _("Không bỏ được: thay đổi khác trong phương án còn dùng cơ quan này."))
    elif not _saved(request, page, form, terms):
        messages.error(request, _("Người khác vừa sửa phương án này. Hãy xem lại rồi làm tiếp."))
    elif form.cleaned_data["part"] == "choice":
        return redirect(f"{reverse('reform-routed', args=[key])}?ground=hand")
    return redirect("reform-draft", key=key)


@needs(Permission.REORGANISE)
@_follows
@require_POST
def choices(request: SignedIn, key: str) -> HttpResponse:
    """Give the duties ticked to one body."""
    page = queries.draft(key=key, viewer=request.viewer)
    offered = previews.preview(key=key, viewer=request.viewer, on=now.today()).choices
    form = _choices_form(request, page, _offered(offered), request.POST)
    if form.is_valid() and _saved(request, page, form, form.changed(page.terms)):
        return redirect(f"{_draft_url(key)}#choices")
    return _draft_page(request, page, choices_form=form)


@needs(Permission.REORGANISE)
@_follows
@require_POST
def decide(request: SignedIn, key: str) -> HttpResponse:
    """Decide the draft as one act."""
    page = queries.draft(key=key, viewer=request.viewer)
    form = act_forms.MendForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        done, reform_id = act_forms.attempt(
            form,
            lambda: actions.decide(key=key, seen=data["seen"], viewer=request.viewer, at=now.now(), once=data["once"]),
        )
        if done:
            return redirect("reform", reform_id=reform_id) if reform_id else redirect("reforms")
    return _draft_page(request, page, refused=form.non_field_errors() or [_("Hãy tải lại trang rồi làm tiếp.")])


@needs(Permission.REORGANISE)
@_follows
@require_POST
def drop(request: SignedIn, key: str) -> HttpResponse:
    """Drop the draft; what somebody else saved meanwhile is looked at first."""
    form = act_forms.MendForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        done, _nothing = act_forms.attempt(
            form,
            lambda: actions.drop(key=key, seen=data["seen"], viewer=request.viewer, at=now.now(), once=data["once"]),
        )
        if done:
            return redirect("reforms")
    page = queries.draft(key=key, viewer=request.viewer)
    return _draft_page(request, page, refused=form.non_field_errors() or [_("Hãy tải lại trang rồi làm tiếp.")])


def _saved(request: SignedIn, page: queries.DraftPage, form: act_forms.MendForm, terms: Terms) -> bool:
    """Save the draft as changed; where somebody else saved it meanwhile the form says so and comes back filled."""
    data = form.cleaned_data
    done, _number = act_forms.attempt(
        form,
        lambda: actions.save(
            key=page.key, seen=data["seen"], terms=terms, viewer=request.viewer, at=now.now(), once=data["once"]
        ),
        seen=page.number,
    )
    return done


def _draft_url(key: str) -> str:
    return reverse("reform-draft", args=[key])


def _form(
    request: SignedIn, form: act_forms.ActForm, heading: str, cancel: str, submit: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": heading, "cancel": cancel, "submit": submit, **more}
    return render(request, "reforms/form.html", context, status=422 if form.errors else 200)
