"""How a day came about that stands beside a duty's own: in words for its page, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import JsonResponse

from tiendo import steps
from tiendo_web.duties.set_days import Told
from tiendo_web.pages import said


def said_of(told: Told) -> str:
    """The trace in the reader's language, one step a line."""
    lang = said.lang()
    return "\n".join(one.say(lang) for one in (told.set_day, told.by_rule) if one is not None)


def as_json(about: Mapping[str, int], told: Told) -> JsonResponse:
    """The steps with what they are about."""
    by_rule = steps.by_rule(told.by_rule) if told.by_rule else None
    found = {**about, "due_on": told.set_day.due_on, "steps": steps.data(told.set_day), "by_rule": by_rule}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
