"""Parents of every form: a token by which a double submit acts once, and refusals beside their field."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from allauth.core import context
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiendo import farday
from tiendo.errors import Refusal, Refused
from tiendo_web.core import now
from tiendo_web.ledger.actions import Repeated
from tiendo_web.pages import refusals

T = TypeVar("T")
# A year outside these is a slip of the hand; no directive and no deadline lies there.
_YEARS = range(1900, 2101)
_WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


def token() -> str:
    """A fresh token for one showing of a form."""
    return secrets.token_urlsafe(24)


class DayField(forms.DateField):
    """A day: picked, or typed the way days are written in Viet Nam, the day before the month in every language."""

    def __init__(self, **kwargs: Any) -> None:
        """Like any date field."""
        # A browser that picks days sends nothing for the 31st of a month that has none: its script says so instead.
        attrs = {"type": "date", "data-impossible": _("Không có ngày này trong lịch; hãy xem lại.")}
        widget = forms.DateInput(attrs=attrs, format="%Y-%m-%d")
        given: dict[str, Any] = {"input_formats": _WRITTEN, "widget": widget} | kwargs
        super().__init__(**given)

    def to_python(self, value: Any) -> dt.date | None:
        """The day, or a fault beside the field where nobody can mean its year."""
        day: dt.date | None = super().to_python(value)
        if day is not None and day.year not in _YEARS:
            raise forms.ValidationError(
                gettext("Ngày %(day)s chắc là gõ nhầm năm; hãy xem lại.") % {"day": f"{day:%d/%m/}{day.year}"}
            )
        return day


class WordsField(forms.CharField):
    """Some lines of text: a reason, a report, what is asked. What is longer is a document, and is attached as one."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        """Like any field of text, ``rows`` high."""
        given: dict[str, Any] = {"max_length": 20_000, "widget": forms.Textarea(attrs={"rows": rows})} | kwargs
        super().__init__(**given)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A day that may be a slip of the hand, and whether somebody said that it is meant."""

    day: dt.date
    settled: bool


class ActForm(forms.Form):
    """A form that asks for an act; ``once`` makes a second submission find the first.

    A day that is typed far off is asked about beside its field, as ``doubts`` says.
    """

    once = forms.CharField(max_length=64, min_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like any form; a fresh token where it is shown for the first time."""
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = token()
        self.doubts: dict[str, Doubt] = {}

    def clean(self) -> dict[str, Any] | None:
        """Ask about each day that is far off."""
        for name, field in self.fields.items():
            day = self.cleaned_data.get(name)
            if isinstance(field, DayField) and not field.widget.is_hidden and day and (fault := self.doubt(name, day)):
                self.add_error(name, fault)
        return super().clean()

    def doubt(self, name: str, day: dt.date) -> str:
        """What is asked about a day in a field; empty where it is near, is what it was, or is said to be meant."""
        if name not in self.changed_data or not farday.is_far(day, now.today()):
            return ""
        settled = self.data.get(f"{self.add_prefix(name)}-sure") == day.isoformat()
        self.doubts[name] = Doubt(day, settled)
        words = gettext("Ngày %(day)s cách hôm nay hơn năm năm. Gõ nhầm năm thì sửa lại; đúng thì đánh dấu ô bên dưới.")
        return "" if settled else words % {"day": f"{day:%d/%m/}{day.year}"}

    def refuse(self, refused: Refused) -> None:
        """Put a refusal beside the field it speaks of, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


class MendForm(ActForm):
    """A form that changes what others may be changing; ``seen`` is the last change its user saw."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def see_again(self, refused: Refused, seen: int) -> None:
        """Refuse because of a change meanwhile; the form comes back filled, and knows that it was shown."""
        self.refuse(refused)
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data[self.add_prefix("seen")], data[self.add_prefix("once")] = str(seen), token()
        self.data = data


def doubt(field: forms.BoundField) -> Doubt | None:
    """What is asked about the day in a field of any form."""
    return field.form.doubts.get(field.name) if isinstance(field.form, ActForm) else None


def attempt(form: ActForm, act: Callable[[], T], seen: int | None = None) -> tuple[bool, T | None]:
    """Do the act that a valid form asks for: (True, result), or (False, None) with the fault in the form.

    A form that was sent twice has acted: (True, None). Only refusals that the user can mend (a conflict, a wrong
    value) are put into the form; the others pass on to the door. ``seen`` is the last change as it stands now: a
    :class:`MendForm` that missed it comes back knowing it.
    """
    try:
        return True, act()
    except Repeated:
        return True, None
    except Refused as refused:
        if refused.kind in (Refusal.MISSING, Refusal.FORBIDDEN):
            raise
        refusals.note(context.request, refused)
        if refused.kind is Refusal.CONFLICT and seen is not None and isinstance(form, MendForm):
            form.see_again(refused, seen)
        else:
            form.refuse(refused)
        return False, None
