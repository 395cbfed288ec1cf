"""T003: the total of a table's column is not the sum of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Piece, Span

RULE = Rule(
    code="T003",
    name="table-total-wrong",
    severity=Severity.WARNING,
    message=Words(
        vi="Cột {column}: dòng tổng ghi {printed}, cộng các dòng được {sum}",
        en="Column {column}: the total reads {printed}, the rows add up to {sum}",
    ),
    help=Words(vi="Cộng lại; sửa dòng tổng hoặc dòng chi tiết.", en="Add up again; mend the total or a row."),
    explanation=Words(
        vi="Tổng không khớp thì không biết chỉ tiêu nào đúng, và kinh phí giao thừa hoặc thiếu. Bảng phải có từ ba "
        "dòng, hoặc từ hai dòng đánh số liên tục; dòng tổng đứng cuối, hoặc đứng trước các dòng đánh số.",
        en=(
            "Where the total does not add up nobody knows which figure is right, and too much or too little "
            "money is given. A table has three rows, or two that are counted; its total stands below, or above rows "
            "that are counted."
        ),
    ),
    examples=(
        Example(
            bad=(
                "| TT | Đơn vị | Diện tích (ha) |\n|---|---|---|\n| 1 | Xã Sơn Đông | 120 |\n| 2 | Xã Sơn Tây | "
                "80 |\n| 3 | Xã Sơn Nam | 50 |\n| | Tổng cộng | 240 |\n"
            ),
            good=(
                "| TT | Đơn vị | Diện tích (ha) |\n|---|---|---|\n| 1 | Xã Sơn Đông | 120 |\n| 2 | Xã Sơn Tây | "
                "80 |\n| 3 | Xã Sơn Nam | 50 |\n| | Tổng cộng | 250 |\n"
            ),
        ),
        Example(
            bad=(
                "| TT | Nguồn | Tỷ lệ |\n|---|---|---|\n| 1 | Ngân sách tỉnh | 50% |\n| 2 | Ngân sách xã | 30% |\n"
                "| 3 | Đóng góp | 30% |\n| | Tổng cộng | 100% |\n"
            ),
            good=(
                "| TT | Nguồn | Tỷ lệ |\n|---|---|---|\n| 1 | Ngân sách tỉnh | 50% |\n| 2 | Ngân sách xã | 30% |\n"
                "| 3 | Đóng góp | 20% |\n| | Tổng cộng | 100% |\n"
            ),
        ),
        Example(
            bad=(
                "| TT | Đơn vị | Diện tích (ha) |\n|---|---|---|\n| | Tổng số | 210 |\n| 1 | Xã Sơn Đông | 120 |\n"
                "| 2 | Xã Sơn Tây | 80 |\n"
            ),
            good=(
                "| TT | Đơn vị | Diện tích (ha) |\n|---|---|---|\n| | Tổng số | 200 |\n| 1 | Xã Sơn Đông | 120 |\n"
                "| 2 | Xã Sơn Tây | 80 |\n"
            ),
        ),
    ),
    basis="Số học",
)


_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng)\s*:?", re.IGNORECASE)
_OF_WHICH = re.compile(r"\W*trong đó\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?")
_LONGEST = 40
_LEAST_ROWS = 3
_LEAST_COUNTED = 2
_WHOLE = 100
#: A sum that is far off belongs to a table with groups, or to another column.
_NEAR = 0.25


def _is_total(cell: str) -> bool:
    return bool(_TOTAL.fullmatch(cell.strip(" *")))


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each total of a plain table: three rows or more, all with a number in that column."""
    tables: dict[int, list[Piece]] = {}
    for piece in plan.source.pieces:
        if piece.table is not None and piece.cells:
            tables.setdefault(piece.table, []).append(piece)
    for rows in tables.values():
        for at, row in enumerate(rows):
            if any(cell.end - cell.start < _LONGEST and _is_total(plan.source.slice(cell)) for cell in row.cells[:2]):
                # A total stands at the foot; what stands at the head sums what follows.
                others = rows[:at] if at > len(rows) // 2 or at == len(rows) - 1 else rows[at + 1 :]
                body = [one for one in others if len(one.cells) == len(row.cells)]
                # A part of another row would be added twice.
                if any(_OF_WHICH.match(plan.source.slice(cell)) for one in body for cell in one.cells[:2]):
                    continue
                counted = _counted(plan, body)
                if counted or (others[:1] == rows[:1] and len(body) >= _LEAST_ROWS):
                    yield from _columns(plan, row, counted or body)


def _counted(plan: Plan, body: Sequence[Piece]) -> Sequence[Piece]:
    """The rows that are counted 1, 2, 3 with nothing between or behind; two of them are enough to be added up."""
    numbers = [plan.source.slice(row.cells[0]).strip(" *.") for row in body]
    first = next((i for i, number in enumerate(numbers) if number.isdecimal()), len(numbers))
    runs = all(number.isdecimal() and int(number) == i for i, number in enumerate(numbers[first:], 1))
    return body[first:] if runs and len(numbers) - first >= _LEAST_COUNTED else ()


def _columns(plan: Plan, total: Piece, body: Sequence[Piece]) -> Iterator[Diagnostic]:
    for column in range(1, len(total.cells)):
        printed = _value(plan, total.cells[column])
        values = [_value(plan, row.cells[column]) for row in body]
        while values and values[0] is None:
            values.pop(0)
        parts = [one for one in values if one is not None]
        if printed is None or len(parts) < _LEAST_COUNTED or len(parts) < len(values):
            continue
        # Shares add up to their whole; rates of different wholes add up to nothing.
        if plan.source.slice(total.cells[column]).strip(" *").endswith("%") and printed != _WHOLE:
            continue
        added = sum(parts)
        words = [plan.source.slice(row.cells[column]) for row in (*body, total)]
        if abs(added - printed) > _tolerance(words, printed) and abs(added - printed) <= _NEAR * max(added, printed):
            yield RULE.found(
                plan.source.name,
                total.cells[column],
                column=str(column + 1),
                printed=plan.source.slice(total.cells[column]).strip(" *"),
                sum=_shown(added),
            )


def _tolerance(words: Sequence[str], printed: float) -> float:
    """How far rounding alone may take a sum from its total: half of the last place for each part.

    Whole numbers are counted and not rounded, but for shares of a hundred.
    """
    places = max(len(one.strip(" *%").partition(",")[2]) for one in words)
    is_rounded = places > 0 or printed == _WHOLE
    return max(_LEAST, (len(words) - 1) * 0.5 / 10**places) if is_rounded else _LEAST


def _value(plan: Plan, cell: Span) -> float | None:
    words = plan.source.slice(cell).strip(" *").removesuffix("%").rstrip()
    return float(words.replace(".", "").replace(",", ".")) if _NUMBER.fullmatch(words) else None


def _shown(number: float) -> str:
    """A number as Vietnamese writes it: 1.234,5."""
    return f"{number:,.2f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))


_LEAST = 0.05
