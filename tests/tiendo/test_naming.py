"""Whom typed words name: one body and no other, or nobody without asking back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.orgtree import BodyFacts, BodyKind, Code, Heir, Name, OrgTree, Parent, Share

OLD, NEW, NOW = date(2010, 1, 1), date(2025, 7, 1), date(2026, 11, 24)


def body(number: int, name: str, above: int | None = 1, kind: BodyKind = BodyKind.COMMUNE, **more: object) -> BodyFacts:
    short, code = str(more.pop("short", "")), str(more.pop("code", ""))
    codes = (Code(code, OLD),) if code else ()
    return BodyFacts(number, kind, (Name(name, short, OLD),), codes, (Parent(above, OLD),), OLD, **more)  # type: ignore[arg-type]


TREE = OrgTree(
    [
        body(1, "UBND tỉnh Sơn Hải", None, BodyKind.PROVINCE, short="UBND tỉnh"),
        body(2, "Sở Tài chính", 1, BodyKind.DEPARTMENT, short="STC", code="H01"),
        body(3, "Xã Hòa Sơn"),
        body(4, "Xã Hoa Sơn"),
        body(5, "Phòng Kinh tế", 3, BodyKind.DIVISION),
        body(6, "Phòng Kinh tế", 4, BodyKind.DIVISION),
        body(7, "Xã Đông Hải", ends_on=NEW, heirs=(Heir(8, Share.MAIN, NEW), Heir(3, Share.PART, NEW))),
        BodyFacts(
            8,
            BodyKind.COMMUNE,
            (Name("Xã Tây Hải", "", OLD), Name("Phường Hải An", "", NEW)),
            (),
            (Parent(1, OLD),),
            OLD,
        ),
    ],
    NOW,
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sở Tài chính", 2),
        ("so tai chinh", 2),
        ("  STC ", 2),
        ("h01", 2),
        ("Xã Hòa Sơn", 3),
        ("xã hoà sơn", 3),
        ("Xã Hoa Sơn", 4),
        ("UBND phường Hải An", 8),
        ("Ủy ban nhân dân phường hai an", 8),
        ("Phòng Kinh tế, Xã Hòa Sơn", 5),
    ],
)
def test_a_name_abbreviation_or_code_names_its_body(text: str, meant: int) -> None:
    found = TREE.answer(text).body
    assert found is not None and found.id == meant


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("xa hoa son", [3, 4]),
        ("phong kinh te", [5, 6]),
        ("kinh te hoa son", [5, 6]),
        ("tai", [2]),
        ("Xã Đông Hải", [7]),
        ("Xã Tây Hải", [8]),
        ("UBND xã Đông Hải", [7]),
        ("Bộ Tài chính xyz", []),
        ("UBND", [1]),
        ("", []),
    ],
)
def test_other_words_name_nobody_and_give_candidates(text: str, candidates: list[int]) -> None:
    answer = TREE.answer(text)
    assert answer.body is None
    assert sorted(one.id for one in answer.candidates) == candidates


def test_each_word_typed_begins_a_word_of_its_own() -> None:
    assert [match.body.id for match in TREE.find("son s")] == []
    assert [match.body.id for match in TREE.find("son h")] == [1, 3, 4], "a phrase before scattered words"


def test_who_stands_for_a_name_no_longer_borne() -> None:
    assert [one.id for one in TREE.formerly("xa dong hai")] == [8, 3]
    assert [one.id for one in TREE.formerly("UBND xã Tây Hải")] == [8]
    assert TREE.formerly("Phường Hải An") == ()


WORDS = st.sampled_from(["Sở A", "sở a", "Sở À", "Phòng", "Phòng, Sở A", "Sở A #2", "Phòng, Sở A #3"])


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_every_body_answers_to_its_label_and_to_no_other(names: list[str]) -> None:
    tree = OrgTree([body(n, name, 1 if n > 1 else None) for n, name in enumerate(names, start=1)], NOW)
    for one in tree:
        assert tree.answer(tree.label(one.id)).body == one
