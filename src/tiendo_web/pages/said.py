"""Small things that several pages say: diagnostics in words, addresses of ledger subjects, downloads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.translation import get_language

from tiendo import daysoff, intake, ruleset_text, term
from tiendo.diagnostic import Diagnostic
from tiendo.plan import read, rules
from tiendo.rulebook import Lang, Rulebook
from tiendo_web.core import now, when
from tiendo_web.core.access import Permission, Viewer, may
from tiendo_web.plans import fixes

_Choice = TypeVar("_Choice", bound=StrEnum)
# Longer than what anybody looks for, short enough for one pattern of the database.
LONGEST = 200
BOOK = Rulebook([*rules.RULES, *read.RULES, *term.RULES, *intake.RULES, *ruleset_text.RULES, *daysoff.RULES])

PAGES = {
    "plans.Plan": "workbench",
    "plans.Directive": "directive",
    "duties.Duty": "duty",
    "duties.Inquiry": "inquiry",
    "duties.Letter": "letter",
    "recurring.Series": "series",
    "rulesets.Adoption": "adoption",
    "rulesets.DaysOff": "days-off",
    "reforms.Reform": "reform",
    "orgs.Body": "body",
    "orgs.Import": "body-table",
    "accounts.User": "person",
}
# A plan that is not issued is shown to who may work on it; what its page asks of everybody is less.
_BENCH = "workbench"
# What is shown among others of its kind.
LISTS = {"orgs.Group": "groups", "orgs.Superiority": "bodies"}


@dataclass(frozen=True, slots=True)
class Said:
    """A diagnostic in the reader's language; ``span`` where it points into the document.

    ``grouped``: it speaks of several tasks at once, which its arguments list. ``number`` is its place among those of
    a stored plan, ``edits`` are those of its safe fix.
    """

    code: str
    severity: str
    message: str
    help: str
    span: tuple[int, int] | None
    grouped: bool = False
    number: int = -1
    edits: tuple[fixes.Replacement, ...] = ()


def lang() -> Lang:
    """The language of the request."""
    return Lang.EN if get_language() == "en" else Lang.VI


def diagnostics(found: Iterable[Diagnostic]) -> list[Said]:
    """Diagnostics in words."""
    return [_said(one.code, one.severity.value, dict(one.args), _ends(one)) for one in found]


def stored(found: Iterable[Mapping[str, Any]]) -> list[Said]:
    """The diagnostics of a stored plan in words; one whose rule is gone keeps its code and name."""
    return [
        replace(
            _said(one["code"], one["severity"], one["args"], tuple(one["span"]) if one["span"] else None),
            number=number,
            edits=fixes.safe(one),
        )
        for number, one in enumerate(found)
    ]


def _ends(one: Diagnostic) -> tuple[int, int] | None:
    return (one.span.start, one.span.end) if one.span else None


def _said(code: str, severity: str, args: Mapping[str, str], span: Any) -> Said:
    rule = BOOK.get(code)
    if rule is None:
        return Said(code, severity, code, "", span)
    words = rule.message.say(lang(), args), rule.help.say(lang(), args)
    return Said(code, severity, *words, span, grouped="list" in args)


def address(subject: str) -> str:
    """Where the row that an entry is about is shown; the start page where it has no page."""
    table, _, key = subject.partition(":")
    if table in PAGES and key.isdigit():
        return reverse(PAGES[table], args=[int(key)])
    return reverse(LISTS.get(table, "today"))


def address_for(viewer: Viewer, subject: str) -> str:
    """The same address; empty where the viewer's hat does not open that page."""
    table, _, key = subject.partition(":")
    if table in PAGES and key.isdigit():
        return page_for(viewer, PAGES[table], int(key))
    return page_for(viewer, LISTS.get(table, "today"))


def page_for(viewer: Viewer, name: str, *args: object) -> str:
    """The address of the page of this name; empty where the viewer's hat does not open it."""
    found = reverse(name, args=args)
    asks: Permission | None = getattr(resolve(found).func, "permission", None)
    asks = Permission.DRAFT if name == _BENCH else asks
    return found if asks is None or may(viewer, asks) else ""


def typed(request: HttpRequest, name: str) -> str:
    """What was typed into a search box, as far as it can be searched for.

    Control characters go (PostgreSQL takes no NUL) and so does what is longer than any name.
    """
    return "".join(char for char in request.GET.get(name, "")[:LONGEST] if char.isprintable()).strip()


def choice(kind: type[_Choice], text: str | None, otherwise: _Choice) -> _Choice:
    """The value of an enumeration that an address names; the usual one where it names none."""
    return kind(text) if text in set(kind) else otherwise


def number(text: str | None) -> int | None:
    """An id out of an address; None where it is none that a database takes."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None


def page_number(request: HttpRequest) -> int:
    """The page asked for; the first where the number is none."""
    text = request.GET.get("page", "1")
    return int(text) if text.isdecimal() and 0 < int(text) < 100_000 else 1


def download(name: str, data: bytes) -> HttpResponse:
    """Bytes that somebody uploaded: a download in any browser, under our sandboxing policy."""
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["Content-Security-Policy"] = "sandbox"
    return response


def known_until(on: dt.date) -> dt.datetime:
    """The instant up to which the figures of a day know what was recorded: its end, or now where it is not over."""
    return when.end_of(on) if on < now.today() else now.now()


def figure(value: str) -> str:
    """A decimal as it is kept, as numbers are written in the reader's language: 1250000.5 is 1.250.000,5 here."""
    whole, _point, part = value.partition(".")
    grouped = f"{abs(int(whole)):,}"
    sign = "-" if whole.startswith("-") else ""
    if lang() is Lang.EN:
        return sign + grouped + (f".{part}" if part else "")
    return sign + grouped.replace(",", ".") + (f",{part}" if part else "")
