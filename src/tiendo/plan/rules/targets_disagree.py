"""T008: one target stands in the document with two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late, viet
from tiendo.diagnostic import Diagnostic, Label, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="T008",
    name="targets-disagree",
    severity=Severity.WARNING,
    message=Words(
        vi="Cùng một chỉ tiêu ghi hai số: {printed} và {other}",
        en="One target stands with two figures: {printed} and {other}",
    ),
    help=Words(
        vi="Giữ một số, hoặc nói rõ hai năm, hai phạm vi khác nhau.",
        en="Keep one figure, or say that the years or the places differ.",
    ),
    explanation=Words(
        vi=(
            "Phần mục tiêu và phần nhiệm vụ hay ghi lại cùng một chỉ tiêu; khi sửa một chỗ mà quên chỗ kia thì "
            "không biết phải đạt bao nhiêu. Lời ghi dài thì so ở mọi chỗ; lời ghi ngắn chỉ so mục tiêu với nhiệm vụ, "
            "cùng năm, cùng phạm vi."
        ),
        en=(
            "Aims and tasks tend to repeat a target; where one place was changed and the other forgotten, nobody "
            "knows what is to be reached. Long words are compared wherever they stand; short ones only those of an "
            "aim with those of a task, of the same year and the same places."
        ),
    ),
    examples=(
        Example(
            bad=(
                "I. MỤC TIÊU\n\n1. Phấn đấu đến năm 2030 có 80% số xã ven biển của tỉnh có vườn ươm đạt "
                "chuẩn.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng phấn đấu đến năm 2030 có 70% số xã ven biển của tỉnh "
                "có vườn ươm đạt chuẩn.\n"
            ),
            good=(
                "I. MỤC TIÊU\n\n1. Phấn đấu đến năm 2030 có 80% số xã ven biển của tỉnh có vườn ươm đạt "
                "chuẩn.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng phấn đấu đến năm 2030 có 80% số xã ven biển của tỉnh "
                "có vườn ươm đạt chuẩn.\n"
            ),
        ),
        Example(
            bad=(
                "I. MỤC TIÊU\n\n1. Năm 2026 trồng 500 ha rừng ven biển.\n\nII. NHIỆM VỤ\n\n1. Sở Xây dựng phấn đấu "
                "năm 2026 trồng 450 ha rừng ven biển.\n"
            ),
            good=(
                "I. MỤC TIÊU\n\n1. Năm 2026 trồng 500 ha rừng ven biển.\n\nII. NHIỆM VỤ\n\n1. Xã Sơn Đông phấn đấu "
                "năm 2026 trồng 300 ha rừng ven biển.\n"
            ),
        ),
    ),
    basis="Lẽ thường: một chỉ tiêu một con số",
    labels={"other": Words(vi="con số kia", en="the other figure")},
)


_SHARE = re.compile(r"(\d(?<![\d.,]\d)\d{0,2}(?:[.,]\d{1,2})?)\s?%\s+(?P<whole>[^.;\n%\d]{35,160})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE = 2000


# In fewer words, of an aim and of a task: the year stands before the figure, and between the two what is done.
_DATED = late.pattern(
    r"[Nn](?<!\w.)ăm\s(?P<year>20\d\d)\b,?(?P<done>[^.;:\n%\d]{0,60}?)\s(?P<value>\d{1,3}(?:\.\d{3})+|\d{1,7}(?:,\d{1,2})?)"
    r"(?:\s?(?P<share>%))?\s(?P<whole>[^.;\n%\d(]{10,160})"
)
_LABEL = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))?\s*")
# Who leads a piece of work at the head of its sentence; a commune there says of which place the target is.
_LED = re.compile(
    r"^(?:Giao\s)?(?:Sở|Bộ|Ban|Chi cục|Văn phòng|Công an tỉnh)\b[^,;]*?(?=\s(?:phấn đấu|bảo đảm|đảm bảo|đến)\b|$)"
)
_FILLER = re.compile(r"\b(?:phấn đấu|bảo đảm|đảm bảo|đến|hết|cuối|trong)\b", re.IGNORECASE)
_AIM = re.compile(r"mục tiêu|chỉ tiêu", re.IGNORECASE)
# Of a sum a body may do a part; a copy that was not mended is near.
_LEAST_PART = 0.5


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each later figure of the same words and year: long words anywhere, short ones of aim and task."""
    found = dict(sorted([*_aimed(plan), *_repeated(plan)], key=lambda pair: pair[0].start))
    for later, first in found.items():
        yield RULE.found(
            plan.source.name,
            later,
            labels=(Label(first, "other"),),
            printed=plan.source.slice(later),
            other=plan.source.slice(first),
        )


def _aimed(plan: Plan) -> Iterator[tuple[Span, Span]]:
    """Figures outside the aims, with those of the aims."""
    aims = [one.span for one in counting.every(plan.outline) if one.children and _AIM.search(one.heading)]
    text, said = plan.source.text, page.said(plan)
    first: dict[tuple[str, ...], re.Match[str]] = {}
    for found in _DATED.finditer(text, said.start, said.end) if aims else ():
        target, is_aim = _target(text, found), any(Span(*found.span()) in one for one in aims)
        other = first.setdefault(target, found) if is_aim else first.get(target)
        if not is_aim and other and _disagree(found, other):
            yield _printed(found), _printed(other)


def _disagree(task: re.Match[str], aim: re.Match[str]) -> bool:
    if task["share"]:
        return task["value"] != aim["value"]
    values = [float(one["value"].replace(".", "").replace(",", ".")) for one in (task, aim)]
    return values[0] != values[1] and values[0] >= _LEAST_PART * values[1]


def _printed(found: re.Match[str]) -> Span:
    return Span(found.start("value"), found.end("share") if found["share"] else found.end("value"))


def _target(text: str, found: re.Match[str]) -> tuple[str, ...]:
    """What a figure is of: year, whose and where, what is done, of what; who leads is no part of it."""
    start = max(text.rfind(stop, 0, found.start()) for stop in "\n.;:") + 1
    whose = _LED.sub("", _LABEL.sub("", text[start : found.start()]))
    words = [_FILLER.sub(" ", one) for one in (whose, found["done"], found["whole"])]
    return found["year"], found["share"] or "", *(viet.fold(one).strip(" ,") for one in words)


def _repeated(plan: Plan) -> Iterator[tuple[Span, Span]]:
    """Shares of the same long words, each with the first of them."""
    text, said = plan.source.text, page.said(plan)
    alike: dict[str, list[re.Match[str]]] = {}
    lines = page.lines_with(text, "%", said)
    for found in (one for line in lines for one in _SHARE.finditer(text, line.start, line.end)):
        alike.setdefault(viet.fold(found["whole"]).strip(), []).append(found)
    for shares in alike.values():
        first: dict[str, re.Match[str]] = {}
        for found in shares if len(shares) > 1 else ():
            other = first.setdefault(_year(text, said.start, found), found)
            if other[1] != found[1]:
                yield Span(found.start(), found.end(1) + 1), Span(other.start(), other.end(1) + 1)


def _year(text: str, start: int, share: re.Match[str]) -> str:
    """The year that a share is of: the one that was named last, in its line or in a heading above."""
    years = _YEAR.findall(text, max(start, share.start() - _BEFORE), share.end())
    return years[-1] if years else ""
