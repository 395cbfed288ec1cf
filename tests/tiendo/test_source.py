"""Places in a text, and on the pages it was printed on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.places import Seen, Sheet, mapped
from tiendo.source import Box, Page, Place, Source, Span, Word

WIDTH = 10


def printed(text: str, in_line: int) -> Source:
    """A page with so many words in each line, each word of one size."""
    words, at = [], 0
    for number, token in enumerate(text.split()):
        start = text.index(token, at)
        at = start + len(token)
        row, column = divmod(number, in_line)
        box = Box(column * WIDTH, row * 12, column * WIDTH + 8, row * 12 + 10)
        words.append(Word(Span(start, at), box))
    return Source("a.pdf", text, (), "application/pdf", "", (Page(1, 595, 842, tuple(words)),))


def test_words_on_one_line_share_a_box_and_lines_do_not() -> None:
    source = printed("một hai ba bốn năm", 2)
    assert source.places(Span(0, len(source.text))) == (
        Place(1, (Box(0, 0, 18, 10), Box(0, 12, 18, 22), Box(0, 24, 8, 34))),
    )


def test_a_span_that_touches_a_word_has_its_place() -> None:
    source = printed("một hai ba", 3)
    assert source.places(Span(5, 6)) == (Place(1, (Box(10, 0, 18, 10),)),)


def test_blanks_between_words_and_texts_without_pages_have_no_place() -> None:
    assert printed("một hai", 3).places(Span(3, 4)) == ()
    assert Source("a.txt", "một", (), "text/plain", "").places(Span(0, 3)) == ()


@given(st.lists(st.text("abcà", min_size=1, max_size=6), min_size=1, max_size=30), st.data())
def test_every_word_is_found_again_in_order(tokens: list[str], data: st.DataObject) -> None:
    seen = [Seen(1 + number // 10, token, Box(number, 0, number + 1, 1)) for number, token in enumerate(tokens)]
    gaps = [data.draw(st.sampled_from([" ", "\n", "\t", "  "])) for _ in tokens]
    text = "".join(token + gap for token, gap in zip(tokens, gaps, strict=True))
    pages = mapped(text, [Sheet(number, 1, 1) for number in (1, 2, 3)], seen, Cleaner())
    assert [text[word.span.start : word.span.end] for page in pages for word in page.words] == tokens


def test_a_word_that_the_text_left_out_loses_only_itself() -> None:
    seen = [Seen(1, token, Box(0, 0, 1, 1)) for token in ("a", "tran\u00adg", "17", "b")]
    (page,) = mapped("a trang b", [Sheet(1, 1, 1)], seen, Cleaner())
    assert [word.span for word in page.words] == [Span(0, 1), Span(2, 7), Span(8, 9)]
