"""The forms of the changes of a reorganisation: one for each verb."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiendo.orgtree import BodyKind, Level, Share
from tiendo.reform import Newcomer, Step, Terms, Verb
from tiendo_web.pages import choice, names, reform_forms

_AS_IT_IS = ("", _("Giữ nguyên"))
_CHOOSE = ("", _("Hãy chọn"))
_LEVELS = [(level.value, words) for level, words in names.LEVELS.items()]
_SHARES = [(share.value, words) for share, words in names.SHARES.items()]


class _Named(forms.Form):
    """A new name, as far as one is given."""

    name = forms.CharField(label=_("Tên mới"), max_length=200, required=False)
    abbreviation = forms.CharField(label=_("Viết tắt mới"), max_length=40, required=False)
    code = forms.CharField(label=_("Mã mới"), max_length=20, required=False)

    def named(self, step: Step) -> Step:
        """The change with the name as typed, trimmed."""
        data = {part: str(self.cleaned_data[part]).strip() for part in ("name", "abbreviation", "code")}
        return replace(step, name=data["name"], abbreviation=data["abbreviation"], code=data["code"])


class MergeForm(_Named, reform_forms.TermsForm):
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


class SplitForm(reform_forms.TermsForm):
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


class AbolishForm(reform_forms.TermsForm):
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


class RenameForm(_Named, reform_forms.TermsForm):
    """A body gets another name, abbreviation or code."""

    field_order = ("body", "name", "abbreviation", "code")

    body = choice.BodyField(label=_("Cơ quan"))

    def changed(self, terms: Terms) -> Terms:
        """The change of name."""
        return _adding(terms, self.named(Step(Verb.RENAME, (self.cleaned_data["body"],))))


class MoveForm(reform_forms.TermsForm):
    """Bodies come under another."""

    bodies = choice.BodiesField(label=_("Các cơ quan chuyển"))
    parent = choice.BodyField(label=_("Về trực thuộc"))

    def changed(self, terms: Terms) -> Terms:
        """The move."""
        return _adding(terms, Step(Verb.MOVE, tuple(self.cleaned_data["bodies"]), parent=self.cleaned_data["parent"]))


class RaiseForm(_Named, reform_forms.TermsForm):
    """A body becomes one of another kind or level."""

    field_order = ("body", "kind", "level", "name", "abbreviation", "code")

    body = choice.BodyField(label=_("Cơ quan"))
    kind = forms.ChoiceField(label=_("Loại mới"), choices=[_AS_IT_IS, *reform_forms.KINDS], required=False)
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


class LeadForm(reform_forms.TermsForm):
    """Another body leads these in their line of work, or none does any more."""

    bodies = choice.BodiesField(label=_("Các cơ quan"))
    superior = choice.BodyField(
        label=_("Cấp trên về chuyên môn"),
        required=False,
        help_text=_("Ví dụ sở chỉ đạo phòng chuyên môn của xã. Cơ quan thôi chịu chỉ đạo thì để trống và đánh dấu."),
    )
    nobody = forms.BooleanField(label=_("Không còn cấp trên về chuyên môn"), required=False)

    def clean(self) -> dict[str, Any] | None:
        """Somebody leads, or nobody: there is no default."""
        data = super().clean() or {}
        if "superior" not in self.errors and bool(data.get("superior")) == bool(data.get("nobody")):
            self.add_error("superior", gettext("Hãy ghi một cơ quan, hoặc đánh dấu ô dưới đây; chỉ một trong hai."))
        return data

    def changed(self, terms: Terms) -> Terms:
        """The change of who leads."""
        data = self.cleaned_data
        return _adding(terms, Step(Verb.LEAD, tuple(data["bodies"]), superior=data["superior"]))


class FoundForm(reform_forms.TermsForm):
    """A new body, with or without predecessors."""

    name = forms.CharField(label=_("Tên"), max_length=200)
    abbreviation = forms.CharField(label=_("Viết tắt"), max_length=40, required=False)
    code = forms.CharField(label=_("Mã"), max_length=20, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=[_CHOOSE, *reform_forms.KINDS])
    level = forms.ChoiceField(label=_("Cấp"), choices=[_CHOOSE, *_LEVELS])
    parent = choice.BodyField(label=_("Trực thuộc"))
    superior = choice.BodyField(label=_("Cấp trên về chuyên môn"), required=False)

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
            superior=data["superior"],
        )
        step = Step(Verb.FOUND, into=(number,))
        return replace(terms, newcomers=(*terms.newcomers, new), steps=(*terms.steps, step))


STEPS: Mapping[Verb, type[reform_forms.TermsForm]] = {
    Verb.MERGE: MergeForm,
    Verb.SPLIT: SplitForm,
    Verb.ABOLISH: AbolishForm,
    Verb.RENAME: RenameForm,
    Verb.MOVE: MoveForm,
    Verb.RAISE: RaiseForm,
    Verb.LEAD: LeadForm,
    Verb.FOUND: FoundForm,
}


def _adding(terms: Terms, step: Step) -> Terms:
    """The terms with one more change."""
    return replace(terms, steps=(*terms.steps, step))
