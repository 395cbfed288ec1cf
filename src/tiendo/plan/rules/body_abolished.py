"""B004: a task names a body or level that was abolished before the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import BodyRef, Plan, Task
from tiendo.plan.rules import opening, page, printed, sample
from tiendo.rulebook import Example, Rule, Words

RULE = Rule(
    code="B004",
    name="body-abolished",
    severity=Severity.WARNING,
    message=Words(
        vi="“{body}” không còn từ {since}; nay là {heirs_vi} (nhiệm vụ {tasks})",
        en="“{body}” ceased on {since}; its heirs are {heirs_en} (tasks {tasks})",
    ),
    help=Words(vi="Giao cho cơ quan kế thừa.", en="Give the task to the heir."),
    explanation=Words(
        vi=(
            "Nhiệm vụ giao cho cơ quan đã sáp nhập hoặc cấp huyện đã bỏ thì không ai nhận. Thường là tên cũ còn "
            "sót trong mẫu. Văn bản ban hành trước ngày ấy không bị nhắc."
        ),
        en=(
            "A task given to a body that was merged, or to the districts that are no more, is taken up by "
            "nobody; the name is usually left over from a pattern. Documents of before that day are left alone."
        ),
    ),
    examples=(
        Example(
            bad=(sample.HEAD + "1. Sở Kế hoạch và Đầu tư bố trí vốn trồng rừng.\n"),
            good=(sample.HEAD + "1. Sở Tài chính bố trí vốn trồng rừng.\n"),
        ),
        Example(
            bad=(sample.HEAD + "1. Ủy ban nhân dân các huyện, thành phố trồng rừng.\n"),
            good=(sample.HEAD + "1. Ủy ban nhân dân các xã, phường trồng rừng.\n"),
        ),
        Example(
            bad=(sample.HEAD + "1. Đề nghị Ban Dân vận Tỉnh ủy phổ biến lịch trồng rừng.\n"),
            good=(sample.HEAD + "1. Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy phổ biến lịch trồng rừng.\n"),
        ),
    ),
    basis=(
        "Nghị quyết 176/2025/QH15 (cơ cấu tổ chức của Chính phủ); Luật Tổ chức chính quyền địa phương "
        "72/2025/QH15 (hai cấp tỉnh, xã từ 01/7/2025); Nghị định 150/2025/NĐ-CP (cơ quan chuyên môn thuộc Ủy "
        "ban nhân dân tỉnh, xã); Nghị định 29/2025/NĐ-CP (cơ cấu Bộ Tài chính); Quyết định 245-QĐ/TW ngày 24/01/2025 "
        "(Ban Tuyên giáo và Dân vận)"
    ),
)


_TWO_TIERS = date(2025, 7, 1)
_MINISTRIES = date(2025, 3, 1)
_COMMUNES = Words(vi="cấp tỉnh hoặc cấp xã", en="the province or the communes")


@dataclass(frozen=True, slots=True)
class _Gone:
    """Names that nobody bears from a day on, and who came after."""

    name: re.Pattern[str]
    since: date
    heirs: Words


def _gone(name: str, since: date, vi: str, en: str) -> _Gone:
    return _Gone(re.compile(name, re.IGNORECASE), since, Words(vi, en))


# Departments are counted from the decree on departments under two tiers, though some provinces merged them earlier.
_EVERY = (
    _Gone(
        re.compile(
            r"(?:UBND|[ỦU][yỷ] ban nhân dân|Chủ tịch UBND|Phòng \w+(?:(?: -)? \w+){0,4})\s+(?:các\s+)?"
            r"(?:huyện|quận|(?<!đô )thị xã)\b"
            r"|\b[Hh]uyện ủy\b|\b[Qq]uận ủy\b|\bcấp huyện\b|^[Cc]ác huyện\b"
        ),
        _TWO_TIERS,
        _COMMUNES,
    ),
    _gone(r"^sở kế hoạch (?:và|&) đầu tư", _TWO_TIERS, "Sở Tài chính", "the Department of Finance"),
    _gone(r"^sở giao thông vận tải", _TWO_TIERS, "Sở Xây dựng", "the Department of Construction"),
    _gone(
        r"^sở (?:nông nghiệp (?:và|&) phát triển nông thôn|tài nguyên (?:và|&) môi trường)",
        _TWO_TIERS,
        "Sở Nông nghiệp và Môi trường",
        "the Department of Agriculture and Environment",
    ),
    _gone(
        r"^sở lao động", _TWO_TIERS, "Sở Nội vụ và các sở nhận nhiệm vụ", "the Department of Home Affairs and others"
    ),
    _gone(
        r"^sở thông tin (?:và|&) truyền thông",
        _TWO_TIERS,
        "Sở Khoa học và Công nghệ",
        "the Department of Science and Technology",
    ),
    _gone(r"^bộ kế hoạch (?:và|&) đầu tư", _MINISTRIES, "Bộ Tài chính", "the Ministry of Finance"),
    _gone(r"^bộ giao thông vận tải", _MINISTRIES, "Bộ Xây dựng", "the Ministry of Construction"),
    _gone(
        r"^bộ (?:nông nghiệp (?:và|&) phát triển nông thôn|tài nguyên (?:và|&) môi trường)",
        _MINISTRIES,
        "Bộ Nông nghiệp và Môi trường",
        "the Ministry of Agriculture and Environment",
    ),
    _gone(r"^bộ lao động", _MINISTRIES, "Bộ Nội vụ và các bộ nhận nhiệm vụ", "the Ministry of Home Affairs and others"),
    _gone(
        r"^bộ thông tin (?:và|&) truyền thông",
        _MINISTRIES,
        "Bộ Khoa học và Công nghệ",
        "the Ministry of Science and Technology",
    ),
    _gone(
        r"^tổng cục (?:thuế|hải quan|thống kê)\b",
        _MINISTRIES,
        "cục cùng tên thuộc Bộ Tài chính",
        "the department of that name in the Ministry of Finance",
    ),
    # Commissions of the Party were joined in February 2025; they are counted from the day of the ministries. Unions and
    # associations have some of that name to this day.
    _gone(
        r"^ban (?:tuyên giáo(?! (?:và|&) dân vận)|dân vận)\b(?!.*\b(?:hội|đoàn|liên đoàn|công đoàn)\b)",
        _MINISTRIES,
        "Ban Tuyên giáo và Dân vận",
        "the Commission for Information, Education and Mass Mobilisation",
    ),
    _gone(
        r"^đảng [uủ][yỷ] khối\b",
        _MINISTRIES,
        "đảng ủy các cơ quan Đảng hoặc đảng ủy Ủy ban nhân dân",
        "the committee of the Party's or the government's bodies",
    ),
    _gone(
        r"^(?:ban cán sự đảng|đảng đoàn)\b",
        _MINISTRIES,
        "đảng ủy của cơ quan ấy",
        "the Party committee of that body",
    ),
    _gone(r"^ủy ban dân tộc", _MINISTRIES, "Bộ Dân tộc và Tôn giáo", "the Ministry of Ethnic and Religious Affairs"),
)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at the first place of each such name in a document of after its end, with all its tasks."""
    own = page.issued(plan)
    if own is None:
        return
    places: dict[str, list[tuple[Task, BodyRef, _Gone]]] = {}
    ended = cache(partial(_ended, own))
    for task in plan.tasks:
        for body in (*task.lead, *task.coordinating):
            if gone := ended(body.value):
                places.setdefault(body.value, []).append((task, body, gone))
    for name, found in places.items():
        task, body, gone = found[0]
        yield RULE.found(
            plan.source.name,
            body.span or opening.of(plan, task),
            body=name,
            since=printed.vietnamese(gone.since),
            heirs_vi=gone.heirs.vi,
            heirs_en=gone.heirs.en,
            tasks=", ".join(dict.fromkeys(one.label for one, _, _ in found)),
        )


def _ended(on: date, name: str) -> _Gone | None:
    return next((one for one in _EVERY if on >= one.since and one.name.search(name)), None)
