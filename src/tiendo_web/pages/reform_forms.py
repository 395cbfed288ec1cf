"""The forms of a reorganisation: its decision, one form for each kind of change, rules, people, duties by hand."""

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

from tiendo.orgtree import BodyKind, Level, OrgTree, Share
from tiendo.reform import Decision, Newcomer, Rule, Step, Terms, Verb
from tiendo_web.pages import choice, names
from tiendo_web.pages import forms as act_forms

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_KINDS = [(kind.value, words) for kind, words in choice.KINDS.items()]
_LEVELS = [(level.value, words) for level, words in names.LEVELS.items()]
_AS_IT_IS = ("", _("Giữ nguyên"))
_CHOOSE = ("", _("Hãy chọn"))
_SHARES = [(share.value, words) for share, words in names.SHARES.items()]


# The state was founded on the first day; nobody decides for later than the last.
EARLIEST, LATEST = dt.date(1945, 9, 2), dt.date(2200, 1, 1)
# The fields that may name a body which the reform itself founds.
RECEIVING = frozenset({"into", "parent", "to"})
NOBODY: Mapping[int, str] = MappingProxyType({})


class DecisionForm(act_forms.ActForm):
    """The paper behind a reform."""

    symbol = forms.CharField(label=_("Số, ký hiệu quyết định"), max_length=80)
    title = forms.CharField(label=_("Trích yếu"), max_length=500, required=False)
    decided_on = forms.DateField(label=_("Ngày ký"), widget=DATE)
    effect_on = forms.DateField(
        label=_("Ngày có hiệu lực"),
        widget=DATE,
        help_text=_("Từ ngày này các cơ quan thay đổi và nhiệm vụ được chuyển; có thể là một ngày sau này."),
    )

    def clean_effect_on(self) -> dt.date:
        """A day that a decision can name."""
        day: dt.date = self.cleaned_data["effect_on"]
        if not EARLIEST <= day <= LATEST:
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


class _Named(forms.Form):
    """A new name, as far as one is given."""

    name = forms.CharField(label=_("Tên mới"), max_length=200, required=False)
    abbreviation = forms.CharField(label=_("Viết tắt mới"), max_length=40, required=False)
    code = forms.CharField(label=_("Mã mới"), max_length=20, required=False)

    def named(self, step: Step) -> Step:
        """The change with the name as typed, trimmed."""
        data = {part: str(self.cleaned_data[part]).strip() for part in ("name", "abbreviation", "code")}
        return replace(step, name=data["name"], abbreviation=data["abbreviation"], code=data["code"])


class MergeForm(_Named, TermsForm):
    """Bodies end and go into another."""

    field_order = ("bodies", "into", "share", "below", "name", "abbreviation", "code")

    bodies = choice.BodiesField(label=_("Các cơ quan nhập vào"), help_text=_("Các cơ quan này kết thúc hoạt động."))
    into = choice.BodyField(
        label=_("Vào cơ quan"), help_text=_("Cơ quan đang hoạt động, hoặc cơ quan mới đã lập trong phương án này.")
    )
    share = forms.ChoiceField(
        label=_("Phần nhập vào"),
        choices=_SHARES,
        initial=Share.WHOLE.value,
        help_text=_("Cơ quan bị chia thì nhập từng phần: một thay đổi cho mỗi nơi nhận."),
    )
    below = forms.BooleanField(label=_("Các đơn vị trực thuộc chuyển theo"), required=False, initial=True)

    def changed(self, terms: Terms) -> Terms:
        """The merger."""
        data = self.cleaned_data
        bodies = tuple(one for one in data["bodies"] if one != data["into"])
        share = Share(data["share"])
        merged = Step(Verb.MERGE, bodies, into=(data["into"],), shares=(share,) * len(bodies), below=data["below"])
        return _adding(terms, self.named(merged))


