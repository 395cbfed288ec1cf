"""Who bore the code of a unit, what became of it and what went into it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tiendo import units
from tiendo.rulebook import Lang, Words
from tiendo.units import Bearer, Inheritance, Share, Tier

_EVE = units.SINCE - timedelta(days=1)
_SHARES = {
    Share.WHOLE: Words(vi="toàn bộ", en="whole"),
    Share.MAIN: Words(vi="phần chính", en="main part"),
    Share.PART: Words(vi="một phần", en="part"),
}
_UNTIL = Words(vi="đến hết ngày 30/06/2025", en="until 30/06/2025")
_SINCE = Words(vi="từ ngày 01/07/2025", en="from 01/07/2025")
_BECAME = Words(vi="nay thuộc", en="went into")
_WAS = Words(vi="gồm", en="made of")
_NO_HEIR = Words(
    vi="kết thúc, không có đơn vị kế thừa: từ 01/07/2025 không còn cấp huyện",
    en="ended without a successor: there are no districts from 01/07/2025",
)


def say(code: str, on: date | None, lang: Lang) -> str:
    """The lines on a code, of the day alone where one is given; empty where nobody bore it."""
    days = (_EVE, units.SINCE) if on is None else (on,)
    found = (block for day in days if (bearer := units.bearer(code, day)) for block in _block(bearer, day, lang))
    return "".join(f"{line}\n" for line in found)


def _block(bearer: Bearer, on: date, lang: Lang) -> Iterator[str]:
    then = on < units.SINCE
    above = [units.bearer(code, on) for code in (bearer.district, bearer.province) if code and code != bearer.code]
    name = ", ".join((bearer.name, *(one.name for one in above if one)))
    yield f"{bearer.code}  {name} ({(_UNTIL if then else _SINCE).say(lang)})"
    passed = [*(_became(bearer) if then else _made_of(bearer))]
    if then and not passed:
        yield f"       {_NO_HEIR.say(lang)}"
    for one in passed:
        share = _SHARES[one.share].say(lang)
        yield f"       {(_BECAME if then else _WAS).say(lang)} {one.unit.code}  {one.unit.name} ({share})"


def _became(bearer: Bearer) -> Iterator[Inheritance]:
    """What took over from a unit of before."""
    if bearer.tier is not Tier.PROVINCE:
        yield from units.heirs(bearer.code)
        return
    into = next(one.into for one in units.before() if one.code == bearer.code)
    yield from (
        Inheritance(units.Unit(one.code, one.name), Share.WHOLE) for one in units.provinces() if one.code == into
    )


def _made_of(bearer: Bearer) -> Iterator[Inheritance]:
    """What went into a unit of today."""
    if bearer.tier is not Tier.PROVINCE:
        yield from units.former(bearer.code)
        return
    went = (one for one in units.before() if one.into == bearer.code)
    yield from (Inheritance(units.Unit(one.code, one.name), Share.WHOLE) for one in went)
