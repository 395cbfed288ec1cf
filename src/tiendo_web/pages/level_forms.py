"""The field in which a level is chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tiendo_web.core.access import Level
from tiendo_web.pages import names


class LevelField(forms.ChoiceField):
    """One of the levels; OPEN where nothing was chosen."""

    def __init__(self, *, help_text: str | Promise = "") -> None:
        """All levels to choose from."""
        super().__init__(label=_("Mức bảo mật"), required=False, help_text=help_text)  # type: ignore[arg-type]
        self.offer(Level.OPEN)

    def offer(self, lowest: Level) -> None:
        """Offer the levels from this one on."""
        self.choices = [(str(one.value), words) for one, words in names.CONFIDENCE.items() if one >= lowest]

    def clean(self, value: Any) -> Level:
        """The level."""
        return Level(int(super().clean(value) or Level.OPEN))
