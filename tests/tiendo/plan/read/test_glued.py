"""Words that lost the space between them: parted where a text has many, and said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan import read
from tiendo.plan.compiler import compile as compile_source
from tiendo.plan.read import glued, origin

TEXT = "KẾ HOẠCH\n\nTRIỂNKHAI TRỒNG RỪNG\n\n1. Giao Sở Y tếchủ trì, phối hợp với chínhquyền xã lập sổ, kiểmtra cácxã.\n"


@pytest.mark.parametrize("name", ["ke-hoach.txt", "ke-hoach.md"])
def test_a_page_that_glued_its_words_is_read_as_it_was_meant(name: str) -> None:
    source, told = read.read(TEXT.encode(), name)
    assert "Giao Sở Y tế chủ trì, phối hợp với chính quyền xã lập sổ, kiểm tra các xã." in source.text
    assert [one.code for one in told] == ["F054"]
    plan, _ = compile_source(source)
    assert [body.value for body in plan.tasks[0].lead] == ["Sở Y tế"]


def test_places_in_the_file_are_still_found() -> None:
    data = TEXT.encode()
    source, _ = read.read(data, "ke-hoach.txt")
    found = origin.of(data, source)
    assert found is not None
    at = found.position(source.text.index("lập sổ"))
    assert (at.line, at.column) == (5, TEXT.split("\n")[4].index("lập sổ") + 1)


def test_a_few_names_of_other_tongues_are_let_be() -> None:
    text = "người Êđê ở Cămpuchia dùng internet và website, online, video"
    assert glued.parted(text) == (text, [])


@given(st.text(alphabet="kếhoạch chínhphủ\n.,ANđ", max_size=200))
def test_nothing_but_spaces_is_put_in(text: str) -> None:
    shown, _ = glued.parted(text)
    assert shown.replace(" ", "") == text.replace(" ", "")
