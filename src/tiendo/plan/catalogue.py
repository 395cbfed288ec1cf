"""What the page that a text was copied from says of it, beside a text whose own head was not copied.

>>> text = "Số hiệu:\\t12/SYT-VP\\nLoại văn bản:\\tCông văn\\tNơi ban hành:\\tSở Y tế\\nNgày ban hành:\\t05/03/2026"
>>> page = read(Source("a.txt", text, (), "text/plain", ""))
>>> page.kind.value, page.symbol.value, page.issuer.value, page.day.value
('CV', '12/SYT-VP', 'Sở Y tế', '2026-03-05')
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tiendo.plan import citations, dates, kinds
from tiendo.plan.model import Read
from tiendo.source import Source, Span

_NUMBER = re.compile(r"\bSố (?:ký )?hiệu\s*:\s*(?P<value>\d[^\s|]*[/-][^\s|]+)")
_KIND = re.compile(r"\bLoại văn bản\s*:\s*(?P<value>[^\t\n|:]{3,40}?)\s*(?=[\t\n|]|$)")
_ISSUER = re.compile(r"\b(?:Nơi|Cơ quan) ban hành\s*:\s*(?P<value>[^\t\n|:]{3,100}?)\s*(?=[\t\n|]|$)")
_DAY = re.compile(rf"\bNgày ban hành\s*:\s*(?P<value>{dates.SHORT})")
# Such a table stands over the text.
_LOOK = 4_000


@dataclass(frozen=True, slots=True)
class Catalogued:
    """Kind, symbol, issuer and day by the table over a text; each inferred, or None where that leaves it out."""

    kind: Read | None = None
    symbol: Read | None = None
    issuer: Read | None = None
    day: Read | None = None


NOTHING = Catalogued()


def read(source: Source) -> Catalogued:
    """The table of a page that gives a document's number and kind; nothing where there is none."""
    text = source.text[:_LOOK]
    kind = _KIND.search(text)
    number = _NUMBER.search(text) if kind else None
    if kind is None or number is None:
        return NOTHING
    day, issuer = _DAY.search(text), _ISSUER.search(text)
    iso = dates.to_iso(day["value"]) if day else None
    return Catalogued(
        kind=_said(kinds.of_name(kind["value"]) or kinds.of_symbol(number["value"]), kind),
        symbol=_said(citations.tidy(number["value"]), number),
        issuer=_said(issuer["value"], issuer) if issuer else None,
        day=_said(iso, day) if day else None,
    )


def _said(value: str | None, found: re.Match[str]) -> Read | None:
    return Read(value, Span(*found.span("value")), inferred=True) if value else None
