"""Patterns that are compiled late."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import tiendo
from tiendo import late
from tiendo.plan import periods

TEXT = "Sở Y tế, sở Nội vụ"


def test_a_pattern_answers_as_one_that_is_compiled_at_once() -> None:
    found, known = late.pattern("sở (y|n)", re.IGNORECASE), re.compile("sở (y|n)", re.IGNORECASE)
    assert [one.span(1) for one in found.finditer(TEXT, 2)] == [one.span(1) for one in known.finditer(TEXT, 2)]
    assert found.sub("", TEXT) == known.sub("", TEXT)
    assert (found.pattern, found.flags) == (known.pattern, known.flags)


def test_what_is_no_pattern_is_told_when_it_is_used() -> None:
    found = late.pattern("(")
    with pytest.raises(re.error):
        found.search(TEXT)


def test_every_late_pattern_can_be_compiled() -> None:
    names = [one.name for one in pkgutil.walk_packages(tiendo.__path__, "tiendo.") if one.name != "tiendo.__main__"]
    modules = [vars(importlib.import_module(name)).values() for name in names]
    every = [value for values in modules for value in values if isinstance(value, late._Late)]
    every += [form.grammar for form in periods.FORMS if isinstance(form.grammar, late._Late)]
    assert all(re.compile(one.pattern, one.flags) for one in every)
    assert len(every) > len(periods.FORMS)
