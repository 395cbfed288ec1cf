"""Choosing duties for one act over many: those that were ticked in a list, or a whole list with its filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from tiendo.ageing import Age
from tiendo.duty import Stage
from tiendo_web.core.access import Viewer
from tiendo_web.duties import queries
from tiendo_web.duties.ages import Ages
from tiendo_web.duties.lines import DutyLine, lines
from tiendo_web.pages import forms as act_forms
from tiendo_web.pages import said

# More than any form should carry; a list that is longer is narrowed by its filter first.
MOST = 4000
# So many of them are shown before the act: whoever asks for a whole list knows it by its filter.
SHOWN = 50


class IdsField(forms.CharField):
    """Ids in one hidden field, so that a form of four thousand duties is one value."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> tuple[int, ...]:  # type: ignore[override]
        """The ids, each once; a fault where there are none."""
        return ids(str(value or "").split(","))

    def prepare_value(self, value: Any) -> str:
        """As it stands in the page."""
        return value if isinstance(value, str) else ",".join(map(str, value or ()))

    def validate(self, value: Any) -> None:
        """Refuse no ids."""
        if not value:
            raise forms.ValidationError(gettext("Chưa chọn nhiệm vụ nào."))


class ManyForm(act_forms.ActForm):
    """An act over duties that were chosen."""

    duties = IdsField()

    def choose(self, kept: Sequence[int]) -> None:
        """After a refusal, hold those that can still be chosen: sent again, the form does what it can."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data[self.add_prefix("duties")] = ",".join(map(str, kept))
        data[self.add_prefix("once")] = act_forms.token()
        self.data = data


@dataclass(frozen=True, slots=True)
class Chosen:
    """The duties chosen for one act; ``is_cut`` where there were more than it takes."""

    ids: tuple[int, ...]
    is_cut: bool = False


def first_lines(
    kept: Sequence[int], left_out: Sequence[int], viewer: Viewer, on: dt.date
) -> tuple[tuple[DutyLine, ...], tuple[DutyLine, ...]]:
    """The first of the duties that an act is over, and of those it leaves out, with their words; one query."""
    first = (*kept[:SHOWN], *left_out[:SHOWN])
    worded = {row.pk: row for row in queries.rows(viewer=viewer, duty_ids=first)} if first else {}
    sides = ([worded[one] for one in side[:SHOWN]] for side in (kept, left_out))
    shown, others = (lines(side, viewer, on) for side in sides)
    return shown, others


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows a list of duties, out of an address."""

    which: queries.Which
    order: queries.Order
    body_id: int | None
    directive_id: int | None
    task_position: int | None
    stage: Stage | None
    age: Age | None

    @property
    def narrowed(self) -> dict[str, int]:
        """The bodies, directives and tasks it is narrowed to, as the address says them."""
        values = {"body": self.body_id, "directive": self.directive_id, "task": self.task_position}
        return {name: value for name, value in values.items() if value is not None}

    def ages(self, viewer: Viewer, on: dt.date) -> Ages:
        """The duties without a deadline within the filter, by age."""
        return queries.ages(
            viewer=viewer,
            on=on,
            body_id=self.body_id,
            directive_id=self.directive_id,
            task_position=self.task_position,
            stage=self.stage,
        )

    def page(self, viewer: Viewer, on: dt.date, *, number: int = 1, size: int = SHOWN) -> queries.Page:
        """One page of the list."""
        return queries.duties(
            viewer=viewer,
            on=on,
            which=self.which,
            order=self.order,
            body_id=self.body_id,
            directive_id=self.directive_id,
            task_position=self.task_position,
            stage=self.stage,
            age=self.age,
            page=number,
            size=size,
        )

    def ids(self, viewer: Viewer, on: dt.date, *, most: int) -> list[int]:
        """The duties of the list by their ids, as many as are wanted."""
        return queries.duty_ids(
            viewer=viewer,
            on=on,
            which=self.which,
            order=self.order,
            body_id=self.body_id,
            directive_id=self.directive_id,
            task_position=self.task_position,
            stage=self.stage,
            age=self.age,
            most=most,
        )


def asked(given: QueryDict) -> Filter:
    """The filter that an address asks for; the usual one where it says nothing that can be read."""
    return Filter(
        which=said.choice(queries.Which, given.get("which"), queries.Which.ALL),
        order=said.choice(queries.Order, given.get("order"), queries.Order.DUE),
        body_id=said.number(given.get("body")),
        directive_id=said.number(given.get("directive")),
        task_position=said.number(given.get("task")),
        stage=Stage(stage) if (stage := given.get("stage")) in set(Stage) else None,
        age=Age(age) if (age := given.get("age")) in set(Age) else None,
    )


def ids(texts: Sequence[str]) -> tuple[int, ...]:
    """The ids among what was sent, each once, as many as a form carries."""
    numbers = [number for text in texts if (number := said.number(text)) is not None]
    return tuple(dict.fromkeys(numbers))[:MOST]


def chosen(given: QueryDict, viewer: Viewer, on: dt.date) -> Chosen:
    """The duties that an address chooses: those that are named, or with ``all`` the whole list."""
    if given.get("all"):
        found = asked(given).ids(viewer, on, most=MOST + 1)
        return Chosen(tuple(found[:MOST]), len(found) > MOST)
    named = given.getlist("duty")
    return Chosen(ids(named), len(set(named)) > MOST)
