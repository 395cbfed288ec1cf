"""The forms of the workbench."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiendo import orgtree, since
from tiendo.plan import urgency
from tiendo.ruleset import Basis
from tiendo_web.duties import carrying
from tiendo_web.orgs import queries as orgs
from tiendo_web.pages import choice, said
from tiendo_web.pages import forms as act_forms
from tiendo_web.plans import deadlines


class TaskForm(act_forms.MendForm):
    """Every field of a task."""

    text = forms.CharField(label=_("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 8}))
    lead = choice.BodiesField(label=_("Cơ quan chủ trì"), required=False, help_text=_("Phải có trước khi ban hành"))
    coordinating = choice.BodiesField(label=_("Cơ quan phối hợp"), required=False)
    asked = forms.CharField(
        label=_("Cơ quan phối hợp phải làm gì"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Để trống thì mỗi cơ quan phối hợp được hỏi theo nội dung nhiệm vụ."),
    )
    asked_by = forms.CharField(
        label=_("Cơ quan phối hợp trả lời trước hết"),
        max_length=300,
        required=False,
        help_text=_("Để trống thì theo thời hạn của nhiệm vụ, kể cả khi hạn đó dời."),
    )
    deadline = forms.CharField(
        label=_("Thời hạn"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: 31/12/2026, quý II/2026, 15 ngày làm việc, thường xuyên"),
    )
    removed = forms.BooleanField(label=_("Không giao nhiệm vụ này"), required=False)

    def __init__(
        self,
        *args: Any,
        tree: orgtree.OrgTree,
        groups: Sequence[orgs.GroupLine],
        basis: Basis,
        **kwargs: Any,
    ) -> None:
        """Offer the bodies of ``tree`` and the groups of them; a deadline means what ``basis`` makes of it."""
        super().__init__(*args, **kwargs)
        for name in ("lead", "coordinating"):
            field = self.fields[name]
            assert isinstance(field, choice.BodiesField)
            field.offer(tree, groups)
        self._basis = basis

    def clean_deadline(self) -> str:
        """Words that mean no day are refused beside the field, with what was not understood."""
        return self._term("deadline")[0]

    def clean_asked_by(self) -> str:
        """The same of the day by which whoever coordinates answers; "thường xuyên" asks by no day."""
        words, found = self._term("asked_by")
        if words and found.due_on is None and found.undated is None and "asked_by" in self.changed_data:
            raise forms.ValidationError(gettext("Hãy ghi một ngày hay một thời hạn, hoặc để trống."))
        return words

    def _term(self, name: str) -> tuple[str, deadlines.Meaning]:
        words = str(self.cleaned_data[name]).strip()
        found = deadlines.of_words(words, days=since.Days(None), basis=self._basis, lang=said.lang())
        if found.faults and name in self.changed_data:
            raise forms.ValidationError([fault.message for fault in said.diagnostics(found.faults)])
        if found.due_on is not None and (asked := self.doubt(name, found.due_on)):
            raise forms.ValidationError(asked)
        return words, found


class HeadForm(act_forms.MendForm):
    """What the document says of itself."""

    type = forms.CharField(label=_("Loại văn bản"), max_length=10, required=False)
    symbol = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    title = forms.CharField(label=_("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    issued_on = act_forms.DayField(label=_("Ngày ban hành"), required=False)
    urgency = forms.ChoiceField(
        label=_("Mức độ khẩn"),
        required=False,
        choices=[("", _("không có dấu khẩn")), *((one, words.vi) for one, words in urgency.DEGREES.items())],
        help_text=_("Theo dấu ở đầu văn bản; văn bản khẩn có hạn cập nhật riêng theo bộ quy tắc."),
    )
    signer = forms.CharField(label=_("Người ký"), max_length=120, required=False)


class NewTaskForm(act_forms.ActForm):
    """A task that the compiler did not see."""

    text = forms.CharField(label=_("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 4}))


class PlacesField(forms.MultipleChoiceField):
    """Tasks of older directives. What is none abolishes nothing: a form sent twice may name some that are gone."""

    def valid_value(self, value: Any) -> bool:
        """Whether it is a directive and a task."""
        return bool(re.fullmatch(r"\d{1,15}:.{1,80}", str(value)))


class IssueForm(act_forms.ActForm):
    """The token, and which directive this one replaces or amends where it does, and which tasks it abolishes then."""

    replaces = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    amends = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    abolishes = PlacesField(
        label=_("Nhiệm vụ của văn bản cũ bị bãi bỏ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỗ nào văn bản này ghi bãi bỏ thì đã đánh dấu; hãy xem lại. Nhiệm vụ không chọn giữ nguyên."),
    )

    def offer(self, offers: Sequence[carrying.Offer]) -> None:
        """Offer the tasks that may be abolished, those of which the document says so ticked; nothing without any."""
        if not offers:
            del self.fields["abolishes"]
            return
        field = self.fields["abolishes"]
        assert isinstance(field, PlacesField)
        field.choices = [(_place(one), f"{one.label} {truncatechars(one.text, _SHOWN)}") for one in offers]
        field.initial = [_place(one) for one in offers if one.is_said]

    def abolished(self) -> list[carrying.Place]:
        """The tasks that were ticked."""
        ticked = (str(value).split(":", 1) for value in self.cleaned_data.get("abolishes") or ())
        return [(int(directive_id), key) for directive_id, key in ticked]


# So much of a task is read beside its box.
_SHOWN = 120


def _place(one: carrying.Offer) -> str:
    return f"{one.directive_id}:{one.task}"
