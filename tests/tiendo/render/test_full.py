import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.render.conftest import NOUN, source
from tiendo.diagnostic import FixKind
from tiendo.render import File, full, width
from tiendo.rulebook import Lang, Rulebook
from tiendo.source import Span


def test_a_fault_is_shown_at_its_words_with_labels_help_and_fix(book, mark):
    file = mark("Giao Sở Xay dựng.\nHạn: sớmm.\n", "Xay", labels=["sớmm"], fix="Xây")
    assert full.render([file], book, Lang.VI) == (
        "cảnh báo[Z001 word-misspelt]: Từ “Xay” viết sai\n"
        "  --> thử.txt:1:9\n"
        "   |\n"
        " 1 | Giao Sở Xay dựng.\n"
        "   |         ^^^\n"
        "  ::: thử.txt:2:6\n"
        "   |\n"
        " 2 | Hạn: sớmm.\n"
        "   |      ---- ở đây cũng vậy\n"
        "   = cách xử lý: Viết lại.\n"
        "   = có thể tự sửa thành: “Xây”\n"
        "\n"
    )


def test_a_fault_of_the_whole_file_points_at_its_name(book, whole):
    assert full.render([whole], book, Lang.EN) == (
        "error[Z002 nothing-said]: Nothing there\n  --> trống.docx\n   = help: Write.\n\n"
    )


def test_a_guess_is_called_a_guess(book, mark):
    shown = full.render([mark("ngày 30/9/2001", "30/9/2001", fix="30/9/2021", kind=FixKind.DISPLAY)], book, Lang.VI)
    assert "có lẽ là, cần tra lại: “30/9/2021”" in shown


def test_more_labels_than_fit_are_counted(book, mark):
    shown = full.render([mark("a b c d e f", "a", labels=["b", "c", "d", "e", "f"])], book, Lang.EN)
    assert shown.count(":::") == 3
    assert "and 2 more" in shown


def test_colour_comes_only_when_asked_for(book, mark):
    file = mark("một hai", "hai")
    assert "\x1b" not in full.render([file], book, Lang.VI)
    assert "\x1b[1;33m" in full.render([file], book, Lang.VI, colour=True)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_stand_under_the_words_whatever_the_letters(book, mark, form):
    text, words = (unicodedata.normalize(form, one) for one in ("計画 của Ủy ban nhân dân", "Ủy ban"))
    *_, line, marks, _help, _, _ = full.render([mark(text, words)], book, Lang.VI).split("\n")
    before = line.index(words)
    assert marks.index("^") == width.columns(line[:before])
    assert marks.count("^") == width.columns(words) == 6


@given(st.text(st.characters(codec="utf-8"), max_size=400), st.data())
def test_any_words_of_any_text_can_be_shown(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    book = Rulebook([NOUN])
    file = File("a", source(text), (NOUN.found("a", Span(start, end), word="x"),))
    *block, last, rest = full.render([file], book, Lang.VI).split("\n")
    assert (last, rest) == ("", "")
    marks = next(line for line in block[2:] if "^" in line and line.startswith("   |"))
    assert set(marks[4:]) <= {" ", "^"}


def test_a_long_line_is_cut_to_a_window_around_the_words(book, mark):
    shown = full.render([mark("chữ " * 500 + "saii " + "chữ " * 500, "saii")], book, Lang.VI)
    line = next(line for line in shown.split("\n") if "saii" in line and "|" in line)
    assert "…" in line
    assert len(line) < 120