class SplitForm(TermsForm):
    """A body goes to several in parts."""

    body = choice.BodyField(label=_("Cơ quan bị chia"))
    into = choice.BodyListField(
        label=_("Chia cho các cơ quan"),
        help_text=_("Mỗi dòng một cơ quan; dòng đầu nhận phần chính. Cơ quan mới thì lập trước trong phương án này."),
    )
    keeps = forms.BooleanField(label=_("Cơ quan bị chia vẫn hoạt động, chỉ chuyển một phần"), required=False)

    def changed(self, terms: Terms) -> Terms:
        """The division; the first heir of a body that ends takes its main part."""
        data = self.cleaned_data
        first = Share.PART if data["keeps"] else Share.MAIN
        shares = (first, *(Share.PART,) * (len(data["into"]) - 1))
        return _adding(
            terms, Step(Verb.SPLIT, (data["body"],), into=tuple(data["into"]), shares=shares, keeps=data["keeps"])
        )


class AbolishForm(TermsForm):
    """Bodies end."""

    bodies = choice.BodiesField(label=_("Các cơ quan giải thể"))
    into = choice.BodyListField(
        label=_("Cơ quan tiếp nhận chức năng"),
        required=False,
        help_text=_(
            "Mỗi dòng một cơ quan; để trống nếu chưa có: khi đó mỗi nhiệm vụ phải có quy tắc hoặc được chọn riêng."
        ),
    )
    below = forms.BooleanField(label=_("Giải thể cả các đơn vị trực thuộc"), required=False)

    def changed(self, terms: Terms) -> Terms:
        """The abolition."""
        data = self.cleaned_data
        return _adding(terms, Step(Verb.ABOLISH, tuple(data["bodies"]), into=tuple(data["into"]), below=data["below"]))


class RenameForm(_Named, TermsForm):
    """A body gets another name, abbreviation or code."""

    field_order = ("body", "name", "abbreviation", "code")

    body = choice.BodyField(label=_("Cơ quan"))

    def changed(self, terms: Terms) -> Terms:
        """The change of name."""
        return _adding(terms, self.named(Step(Verb.RENAME, (self.cleaned_data["body"],))))


class MoveForm(TermsForm):
    """Bodies come under another."""

    bodies = choice.BodiesField(label=_("Các cơ quan chuyển"))
    parent = choice.BodyField(label=_("Về trực thuộc"))

    def changed(self, terms: Terms) -> Terms:
        """The move."""
        return _adding(terms, Step(Verb.MOVE, tuple(self.cleaned_data["bodies"]), parent=self.cleaned_data["parent"]))


class RaiseForm(_Named, TermsForm):
    """A body becomes one of another kind or level."""

    field_order = ("body", "kind", "level", "name", "abbreviation", "code")

    body = choice.BodyField(label=_("Cơ quan"))
    kind = forms.ChoiceField(label=_("Loại mới"), choices=[_AS_IT_IS, *_KINDS], required=False)
    level = forms.ChoiceField(label=_("Cấp mới"), choices=[_AS_IT_IS, *_LEVELS], required=False)

    def clean(self) -> dict[str, Any] | None:
        """A change of rank says a kind or a level."""
        data = super().clean() or {}
        if not data.get("kind") and not data.get("level"):
            self.add_error("level", gettext("Hãy chọn loại mới hoặc cấp mới."))
        return data

    def changed(self, terms: Terms) -> Terms:
        """The change of rank."""
        data = self.cleaned_data
        kind = BodyKind(data["kind"]) if data["kind"] else None
        level = Level(data["level"]) if data["level"] else None
        return _adding(terms, self.named(Step(Verb.RAISE, (data["body"],), kind=kind, level=level)))


