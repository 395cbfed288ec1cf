"""Nhóm cơ quan: groups by definition, who belongs on a day, and defining, mending and ending them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tiendo import orgtree
from tiendo.orgtree import BodyKind, Definition, Level, OrgTree
from tiendo_web.core import now
from tiendo_web.core.access import Permission, may
from tiendo_web.core.when import day_or_none
from tiendo_web.orgs import actions, queries
from tiendo_web.pages import choice, names, outline, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages.doors import SignedIn, needs


class GroupForm(act_forms.MendForm):
    """A definition: kinds and levels beneath a body, and bodies by hand."""

    name = forms.CharField(
        label=gettext_lazy("Tên nhóm"),
        max_length=200,
        help_text=gettext_lazy("Như văn bản hay viết, ví dụ: các xã biên giới"),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại cơ quan"),
        required=False,
        choices=[(kind.value, words) for kind, words in choice.KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Mọi cơ quan thuộc các loại này đều ở trong nhóm, kể cả cơ quan lập sau này"),
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ ở cấp"),
        required=False,
        choices=[(level.value, words) for level, words in names.LEVELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    beneath = choice.BodyField(
        label=gettext_lazy("Chỉ trong cơ quan"),
        required=False,
        help_text=gettext_lazy("Gõ tên, tên viết tắt hoặc mã; không cần dấu"),
    )
    added = choice.BodyListField(
        label=gettext_lazy("Thêm từng cơ quan"), required=False, help_text=gettext_lazy("Mỗi dòng một cơ quan")
    )
    left_out = choice.BodyListField(
        label=gettext_lazy("Trừ các cơ quan"), required=False, help_text=gettext_lazy("Mỗi dòng một cơ quan")
    )

    def __init__(self, *args: Any, tree: OrgTree, held: Definition, **kwargs: Any) -> None:
        """Bodies are named as on the day of ``tree``; ``held`` is what was defined before."""
        super().__init__(*args, **kwargs)
        beneath, added, left_out = (self.fields[name] for name in ("beneath", "added", "left_out"))
        assert isinstance(beneath, choice.BodyField)
        assert isinstance(added, choice.BodyListField) and isinstance(left_out, choice.BodyListField)
        beneath.offer(tree)
        added.offer(tree, chosen=held.added)
        left_out.offer(tree, chosen=held.left_out)

    @property
    def definition(self) -> Definition:
        """What a valid form defines."""
        data = self.cleaned_data
        return Definition(
            kinds=frozenset(map(BodyKind, data["kinds"])),
            levels=frozenset(map(Level, data["levels"])),
            beneath=data["beneath"],
            added=frozenset(data["added"]),
            left_out=frozenset(data["left_out"]),
        )


def _tree(request: SignedIn, on: dt.date) -> OrgTree:
    return queries.tree(jurisdiction_id=request.viewer.jurisdiction_id, on=on)


@needs(Permission.READ_BODIES)
@require_safe
def groups(request: SignedIn) -> HttpResponse:
    """The groups with how many belong today."""
    tree = _tree(request, now.today())
    rows = [
        (one, len(orgtree.members(one.definition, tree)), _told(one.definition, tree))
        for one in queries.groups(jurisdiction_id=request.viewer.jurisdiction_id)
    ]
    context = {"rows": rows, "may_manage": may(request.viewer, Permission.MANAGE_BODIES)}
    return render(request, "groups/page.html", context)


def _told(definition: Definition, tree: OrgTree) -> str:
    """A definition in words."""
    parts = [str(choice.KINDS[kind]) for kind in choice.KINDS if kind in definition.kinds]
    if definition.levels:
        levels = ", ".join(str(names.LEVELS[one]) for one in names.LEVELS if one in definition.levels)
        parts.append(_("chỉ ở cấp: %(levels)s") % {"levels": levels})
    if definition.beneath is not None:
        parts.append(_("chỉ trong: %(body)s") % {"body": tree.name(definition.beneath)})
    if definition.added:
        parts.append(_("thêm: %(bodies)s") % {"bodies": _names(definition.added, tree)})
    if definition.left_out:
        parts.append(_("trừ: %(bodies)s") % {"bodies": _names(definition.left_out, tree)})
    return "; ".join(parts)


def _names(ids: frozenset[int], tree: OrgTree) -> str:
    """The names of a few bodies, and how many more there are."""
    named = [tree.name(one) for one in sorted(ids)]
    more = len(named) - choice.NAMED
    shown = ", ".join(named[: choice.NAMED])
    return shown + (_(" và %(count)s cơ quan khác") % {"count": more} if more > 0 else "")


@needs(Permission.READ_BODIES)
@require_safe
def group(request: SignedIn, key: str) -> HttpResponse:
    """One group: who belongs on a day."""
    shown = queries.group(jurisdiction_id=request.viewer.jurisdiction_id, key=key)
    asked = day_or_none(request.GET.get("on", ""))
    on = asked or now.today()
    tree, page = _tree(request, on), said.page_number(request)
    members = orgtree.members(shown.definition, tree)
    start = (page - 1) * outline.PAGE
    context = {
        "group": shown,
        "on": on,
        "day_refused": asked is None and bool(request.GET.get("on")),
        "told": _told(shown.definition, tree),
        "number": len(members),
        "rows": outline.flat_list(tree, members[start : start + outline.PAGE], outline.Links.of(on, now.today())),
        "any": bool(members[start:]),
        "page": page,
        "more": len(members) > start + outline.PAGE,
        "query": f"on={on.isoformat()}",
        "may_manage": may(request.viewer, Permission.MANAGE_BODIES),
        "form": act_forms.ActForm(),
    }
    return render(request, "groups/group.html", context)


@needs(Permission.MANAGE_BODIES)
@require_http_methods(["GET", "HEAD", "POST"])
def new_group(request: SignedIn) -> HttpResponse:
    """Define a group."""
    return _define(request)


@needs(Permission.MANAGE_BODIES)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_group(request: SignedIn, key: str) -> HttpResponse:
    """Define a group anew."""
    held = queries.group(jurisdiction_id=request.viewer.jurisdiction_id, key=key)
    return _define(request, held)


def _define(request: SignedIn, known: queries.GroupLine | None = None) -> HttpResponse:
    """Define a new group, or ``known`` anew; what another defined meanwhile is told, and nothing typed is lost."""
    key, number, held = (known.key, known.number, known.definition) if known else ("", 0, Definition())
    name = known.name if known else ""
    form = GroupForm(
        request.POST or None, initial=_initial(name, held, number), tree=_tree(request, now.today()), held=held
    )
    if request.method == "POST" and form.is_valid():
        done, made = act_forms.attempt(form, lambda: _save(request, form, key), seen=number)
        if done:
            found = key or made
            return redirect("group", key=found) if found else redirect("groups")
    context = {"form": form, "key": key, "name": name}
    return render(request, "groups/form.html", context, status=422 if form.errors else 200)


def _initial(name: str, held: Definition, number: int) -> dict[str, object]:
    return {
        "name": name,
        "kinds": [kind.value for kind in held.kinds],
        "levels": [level.value for level in held.levels],
        "beneath": held.beneath,
        "added": sorted(held.added),
        "left_out": sorted(held.left_out),
        "seen": number,
    }


def _save(request: SignedIn, form: GroupForm, key: str) -> str:
    return actions.define_group(
        viewer=request.viewer,
        key=key,
        name=form.cleaned_data["name"],
        definition=form.definition,
        seen=form.cleaned_data["seen"],
        at=now.now(),
        once=form.cleaned_data["once"],
    )


@needs(Permission.MANAGE_BODIES)
@require_http_methods(["POST"])
def end_group(request: SignedIn, key: str) -> HttpResponse:
    """The group is over."""
    form = act_forms.ActForm(request.POST)
    if form.is_valid():
        act_forms.attempt(
            form,
            lambda: actions.end_group(viewer=request.viewer, key=key, at=now.now(), once=form.cleaned_data["once"]),
        )
        messages.success(request, _("Đã bỏ nhóm."))
    return redirect("groups")
