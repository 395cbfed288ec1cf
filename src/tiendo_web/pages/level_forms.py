"""The field in which a level is chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tiendo_web.core.access import Level
from tiendo_web.pages import names


class LevelField(forms.ChoiceField):
    """One of the levels. Where a document comes in it is OPEN unless another is chosen; later one has to be chosen."""

    def __init__(self, *, at_the_door: bool = False) -> None:
        """All levels to choose from."""
        told = _("Ai được biết văn bản này và các nhiệm vụ của nó; đổi được sau.") if at_the_door else ""
        super().__init__(label=_("Mức bảo mật"), required=not at_the_door, help_text=told)
        self.offer(Level.OPEN)

    def offer(self, lowest: Level) -> None:
        """Offer the levels from this one on."""
        self.choices = [(str(one.value), words) for one, words in names.CONFIDENCE.items() if one >= lowest]

    def clean(self, value: Any) -> Level:
        """The level."""
        return Level(int(super().clean(value) or Level.OPEN))
