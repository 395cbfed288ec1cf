"""The forms of the moves on a duty: what is said with each, and what a refusal looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiendo.duty import Closing, EventKind
from tiendo.errors import Refused
from tiendo_web.core import when
from tiendo_web.duties import actions
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import names

LARGEST_EVIDENCE = 20 * 1024 * 1024
MOST_EVIDENCE = 10


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files; each is checked like one."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files, none, or a fault that names the file."""
        given: Sequence[UploadedFile[Any]] = [one for one in data if one] if isinstance(data, (list, tuple)) else []
        if len(given) > MOST_EVIDENCE:
            raise forms.ValidationError(gettext("Chỉ đính kèm được nhiều nhất %(most)s tệp.") % {"most": MOST_EVIDENCE})
        for file in given:
            if (file.size or 0) > LARGEST_EVIDENCE:
                raise forms.ValidationError(gettext("Tệp “%(name)s” lớn quá 20 MB.") % {"name": file.name})
            super().clean(file, initial)
        return list(given)


class MoveForm(act_forms.MendForm):
    """A move without words: acknowledge, accept. It knows the last event that its user saw."""

    text = act_forms.WordsField(label=_("Ghi chú"), required=False, rows=2)

    def words(self) -> actions.Words:
        """What is said with the move."""
        return actions.Words(text=self.cleaned_data["text"])

    def refuse(self, refused: Refused) -> None:
        """Where somebody acted meanwhile: say who did what, keep what was typed, and know that it was shown."""
        if isinstance(refused, actions.MovedMeanwhile):
            self.see_again(Refused(meanwhile(refused, files=bool(self.files))), refused.seen)
        else:
            super().refuse(refused)


def meanwhile(moved: actions.MovedMeanwhile, *, files: bool) -> str:
    """Who did what while a page was open, in words."""
    did = gettext("%(who)s: %(what)s (%(when)s)")
    acts = [
        did
        % {
            "who": one.by or gettext("Hệ thống"),
            "what": names.EVENTS[one.kind],
            "when": f"{one.at.astimezone(when.VIETNAM):%H:%M %d/%m/%Y}",
        }
        for one in moved.since
    ]
    words = gettext("Trong lúc bạn mở trang này – %(acts)s. Nội dung bạn gõ vẫn còn; hãy xem lại rồi gửi lần nữa.")
    again = gettext("Tệp đính kèm phải chọn lại.") if files else ""
    return f"{words % {'acts': '; '.join(acts)}} {again}".strip()


class ReasonForm(MoveForm):
    """A move that needs a reason: return, close."""

    text = act_forms.WordsField(label=_("Lý do"), rows=3)


