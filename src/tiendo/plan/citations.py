"""Documents cited by symbol: found, dated by the words behind them, merged by symbol and date.

>>> source = Source("a.txt", "theo Quyết định số 12/QĐ-TTg ngày 03/02/2024 của Thủ tướng", (), "text/plain", "")
>>> [(one.symbol, one.date) for one in citations(source, (Span(0, 58),), None)]
[('12/QĐ-TTg', '2024-02-03')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tiendo.plan import dates, kinds, roles
from tiendo.plan.model import Citation, Identity, Mention
from tiendo.registry import Registry, key
from tiendo.source import Source, Span
from tiendo.viet import LOWER

_UP = "A-ZĐƯÔÂÊƠĂÁÀẢÃẠ"
_WORD = rf"[{_UP}][A-Za-zĐđƯưÔôÂâÊêƠơĂăÁÀẢÃẠ0-9]{{0,15}}"
SYMBOL = re.compile(
    rf"\d(?:(?<![\w/.-]\d)|(?<=[sS]ố\d))\d{{0,5}}(?:\.\d{{1,3}})?[a-zA-Z]?\s?(?:"
    rf"/(?:19|20)\d\d/{_WORD}(?:\s?[-–]\s?{_WORD}){{0,5}}"
    rf"|/{_WORD}(?:\s?[-–&]\s?{_WORD}){{1,5}}"
    rf"|[-–]\s?{_WORD}/{_WORD}(?:[-/–]{_WORD}){{0,4}}"
    rf")(?:/[a-z]{{2,3}}\b)?"
)
_BARE = re.compile(rf"[sS]ố[:\s]\s?(\d{{1,6}}/(?:[{_UP}]{{2,8}}|TTg))(?![\w/-])")
# Every symbol has it; dates, which have strokes too, do not.
_MAY_CITE = re.compile(f"/[{_UP}]")
_SHORT_WORD = re.compile(r"\s?[-–&]\s?[A-ZĐ](?![\w])$")
_DATED = re.compile(
    rf"\s{{0,2}},?\s{{0,2}}(?:của\s{{1,2}}(?P<issuer>[A-ZĐỦ][^,.;:()“\"\n\d]{{3,60}}?)\s{{1,2}})?"
    rf"(?:được ban hành |ban hành )?(?:ngày|NGÀY|ký ngày)\s{{1,3}}(?P<day>(?i:{dates.WRITTEN})|{dates.SHORT})"
)
# "Ngày 05/11/2025, Bộ Xây dựng ban hành Quyết định số …": the day opens the sentence that says who issued it.
_ISSUED_ON = re.compile(
    rf"(?:^|[.;]\s|-\s|\()Ngày\s(?P<day>{dates.WRITTEN}|{dates.SHORT}),\s"
    r"[^.;\d]{3,120}?\b(?:ban hành|ký|phát hành|có)\s[^.;\d]{0,60}$"
)
_BEFORE = 240
# A name goes on over the end of a line where the next begins with a small letter ("của Chính⏎phủ").
_BY = re.compile(
    rf"\s{{0,2}},?\s{{0,2}}của\s{{1,2}}([A-ZĐỦ](?:[^,.;:()“\"\n]|\n(?=[{LOWER}])){{3,80}}?)"
    rf"(?=\s(?:về|ban hành|quy định|hướng dẫn|phê duyệt|sửa đổi|v/v)\b|[,.;:()“\"]|\n(?![{LOWER}])|$)"
)
_TITLE = re.compile(r"\s{0,2},?\s{0,2}((?:về|quy định|hướng dẫn|phê duyệt|sửa đổi|ban hành)\b[^;.()\n]{5,300})")


@dataclass(frozen=True, slots=True)
class _Found:
    citation: Citation
    key: str


def tidy(symbol: str) -> str:
    """A symbol without inner spaces and with plain hyphens."""
    return re.sub(r"\s+", "", symbol).replace("–", "-")


def citations(
    source: Source, places: Iterable[Span], own: str | None, registry: Registry | None = None
) -> tuple[Citation, ...]:
    """Every other document cited in ``places``, in order of first mention; ``own`` is this document's symbol.

    With a ``registry`` each says which known document it is.
    """
    merged: dict[tuple[str, str | None], Citation] = {}
    for found in _every(source, places):
        if own is not None and found.key == key(own):
            continue
        _merge(merged, found)
    every = merged.values()
    return tuple(every if registry is None else (identified(one, registry) for one in every))


def identified(citation: Citation, registry: Registry) -> Citation:
    """The citation with the known documents that it may be."""
    named = registry.named(citation.symbol)
    same = tuple(one for one in named if one.on.isoformat() == citation.date)
    if same or not named:
        identity = Identity.DATED if same else Identity.NONE
        return replace(citation, identity=identity, known=same)
    if citation.date is not None or citation.printed_date is not None:
        return replace(citation, identity=Identity.REDATED, known=named)
    return replace(citation, identity=Identity.UNDATED if len(named) == 1 else Identity.AMBIGUOUS, known=named)


def _every(source: Source, places: Iterable[Span]) -> Iterator[_Found]:
    for place in places:
        text = source.slice(place)
        if "/" not in text or not _MAY_CITE.search(text):
            continue
        ends = {match.start(1): match.end(1) for match in _BARE.finditer(text)}
        ends |= {match.start(): match.end() for match in SYMBOL.finditer(text)}
        for start, end in sorted(ends.items()):
            cut = _SHORT_WORD.search(text, start, end)
            yield _read(text, start, cut.start() if cut and "/" in text[start : cut.start()] else end, place)


def _read(text: str, start: int, end: int, place: Span) -> _Found:
    symbol = tidy(text[start:end])
    behind = _DATED.match(text, end)
    dated = behind or _ISSUED_ON.search(text[max(0, start - _BEFORE) : start])
    day = dated["day"] if dated else None
    rest = behind.end() if behind else end
    issuer = _BY.match(text, rest)
    title = _TITLE.match(text, issuer.end() if issuer else rest)
    span = Span(place.start + start, place.start + rest)
    date = dates.to_iso(day) if day else None
    shift = place.start + (0 if behind else max(0, start - _BEFORE))
    day_span = Span(shift + dated.start("day"), shift + dated.end("day")) if dated else None
    by = issuer[1] if issuer else behind["issuer"] if behind else None
    citation = Citation(
        symbol=symbol,
        type=_kind(text, start) or kinds.of_symbol(symbol),
        date=date,
        issuer=" ".join(by.split()) if by else None,
        title=" ".join(title[1].split()) if title else None,
        role=roles.role(text, start, end),
        mentions=(Mention(span, day_span),),
        printed_date=day if day and date is None else None,
    )
    return _Found(citation, key(symbol))


def _kind(text: str, start: int) -> str | None:
    before = text[max(0, start - 24) : start]
    found = list(kinds.ANY.finditer(before))
    return (
        kinds.of_name(found[-1][0]) if found and not before[found[-1].end() :].replace("số", "").strip(" :") else None
    )


def _merge(merged: dict[tuple[str, str | None], Citation], found: _Found) -> None:
    """Put a mention with the citation it repeats; an undated one goes to the one before it of that symbol."""
    new = found.citation
    stamp = new.date or new.printed_date
    slots = [slot for slot in merged if slot[0] == found.key]
    slot = (found.key, stamp)
    if stamp is None and slots:
        slot = slots[-1]
    elif stamp is not None and (found.key, None) in merged:
        merged[slot] = _both(merged.pop((found.key, None)), new)
        return
    merged[slot] = _both(merged[slot], new) if slot in merged else new


def _both(old: Citation, new: Citation) -> Citation:
    is_shouted = old.symbol.isupper() and not new.symbol.isupper()
    return replace(
        old,
        symbol=new.symbol if is_shouted else old.symbol,
        type=old.type or new.type,
        date=old.date or new.date,
        printed_date=old.printed_date or new.printed_date,
        issuer=old.issuer or new.issuer,
        title=old.title or new.title,
        role=roles.stronger(old.role, new.role),
        mentions=(*old.mentions, *new.mentions),
    )
