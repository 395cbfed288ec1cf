"""T001: a share of a whole is above one hundred percent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiendo import late
from tiendo.diagnostic import Diagnostic, Severity
from tiendo.plan.context import Context
from tiendo.plan.model import Plan
from tiendo.plan.rules import page
from tiendo.rulebook import Example, Rule, Words
from tiendo.source import Span

RULE = Rule(
    code="T001",
    name="share-above-whole",
    severity=Severity.WARNING,
    message=Words(
        vi="“{printed}”: tỷ lệ của một tổng thể không thể trên 100%",
        en="“{printed}”: a share of a whole cannot be above 100%",
    ),
    help=Words(
        vi="Kiểm tra con số; nếu là mức tăng hay mức vượt thì viết rõ “tăng …%”, “đạt …% kế hoạch”.",
        en="Check the figure; if growth or overfulfilment is meant, say so (“tăng …%”, “đạt …% kế hoạch”).",
    ),
    explanation=Words(
        vi="“105% số xã” không thể đạt được và làm sai mọi phép cộng chỉ tiêu. Mức tăng trưởng và tỷ lệ so với "
        "kế hoạch thì "
        "được phép trên 100% và không bị nhắc.",
        en="“105% of communes” cannot be reached, and falsifies every sum of targets. Growth and figures "
        "against a plan "
        "may be above 100% and are left alone.",
    ),
    examples=(
        Example(
            bad="1. Sở Xây dựng bảo đảm 105% số xã ven biển có vườn ươm trước ngày 30/6/2026.\n",
            good="1. Sở Xây dựng bảo đảm 100% số xã ven biển có vườn ươm trước ngày 30/6/2026.\n",
        ),
        Example(
            bad=("1. Sở Xây dựng bảo đảm tỷ lệ hộ dân có nước sạch đạt 150%.\n"),
            good=("1. Sở Xây dựng bảo đảm tỷ lệ hộ dân đăng ký đạt 105% kế hoạch.\n"),
        ),
    ),
    basis="Số học: phần không lớn hơn toàn thể",
)

_SHARE = late.pattern(
    r"(\d(?<![\d.,]\d)\d{2,3}(?:[.,]\d+)?)\s?%\s+(?:tổng\s+)?(?:số\s+|các\s+)?"
    r"(?:xã|phường|thôn|bản|hộ|cán bộ|công chức|đảng viên|cơ quan|đơn vị|trường|học sinh|người|dân số|hồ sơ|"
    r"văn bản|nhiệm vụ|"
    r"doanh nghiệp|cơ sở|trẻ em)\b",
    re.IGNORECASE,
)
# The other way about: "tỷ lệ hộ dân có nước sạch đạt 150%".
_RATE = late.pattern(
    r"tỷ lệ\s+(?:số\s+)?(?:người|hộ|dân số|trẻ em|học sinh|xã|thôn|cán bộ|đảng viên|phụ nữ|hồ sơ)\b"
    r"(?:(?!tăng|giảm|vượt|so với)[^.;:%\n]){0,80}?"
    r"\s(?P<value>\d{3}(?:,\d+)?)\s?%(?!\s*(?:so với|kế hoạch|chỉ tiêu|dự toán|nghị quyết))",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"(?:tăng|vượt|bằng|gấp|so với|thuê bao|mật độ)[^.;]{0,20}$", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterator[Diagnostic]:
    """A diagnostic at each such figure, wherever in the document it stands."""
    text = plan.source.text
    for found in _RATE.finditer(text) if "ỷ lệ" in text else ():
        if float(found["value"].replace(",", ".")) > 100:
            yield RULE.found(plan.source.name, Span(found.start("value"), found.end()), printed=f"{found['value']}%")
    lines = page.lines_with(text, "%", Span(0, len(text)))
    for found in (one for line in lines for one in _SHARE.finditer(text, line.start, line.end)):
        if float(found[1].replace(",", ".")) > 100 and not _GROWTH.search(
            text, max(0, found.start() - 40), found.start()
        ):
            yield RULE.found(plan.source.name, Span(*found.span()), printed=found[0])
