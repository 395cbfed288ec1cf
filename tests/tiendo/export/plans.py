"""Plans for the tests of the formats: one in order, one that wishes its readers ill, any at all."""

from hypothesis import strategies as st

from tests.tiendo.plan import texts
from tiendo import cli
from tiendo.diagnostic import ordered
from tiendo.plan import compiler, read
from tiendo.plan.context import Context

BOOK = cli.rulebook()

HOSTILE = """=cmd|' /C calc'!A0

KẾ HOẠCH
=HYPERLINK("http://vi.du")

1. Sở Y tế lập sổ trước ngày 30/6/2026.
- Cơ quan phối hợp: =1+1; @SUM(A1); +84; -2
- Sản phẩm: =IMPORTXML("a";"b")
2. @Sở Xây dựng rà soát _x0041_ <b>&amp;]]> \x01\x0b quỹ đất\ufffe.
"""


# A text that orders without saying who and when, and an annex whose second row gives the order again with both.
ANNEXED = """KẾ HOẠCH

I. NHIỆM VỤ

1. Rà soát quỹ đất ven biển của từng xã, từng thôn.

PHỤ LỤC I

| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Chuẩn bị cây giống cho vườn ươm | Sở Tài chính | 30/4/2026 |
| 2 | Tổ chức rà soát quỹ đất ven biển của từng xã | Sở Xây dựng | 31/5/2026 |
"""


def compiled(text, context=None, name="thu.txt"):
    """Plan and findings of a text, as the command compiles it."""
    source, told = read.read(text.encode("utf-8", "replace"), name)
    plan, found = compiler.compile(source or texts.source(text), context or Context())
    return plan, ordered((*told, *found))


def sample():
    """The plan of the compiler's tests, and its findings."""
    return compiled(texts.KE_HOACH)


def deep(levels):
    """A text whose outline goes down as far as labels can carry it."""
    marks = ["Phần thứ nhất", "I.", "1.", "1.1.", "1.1.1.", "a)", "(1)", "-", "+"]
    return "\n".join(f"{marks[min(level, 8)]} Sở Y tế rà soát bậc {level}:" for level in range(levels))


_MARKS = [
    "\n",
    "\n1. ",
    "\n- ",
    "\nI. NHIỆM VỤ\n",
    "KẾ HOẠCH\n",
    "Phụ lục\n",
    "; ",
    ". ",
    "@",
    "\t",
    "\x07",
    "😀",
    "=1+1",
]
_WORDS = [
    "Sở Y tế ",
    "rà soát ",
    "phối hợp với ",
    "báo cáo về ",
    "Căn cứ ",
    "15/KH-UBND ",
    "trước ngày 30/6/2026 ",
    "100% xã ",
]
WORDS = st.sampled_from([*_MARKS, *_WORDS])
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map("".join), st.text(max_size=200))
