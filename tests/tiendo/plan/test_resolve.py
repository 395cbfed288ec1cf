from datetime import date

import pytest

from tests.tiendo.plan.texts import source
from tiendo.orgtree import BodyFacts, BodyKind, Heir, Name, OrgTree, Parent, Share
from tiendo.plan import Context, compile, emit
from tiendo.plan.model import BodyRef, Match
from tiendo.plan.resolve import resolved

OLD, NEW, NOW = date(2010, 1, 1), date(2025, 7, 1), date(2026, 11, 24)


def body(number, name, kind, *, short="", above=1, ends_on=None, heirs=(), later=""):
    names = (Name(name, short, OLD), *((Name(later, short, NEW),) if later else ()))
    taken = tuple(Heir(one, Share.WHOLE, ends_on) for one in heirs)
    return BodyFacts(number, kind, names, (), (Parent(above, OLD),), OLD, ends_on, heirs=taken)


TREE = OrgTree(
    [
        body(1, "UBND tỉnh Sơn Hải", BodyKind.PROVINCE, above=None),
        body(2, "Văn phòng UBND tỉnh", BodyKind.OFFICE),
        body(3, "Sở Nông nghiệp và Môi trường", BodyKind.DEPARTMENT, short="SNNMT"),
        body(4, "Sở Tài nguyên và Môi trường", BodyKind.DEPARTMENT, ends_on=NEW, heirs=(3,)),
        body(5, "Công an tỉnh Sơn Hải", BodyKind.DEPARTMENT),
        body(6, "Xã Đông Hòa", BodyKind.COMMUNE),
        body(7, "Phường Đông Hòa", BodyKind.COMMUNE),
        body(8, "Xã An Bình", BodyKind.COMMUNE, later="Xã Bình An"),
        body(9, "Hội Nông dân tỉnh", BodyKind.FRONT),
        body(10, "Xã Cũ", BodyKind.COMMUNE, ends_on=NEW, heirs=(6, 8)),
        body(11, "Trạm Y tế", BodyKind.SERVICE, above=6),
        body(12, "Trạm Y tế", BodyKind.SERVICE, above=7),
    ],
    on=NOW,
)


@pytest.mark.parametrize(
    ("printed", "match", "bodies"),
    [
        ("Sở Nông nghiệp và Môi trường", Match.NAME, (3,)),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", Match.NAME, (3,)),
        ("Giám đốc Sở Nông nghiệp và Môi trường", Match.NAME, (3,)),
        ("SNNMT", Match.ABBREVIATION, (3,)),
        ("Sở NN&MT", Match.ABBREVIATION, (3,)),
        ("Sở Nong nghiep va Moi truong", Match.ABBREVIATION, (3,)),
        ("UBND xã Đông Hoà", Match.ABBREVIATION, (6,)),
        ("Ủy ban nhân dân xã Đông Hòa", Match.NAME, (6,)),
        ("phường Đông Hòa", Match.NAME, (7,)),
        ("Công an tỉnh", Match.COMPLETED, (5,)),
        ("Sở Nông nghiệp và Môi trường tỉnh Sơn Hải", Match.COMPLETED, (3,)),
        ("Chủ tịch Ủy ban nhân dân tỉnh", Match.COMPLETED, (1,)),
        ("Sở Tài nguyên và Môi trường", Match.FORMER, (3,)),
        ("UBND xã An Bình", Match.FORMER, (8,)),
        ("Xã Cũ", Match.FORMER, (6, 8)),
        ("Trạm Y tế", Match.AMBIGUOUS, (11, 12)),
        ("các sở, ban, ngành", Match.GROUP, (2, 3, 5)),
        ("UBND các xã, phường", Match.GROUP, (6, 7, 8)),
        ("UBND các xã", Match.GROUP, (6, 8)),
        ("UBND các xã biên giới", Match.AMBIGUOUS, (6, 8)),
        ("các đoàn thể", Match.GROUP, (9,)),
        ("Sở Ngoại vụ", Match.NONE, ()),
        ("Công an tỉnh Bình Châu", Match.NONE, ()),
    ],
)
def test_printed_words_find_their_bodies_and_say_how(printed, match, bodies):
    found = resolved(BodyRef(printed, None), TREE)
    assert (found.match, tuple(sorted(found.bodies))) == (match, bodies)
    assert found.value == printed


def test_the_province_of_another_document_is_not_ours():
    found = resolved(BodyRef("Công an tỉnh", None), TREE, is_ours=False)
    assert found.match is Match.NONE


HEAD = "ỦY BAN NHÂN DÂN\nTỈNH {}\nSố: 45/KH-UBND\nSơn Hải, ngày 04 tháng 3 năm 2026\nKẾ HOẠCH\nTrồng rừng\n"


@pytest.mark.parametrize(("province", "match"), [("SƠN HẢI", Match.COMPLETED), ("BÌNH CHÂU", Match.NONE)])
def test_a_plan_is_resolved_by_who_issued_it(province, match):
    text = HEAD.format(province) + "1. Công an tỉnh tuần tra, báo cáo về Sở Xây dựng."
    made, told = compile(source(text), Context(tree=TREE))
    assert made.tasks[0].lead[0].match is match
    assert emit.from_dict(emit.to_dict(made, told))[0].tasks == made.tasks


def test_without_a_register_nothing_is_said():
    made, _ = compile(source("1. Công an tỉnh tuần tra."))
    assert made.tasks[0].lead[0].match is None
