"""The forms of a reorganisation but those of its changes: its decision, rules, people, duties by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiendo.orgtree import BodyKind, OrgTree
from tiendo.reform import Decision, Rule, Terms, drafting
from tiendo_web.pages import choice
from tiendo_web.pages import forms as act_forms

KINDS = [(kind.value, words) for kind, words in choice.KINDS.items()]

# The day on which the state was founded.
EARLIEST = dt.date(1945, 9, 2)
# The fields that may name a body which the reform itself founds.
RECEIVING = frozenset({"into", "parent", "superior", "to"})
NOBODY: Mapping[int, str] = MappingProxyType({})


class DecisionForm(act_forms.ActForm):
    """The paper behind a reform."""

    symbol = forms.CharField(label=_("Số, ký hiệu quyết định"), max_length=80)
    title = forms.CharField(label=_("Trích yếu"), max_length=500, required=False)
    decided_on = act_forms.DayField(label=_("Ngày ký"))
    effect_on = act_forms.DayField(
        label=_("Ngày có hiệu lực"),
        help_text=_("Từ ngày này các cơ quan thay đổi và nhiệm vụ được chuyển; có thể là một ngày sau này."),
    )

    def clean_effect_on(self) -> dt.date:
        """A day that a decision can name."""
        day: dt.date = self.cleaned_data["effect_on"]
        if day < EARLIEST:
            raise forms.ValidationError(gettext("Ngày này không thể là ngày có hiệu lực."))
        return day

    def decision(self) -> Decision:
        """What was typed."""
        data = self.cleaned_data
        return Decision(data["symbol"].strip(), data["title"].strip(), data["decided_on"], data["effect_on"])


class DecisionMendForm(act_forms.MendForm, DecisionForm):
    """The same, for a draft that others may be changing."""


class TermsForm(act_forms.MendForm):
    """A form that adds to a draft; what it offers is told by :meth:`offer`."""

    def offer(self, tree: OrgTree, terms: Terms, beginning: Mapping[int, str] = NOBODY) -> None:
        """Offer the bodies that live on the eve, those that the reform founds, and those ``beginning`` on its day."""
        new = {**beginning, **{one.id: one.name for one in terms.newcomers}}
        for name, field in self.fields.items():
            if isinstance(field, choice.BodiesField):
                field.offer(tree)
            elif isinstance(field, choice.BodyField):
                field.offer(tree, new if name in RECEIVING else {})

    def changed(self, terms: Terms) -> Terms:
        """The terms with what was typed; a form that says nothing leaves them alone."""
        return terms


class RuleForm(TermsForm):
    """Where duties go whose bodies end or give a part away."""

    kind = forms.ChoiceField(
        label=_("Nhiệm vụ của loại cơ quan"), choices=[("", _("Mọi cơ quan")), *KINDS], required=False
    )
    bodies = choice.BodiesField(label=_("Và chỉ của các cơ quan"), required=False)
    words = forms.CharField(
        label=_("Có một trong các cụm từ"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một cụm từ; để trống: mọi nhiệm vụ. Không cần gõ dấu."),
    )
    to = choice.BodyField(label=_("Chuyển cho"), required=False)
    main = forms.BooleanField(
        label=_("Hoặc chuyển cho nơi nhận toàn bộ hoặc phần chính của cơ quan cũ"), required=False
    )

    def clean(self) -> dict[str, Any] | None:
        """A rule says where duties go, in one way: there is no place they go to by default."""
        data = super().clean() or {}
        if "to" not in self.errors and bool(data.get("to")) == bool(data.get("main")):
            self.add_error("to", gettext("Hãy ghi một cơ quan, hoặc đánh dấu ô dưới đây; chỉ một trong hai."))
        return data

    def changed(self, terms: Terms) -> Terms:
        """The terms with this rule after the others."""
        data = self.cleaned_data
        words = tuple(line.strip() for line in str(data["words"]).splitlines() if line.strip())
        kind = BodyKind(data["kind"]) if data["kind"] else None
        rule = Rule(to=data["to"], bodies=tuple(data["bodies"]), kind=kind, words=words)
        return replace(terms, rules=(*terms.rules, rule))


class ChoicesForm(TermsForm):
    """The duties ticked go to one body."""

    duties = forms.TypedMultipleChoiceField(
        label=_("Nhiệm vụ"),
        coerce=int,
        error_messages={"required": _("Hãy đánh dấu ít nhất một nhiệm vụ.")},
    )
    to = choice.BodyField(label=_("Chuyển các nhiệm vụ đã đánh dấu cho"))

    def __init__(self, *args: Any, duties: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer ``duties`` as (id, words)."""
        super().__init__(*args, **kwargs)
        field = self.fields["duties"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = duties

    @property
    def ticked(self) -> frozenset[int]:
        """The duties that were ticked, so that a refused form comes back as it was."""
        chosen = self.data.getlist("duties") if isinstance(self.data, QueryDict) else []
        return frozenset(int(one) for one in chosen if one.isdecimal())

    def changed(self, terms: Terms) -> Terms:
        """The terms with these choices."""
        data = self.cleaned_data
        return replace(terms, choices={**terms.choices, **dict.fromkeys(data["duties"], data["to"])})


class PeopleForm(TermsForm):
    """For which body the people of an ended one go on working."""

    body = choice.BodyField(label=_("Người của cơ quan"))
    to = choice.BodyField(label=_("Chuyển về"))

    def changed(self, terms: Terms) -> Terms:
        """The terms with this choice."""
        return replace(terms, people={**terms.people, self.cleaned_data["body"]: self.cleaned_data["to"]})


class RemoveForm(act_forms.MendForm):
    """Take a change or a rule out of the draft."""

    part = forms.ChoiceField(choices=[(one, one) for one in ("step", "rule", "choice", "choices", "people")])
    place = forms.IntegerField(min_value=0)

    def changed(self, terms: Terms) -> Terms | None:
        """The terms without it; None where there is no such thing or another change speaks of the body it founds."""
        place, part = self.cleaned_data["place"], self.cleaned_data["part"]
        match part:
            case "step":
                return drafting.without_step(terms, place)
            case "rule" if place < len(terms.rules):
                return replace(terms, rules=drafting.without(terms.rules, place))
            case "choice":
                return replace(terms, choices={duty: to for duty, to in terms.choices.items() if duty != place})
            case "choices":
                return replace(terms, choices={})
            case "people":
                return replace(terms, people={body: to for body, to in terms.people.items() if body != place})
            case _:
                return None


class UndoForm(act_forms.ActForm):
    """Why a decided reform is undone."""

    reason = act_forms.WordsField(label=_("Lý do hủy"), rows=3)


class TableForm(act_forms.MendForm):
    """Write the changes of 1 July 2025 from the shipped table."""

    province = forms.ChoiceField(label=_("Tỉnh, thành phố (trước 01/7/2025)"))
    under = choice.BodyField(label=_("Các xã mới trực thuộc"))

    def __init__(self, *args: Any, provinces: list[tuple[str, str]], tree: OrgTree, **kwargs: Any) -> None:
        """Offer ``provinces`` as (code, name)."""
        super().__init__(*args, **kwargs)
        field, under = self.fields["province"], self.fields["under"]
        assert isinstance(field, forms.ChoiceField) and isinstance(under, choice.BodyField)
        field.choices = provinces
        under.offer(tree)
