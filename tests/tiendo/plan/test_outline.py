from tests.tiendo.plan.texts import plan

LAW = """Chương I
QUY ĐỊNH CHUNG
Mục 1
PHẠM VI
Điều 1. Sổ theo dõi
1. Sổ gồm:
a) Sổ giấy;
đ) Sổ điện tử.
- Ghi hằng ngày.
+ Ghi đủ.
"""


def kinds(sections):
    return [(one.kind.value, one.label, kinds(one.children)) for one in sections]


def test_chapters_divisions_articles_clauses_and_points():
    point = ("point", "đ", [("dash", "", [("plus", "", [])])])
    clause = ("clause", "1", [("point", "a", []), point])
    found = kinds(plan(LAW).outline)
    assert found[0][:2] == ("chapter", "I")
    assert ("article", "1", [clause]) in flat(found)
    assert "division" in {kind for kind, _, _ in flat(found)}


def test_numbers_outside_articles_stay_numbers():
    assert kinds(plan("I. NHIỆM VỤ\n1. Lập sổ\na) Sổ giấy").outline) == [
        ("section", "I", [("number", "1", [("letter", "a", [])])])
    ]


def flat(found):
    for one in found:
        yield one
        yield from flat(one[2])