class FoundForm(TermsForm):
    """A new body, with or without predecessors."""

    name = forms.CharField(label=_("Tên"), max_length=200)
    abbreviation = forms.CharField(label=_("Viết tắt"), max_length=40, required=False)
    code = forms.CharField(label=_("Mã"), max_length=20, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=[_CHOOSE, *_KINDS])
    level = forms.ChoiceField(label=_("Cấp"), choices=[_CHOOSE, *_LEVELS])
    parent = choice.BodyField(label=_("Trực thuộc"))

    def changed(self, terms: Terms) -> Terms:
        """The terms with the newcomer and the step that founds it."""
        data = self.cleaned_data
        number = min((one.id for one in terms.newcomers), default=0) - 1
        new = Newcomer(
            id=number,
            kind=BodyKind(data["kind"]),
            level=Level(data["level"]),
            name=data["name"].strip(),
            parent=data["parent"],
            abbreviation=data["abbreviation"].strip(),
            code=data["code"].strip(),
        )
        step = Step(Verb.FOUND, into=(number,))
        return replace(terms, newcomers=(*terms.newcomers, new), steps=(*terms.steps, step))


STEPS: Mapping[Verb, type[TermsForm]] = {
    Verb.MERGE: MergeForm,
    Verb.SPLIT: SplitForm,
    Verb.ABOLISH: AbolishForm,
    Verb.RENAME: RenameForm,
    Verb.MOVE: MoveForm,
    Verb.RAISE: RaiseForm,
    Verb.FOUND: FoundForm,
}


class RuleForm(TermsForm):
    """Where duties go whose bodies end or give a part away."""

    kind = forms.ChoiceField(
        label=_("Nhiệm vụ của loại cơ quan"), choices=[("", _("Mọi cơ quan")), *_KINDS], required=False
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
                return without_step(terms, place)
            case "rule" if place < len(terms.rules):
                return replace(terms, rules=_without(terms.rules, place))
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

    reason = forms.CharField(label=_("Lý do hủy"), widget=forms.Textarea(attrs={"rows": 3}))


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


def _adding(terms: Terms, step: Step) -> Terms:
    """The terms with one more change."""
    return replace(terms, steps=(*terms.steps, step))


def without_step(terms: Terms, place: int) -> Terms | None:
    """The terms without one step; a step that founds a body takes it along, unless another speaks of it."""
    if place >= len(terms.steps):
        return None
    gone, rest = terms.steps[place], _without(terms.steps, place)
    founded = set(gone.into) if gone.verb is Verb.FOUND else set()
    named = {body for step in rest for body in (*step.bodies, *step.into, step.parent)}
    named |= {rule.to for rule in terms.rules} | {*terms.choices.values(), *terms.people.values()}
    named |= {one.parent for one in terms.newcomers}
    if founded & named:
        return None
    # What no change speaks of any more is not founded either, unseen.
    return replace(terms, steps=rest, newcomers=tuple(one for one in terms.newcomers if one.id in named))


def _without(rows: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    return rows[:place] + rows[place + 1 :]


def with_decision(terms: Terms, decision: Decision) -> Terms:
    """The terms under another decision."""
    return replace(terms, decision=decision)


def changed_in_both(terms: Terms, written: Terms) -> frozenset[int]:
    """The bodies that the draft already changes and that the table would change again."""
    ours, theirs = ({body for step in one.steps for body in step.bodies} for one in (terms, written))
    return frozenset(ours & theirs)


def with_table(terms: Terms, written: Terms) -> Terms:
    """The terms with the changes written from the table after their own; its newcomers get ids that nothing holds."""
    lowest = min((one.id for one in terms.newcomers), default=0)

    def moved(body_id: int) -> int:
        return body_id + lowest if body_id < 0 else body_id

    newcomers = tuple(
        replace(one, id=moved(one.id), parent=moved(one.parent) if one.parent is not None else None)
        for one in written.newcomers
    )
    steps = tuple(
        replace(
            one,
            bodies=tuple(map(moved, one.bodies)),
            into=tuple(map(moved, one.into)),
            parent=moved(one.parent) if one.parent is not None else None,
        )
        for one in written.steps
    )
    return replace(terms, newcomers=(*terms.newcomers, *newcomers), steps=(*terms.steps, *steps))


def eve(terms: Terms) -> dt.date:
    """The last day of the old bodies."""
    day = terms.decision.effect_on
    return day - dt.timedelta(days=1) if day > dt.date.min else day