class PartsForm(MoveForm):
    """A move that may leave open parts behind: what becomes of these is asked where there are some."""

    parts = forms.ChoiceField(
        label=_("Phần việc, mốc chưa xong của nhiệm vụ này"),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like any form; the choices in the reader's language."""
        super().__init__(*args, **kwargs)
        parts = self.fields["parts"]
        assert isinstance(parts, forms.ChoiceField)
        parts.choices = [(one.value, words) for one, words in names.PARTS.items()]

    def without_parts(self) -> None:
        """Ask nothing about parts where there are none."""
        del self.fields["parts"]

    def words(self) -> actions.Words:
        """What is said, and what becomes of the parts."""
        fate = self.cleaned_data.get("parts")
        return replace(super().words(), parts=actions.PartsFate(fate) if fate else None)


class AcceptForm(PartsForm):
    """The whole is done; its open parts are followed no more, or go on."""

    field_order = ("text", "parts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like any form; it says what ending with the whole means here."""
        super().__init__(*args, **kwargs)
        self.fields["parts"].help_text = _("Kết thúc cùng: dừng theo dõi, ghi là đã làm chung trong nhiệm vụ này.")


class EndForm(ReasonForm, PartsForm):
    """An end, and why; of a duty with open parts also what becomes of these."""

    field_order = ("reason", "other", "text", "parts")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like any form; one reason for all."""
        super().__init__(*args, **kwargs)
        self.fields["parts"].help_text = _("Lý do ghi ở trên cũng là lý do của các phần việc.")


class LastsForm(MoveForm):
    """A move after which a duty may be due when its body is gone: that it was seen is asked where the body will end."""

    despite = forms.BooleanField(
        label=_("Vẫn làm, dù cơ quan thực hiện kết thúc hoạt động trước khi nhiệm vụ đến hạn"), required=False
    )

    def without_despite(self) -> None:
        """Ask nothing where the body stays."""
        del self.fields["despite"]

    def words(self) -> actions.Words:
        """What is said, and that the end of the body was seen."""
        return replace(super().words(), despite=bool(self.cleaned_data.get("despite")))


class RunOnForm(ReasonForm, LastsForm):
    """The clock runs on, and why."""

    field_order = ("text", "despite")


class CloseForm(EndForm):
    """A reason out of the list, and in words."""

    reason = forms.ChoiceField(label=_("Vì sao"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like any form; the reasons in the reader's language."""
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        told = [(one.value, words) for one, words in names.CLOSINGS.items() if one is not Closing.ABOLISHED]
        reason.choices = [("", gettext("Chọn lý do")), *told]

    def words(self) -> actions.Words:
        """The reason, twice."""
        return replace(super().words(), reason=Closing(self.cleaned_data["reason"]))


class ReplaceForm(EndForm):
    """Another duty in the place of this one, and why."""

    other = forms.CharField(
        label=_("Nhiệm vụ thay thế"),
        help_text=_("Số của nhiệm vụ mới, ghi trên trang của nó; dán cả địa chỉ trang cũng được."),
    )

    def clean_other(self) -> int:
        """The number of a duty, typed or out of the address of its page."""
        found = re.fullmatch(r"(?:.*/duties/)?(\d{1,15})/?", self.cleaned_data["other"].strip(), re.ASCII)
        if found is None:
            raise forms.ValidationError(gettext("Hãy ghi số của nhiệm vụ, ví dụ 125."))
        return int(found[1])

    def words(self) -> actions.Words:
        """The reason and the other duty."""
        return replace(super().words(), other=self.cleaned_data["other"])


class DayForm(ReasonForm):
    """A later day, and why: asked for."""

    until = act_forms.DayField(label=_("Đến ngày"))

    def words(self) -> actions.Words:
        """The reason and the day."""
        return replace(super().words(), until=self.cleaned_data["until"])


class GrantForm(DayForm, LastsForm):
    """A later day: granted; the reason may be left to the request."""

    text = act_forms.WordsField(
        label=_("Lý do"),
        required=False,
        rows=2,
        help_text=_("Để trống được khi cơ quan đã xin gia hạn và nêu lý do."),
    )
    field_order = ("text", "until", "despite")


class ReportForm(MoveForm):
    """A report: text, one line a figure, files."""

    text = act_forms.WordsField(label=_("Nội dung báo cáo"), rows=5)
    figures = forms.CharField(
        label=_("Số liệu"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một số liệu, ví dụ: Số buổi diễn tập: 3 buổi"),
    )
    happened_on = act_forms.DayField(label=_("Ngày thực hiện"), required=False)
    evidence = ManyFiles(label=_("Tài liệu chứng minh"), required=False)

    def clean_figures(self) -> tuple[actions.Figure, ...]:
        """Each line as name, value, unit; a fault says which line is wrong and why."""
        lines = [line.strip() for line in str(self.cleaned_data["figures"]).splitlines() if line.strip()]
        figures = [(line, actions.figure(line)) for line in lines]
        faults = [line for line, figure in figures if figure is None]
        if faults:
            message = gettext("Dòng “%(line)s” cần có dạng “tên: số đơn vị”.")
            raise forms.ValidationError([message % {"line": line} for line in faults])
        return tuple(figure for _line, figure in figures if figure is not None)

    def words(self) -> actions.Words:
        """The report whole."""
        return actions.Words(
            text=self.cleaned_data["text"],
            figures=self.cleaned_data["figures"],
            attachments=tuple(
                actions.Attachment(file.name or "", file.read()) for file in self.cleaned_data["evidence"]
            ),
            happened_on=self.cleaned_data["happened_on"],
        )


class BeganForm(LastsForm):
    """The day of the event that a term runs from."""

    happened_on = act_forms.DayField(label=_("Sự kiện xảy ra ngày"))
    field_order = ("happened_on", "text", "despite")

    def words(self) -> actions.Words:
        """The day, and what is said with it."""
        return replace(super().words(), happened_on=self.cleaned_data["happened_on"])


FORMS: dict[EventKind, type[MoveForm]] = {
    EventKind.ACKNOWLEDGED: MoveForm,
    EventKind.PROGRESSED: ReportForm,
    EventKind.REPORTED: ReportForm,
    EventKind.INSISTED: ReasonForm,
    EventKind.RETURNED: ReasonForm,
    EventKind.ACCEPTED: AcceptForm,
    EventKind.CLOSED: CloseForm,
    EventKind.PAUSED: ReasonForm,
    EventKind.RESUMED: RunOnForm,
    EventKind.REVOKED: EndForm,
    EventKind.REPLACED: ReplaceForm,
    EventKind.REOPENED: RunOnForm,
    EventKind.REFUSED: ReasonForm,
    EventKind.ASKED: DayForm,
    EventKind.EXTENDED: GrantForm,
    EventKind.DENIED: ReasonForm,
    EventKind.BEGAN: BeganForm,
}
