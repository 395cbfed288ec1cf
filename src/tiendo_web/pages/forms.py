"""Parents of every form: a token by which a double submit acts once, and refusals beside their field."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from allauth.core import context
from django import forms
from django.http import QueryDict

from tiendo.errors import Refusal, Refused
from tiendo_web.ledger.actions import Repeated
from tiendo_web.pages import refusals

T = TypeVar("T")


def token() -> str:
    """A fresh token for one showing of a form."""
    return secrets.token_urlsafe(24)


class ActForm(forms.Form):
    """A form that asks for an act; ``once`` makes a second submission find the first."""

    once = forms.CharField(max_length=64, min_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Like any form; a fresh token where it is shown for the first time."""
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = token()

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
