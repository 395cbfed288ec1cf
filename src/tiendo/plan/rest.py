"""What of a document orders and is in no task, with line and reason: for people, and for programs."""

from __future__ import annotations

from collections.abc import Iterator

from tiendo.plan import show
from tiendo.plan.completeness import Completeness, Piece
from tiendo.plan.model import Reason
from tiendo.plan.wire import Json
from tiendo.render import File
from tiendo.rulebook import Lang, Words

_SHOWN = 110
_SUMMARY = Words(
    vi="{name}: {inside}/{all} câu mang lệnh nằm trong nhiệm vụ, {aside} câu ở ngoài có lý do,"
    " {lost} câu không rõ vì sao ({share} %)",
    en="{name}: {inside} of {all} sentences that order are in tasks, {aside} stand aside with a reason,"
    " {lost} without ({share} %)",
)
_LOST = Words(vi="không rõ vì sao", en="no reason")
_REASONS = {
    Reason.HEADING: Words(vi="tiêu đề", en="heading"),
    Reason.LEAD_IN: Words(vi="câu dẫn", en="lead-in"),
    Reason.ATTRIBUTE: Words(vi="dòng thuộc tính của nhiệm vụ", en="attribute line of a task"),
    Reason.BASIS: Words(vi="căn cứ", en="basis"),
    Reason.AIM: Words(vi="mục đích, yêu cầu", en="aims and requirements"),
    Reason.ASSESSMENT: Words(vi="đánh giá tình hình", en="assessment"),
    Reason.MONEY: Words(vi="nguồn kinh phí", en="statement of funds"),
    Reason.CRITERION: Words(vi="mục tiêu, chỉ tiêu, tiêu chí", en="target or criterion"),
    Reason.PROCEDURE: Words(vi="phạm vi, định nghĩa, thủ tục", en="scope, definition or procedure"),
    Reason.FORM: Words(vi="biểu mẫu để trống", en="blank form"),
    Reason.FORMULA: Words(vi="câu mở đầu hoặc kết thúc theo mẫu", en="opening or closing formula"),
    Reason.EFFECT: Words(vi="điều khoản hiệu lực, sửa đổi", en="clause on effect or amendment"),
    Reason.TABLE: Words(vi="bảng không giao việc", en="table that assigns nothing"),
    Reason.NO_ORDER: Words(vi="không mang lệnh", en="orders nothing"),
    Reason.HEAD: Words(vi="phần đầu văn bản", en="head of the document"),
    Reason.RECIPIENT: Words(vi="nơi nhận", en="recipients"),
    Reason.SIGNATURE: Words(vi="chữ ký", en="signature"),
    Reason.SITE: Words(vi="phần của trang mạng", en="words of the web page"),
}


def text(file: File, found: Completeness, lang: Lang, *, only_lost: bool = False) -> str:
    """A line of figures, and one for each piece of the rest: place, reason, words."""
    return "".join(f"{line}\n" for line in _lines(file, found, lang, found.lost if only_lost else found.rest))


def data(file: File, found: Completeness) -> dict[str, Json]:
    """The same as JSON values; the words of reasons are those of ``tiendo-plan/1``."""
    return {
        "source": file.name,
        "orders": len(found.ordering),
        "in_tasks": len(found.ordering) - len(found.rest),
        "lost": len(found.lost),
        "share": round(found.share, 4),
        "rest": [_row(file, one) for one in found.rest],
    }


def _lines(file: File, found: Completeness, lang: Lang, shown: tuple[Piece, ...]) -> Iterator[str]:
    figures = {
        "inside": len(found.ordering) - len(found.rest),
        "all": len(found.ordering),
        "aside": len(found.rest) - len(found.lost),
        "lost": len(found.lost),
        "share": round(100 * found.share),
    }
    yield _SUMMARY.say(lang, {"name": file.name, **{key: str(value) for key, value in figures.items()}})
    for one in shown:
        why = (_REASONS[one.reason] if one.reason else _LOST).say(lang)
        words = show.first_words(_words(file, one), _SHOWN)
        yield f"{file.place(_start(file, one))}: [{why}] {words}"


def _row(file: File, one: Piece) -> dict[str, Json]:
    position = file.position(_start(file, one))
    return {
        "span": [one.span.start, one.span.end],
        "position": {"line": position.line, "column": position.column},
        "reason": one.reason.value if one.reason else None,
        "text": _words(file, one),
    }


def _words(file: File, one: Piece) -> str:
    return " ".join(_said(file, one).split())


def _said(file: File, one: Piece) -> str:
    assert file.source is not None
    return file.source.slice(one.span)


def _start(file: File, one: Piece) -> int:
    """Where the first word stands."""
    words = _said(file, one)
    return one.span.start + len(words) - len(words.lstrip())
