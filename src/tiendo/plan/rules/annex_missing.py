"""S007: an annex is said to be attached and does not follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import counting, page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="S007",
    name="annex-missing",
    severity=Severity.WARNING,
    message=Words(
        vi="Văn bản nhắc đến {annex} kèm theo nhưng tệp không có",
        en="The document speaks of {annex} attached, but the file does not hold it",
    ),
    help=Words(
        vi="Tải lên tệp đầy đủ, hoặc tệp phụ lục riêng; bảng phân công thường nằm trong phụ lục.",
        en="Upload the whole file, or the annex as a file of its own; assignment tables tend to stand there.",
    ),
    explanation=Words(
        vi="Bảng phân công nhiệm vụ thường là phụ lục. Nếu phụ lục bị bỏ ngoài tệp, các nhiệm vụ trong đó không được "
        "đọc và không ai hay. Phụ lục của hợp đồng, giấy phép, văn bản khác thì không xét.",
        en="The table that assigns tasks is usually an annex. Where it was left out of the file its tasks are not "
        "read, and nobody notices. Annexes of contracts, licences and other documents are left alone.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng trồng rừng theo Phụ lục I kèm theo Kế hoạch này.\n\n2. Báo cáo kết quả.\n",
            good="1. Sở Xây dựng trồng rừng theo Phụ lục I kèm theo Kế hoạch này.\n\n2. Báo cáo kết quả.\n\n"
            "PHỤ LỤC I\nDanh mục khu vực trồng rừng\n",
        ),
        Example(
            bad=("1. Sở Xây dựng trồng rừng (Phụ lục I, II kèm theo).\n\n2. Báo cáo kết quả.\n"),
            good=("1. Sở Xây dựng rà soát Phụ lục I, II kèm theo hợp đồng.\n\n2. Báo cáo kết quả.\n"),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III (phụ lục kèm theo văn bản)",
)

_SPOKEN_OF = re.compile(
    r"[Pp](?i:hụ lục)(?:\s+(?:số\s+)?(?P<number>[IVX]+|\d+)\b(?:\s*(?:,|và)\s*(?:[IVX]+|\d+)\b)*)?"
    r"(?:,| \(| đính)?\s+(?:chi tiết\s+|ban hành\s+)?(?:kèm theo|đính kèm|gửi kèm)"
    # Behind it stands whose annex it is: this document's, or nobody named.
    r"(?=(?:\s+theo)?\s*(?:[^\w\s]|\Z|\n)|\s+(?:\w+\s+){1,3}này\b|\s+(?:và|để|nhằm|trước|gửi)\b)"
)
#: At the head of a line, or in capitals at the head of a cell.
_HEADING = re.compile(r"^[ \t*#|>_-]*(?i:phụ lục)\b|\t[ *_]*PHỤ LỤC\b", re.MULTILINE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the first mention, where no line of the text opens an annex."""
    text = plan.source.text
    if plan.head.type is not None and plan.head.type.value == "TIN":
        return
    # What an amended document is to say is quoted, and speaks of that one's annexes.
    if counting.quotes_numbers(plan):
        return
    named = page.places(page.small(text), "phụ lục")
    spoken = filter(None, (_SPOKEN_OF.match(text, at) for at in named))
    mention = next((one for one in spoken if not _opens_line(text, one.start())), None)
    if mention is None or any(
        heading.end() <= mention.start() or heading.start() > mention.end() for heading in _HEADING.finditer(text)
    ):
        return
    number = mention["number"]
    yield RULE.found(plan.source.name, Span(*mention.span()), annex=f"Phụ lục {number}" if number else "Phụ lục")


def _opens_line(text: str, offset: int) -> bool:
    return text[text.rfind("\n", 0, offset) + 1 : offset].strip(" \t*#|>_-") == ""
