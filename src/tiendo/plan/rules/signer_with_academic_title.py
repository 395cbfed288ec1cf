"""L017: an academic title stands before the signer's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page, sample
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="L017",
    name="signer-with-academic-title",
    severity=Severity.INFO,
    message=Words(vi="Trước họ tên người ký có “{printed}”", en="“{printed}” stands before the signer's name"),
    help=Words(
        vi="Bỏ học hàm, học vị; các đơn vị vũ trang, sự nghiệp giáo dục, y tế, khoa học có quy định riêng.",
        en="Leave the title out; armed forces, schools, hospitals and research have rules of their own.",
    ),
    explanation=Words(
        vi="Văn bản do chức vụ ký, không do học vị ký.", en="A document is signed by an office, not by a degree."
    ),
    examples=(
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END).replace(
                    "Trần Văn Mẫu", "TS. Trần Văn Mẫu"
                )
            ),
            good=(sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END),
        ),
        Example(
            bad=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END)
                .replace("Trần Văn Mẫu", "PGS.TS Trần Văn Mẫu")
                .replace("ỦY BAN NHÂN DÂN TỈNH SƠN HẢI", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG")
            ),
            good=(
                (sample.HEAD + "1. Sở Xây dựng trồng rừng trước ngày 15/6/2026.\n" + sample.END)
                .replace("Trần Văn Mẫu", "PGS.TS Trần Văn Mẫu")
                .replace("ỦY BAN NHÂN DÂN TỈNH SƠN HẢI", "TRƯỜNG ĐẠI HỌC SƠN HẢI")
            ),
        ),
    ),
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II khoản 7 điểm c (không ghi học hàm, học vị)",
)


_TITLE = re.compile(
    r"(?:\b(?:PGS|GS|TS|ThS|TSKH|BS|CK ?II|CK ?I|KS|(?:Phó )?[Gg]iáo sư|[Tt]iến sĩ|[Tt]hạc sĩ|[Bb]ác sĩ|[Kk]ỹ sư)"
    r"\s?[.,]?\s?){1,4}$"
)
# Schools by their kind: "trường" is also in "môi trường" and in names of places.
_EXEMPT = late.pattern(
    r"trường (?:đại học|cao đẳng|trung cấp|trung học|phổ thông|tiểu học|mầm non|chính trị|sĩ quan|thpt|thcs)"
    r"|học viện|bệnh viện|\bviện|y tế|giáo dục|công an|\bquân\b|khoa học",
    re.IGNORECASE,
)
_BEFORE = 40


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """One diagnostic at the title, unless the issuer is of those that may have it."""
    signer, issuer = plan.head.signer, plan.head.issuer
    if page.kind(plan) is None or signer is None or signer.name is None or signer.name.span is None:
        return
    at = signer.name.span.start
    found = _TITLE.search(plan.source.text, max(0, at - _BEFORE), at)
    if found and found[0].strip() and not (issuer and _EXEMPT.search(issuer.value)):
        yield RULE.found(plan.source.name, Span(found.start(), at), printed=found[0].strip())
