"""Words with boxes become lines, columns, paragraphs, tables; what is no document goes; slips are mended."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiendo.plan import read
from tiendo.plan.read import scan_mend, scan_store, scan_text
from tiendo.plan.read.clean import Cleaner
from tiendo.plan.read.scan_engine import Token
from tiendo.plan.read.scan_layout import Block, Layout, Spot
from tiendo.plan.read.scan_marks import LeftOut, kept
from tiendo.plan.read.scan_rules import Rule, Rules
from tiendo.plan.read.scan_view import Frame, Read, View
from tiendo.source import Box, PieceKind

NO_RULES = Rules()
LEFT, RIGHT, PITCH, HIGH, WIDE = 170, 1120, 42, 28, 12


class Page:
    """Words set by hand: each letter as wide as any other."""

    def __init__(self):
        self.tokens, self.y, self.line = [], 150, 0

    def put(self, text, x=LEFT, confidence=95, right=None):
        """A line of words from ``x``, or one that ends at ``right``."""
        words = text.split()
        space = 9
        if right is not None and len(words) > 1:
            space = (right - x - sum(len(word) * WIDE for word in words)) / (len(words) - 1)
        self.line += 1
        at = float(x)
        for word in words:
            end = at + len(word) * WIDE
            self.tokens.append(Token(word, confidence, round(at), self.y, round(end), self.y + HIGH, self.line))
            at = end + space
        return self

    def centred(self, text, x=None):
        x = (LEFT + RIGHT) / 2 if x is None else x
        return self.put(text, round(x - (len(text) * WIDE) / 2))

    def down(self, points=PITCH):
        self.y += points
        return self

    def view(self, rules=NO_RULES):
        return View(Frame(1240, 1754), tuple(self.tokens), rules)


def laid_out(*views, out=None):
    layout = Layout()
    for number, (view, tokens) in enumerate(zip(views, kept(views, out or LeftOut()), strict=True), start=1):
        layout.add(number, view, tokens)
    return scan_text.assembled(layout.blocks(), Cleaner())


def texts(text):
    return [text.text[piece.span.start : piece.span.end] for piece in text.pieces]


def full(page, words):
    """A line that fills the column."""
    return page.put(words, right=RIGHT).down()


class TestParagraphs:
    def test_lines_that_paper_broke_are_one_paragraph(self):
        page = Page()
        page.put("Sở Y tế chủ trì, phối hợp với các cơ quan liên quan tổ chức", LEFT + 60, right=RIGHT).down()
        full(page, "kiểm tra việc thực hiện công tác phòng bệnh tại các địa phương")
        page.put("trên địa bàn tỉnh.").down()
        page.put("Các xã báo cáo kết quả.", LEFT + 60)
        assert [len(text.split()) for text in texts(laid_out(page.view()))] == [32, 6]

    def test_items_open_paragraphs(self):
        page = Page()
        for item in ("1. Sở Y tế lập sổ", "a) Mua thuốc", "- Gửi báo cáo", "II. TỔ CHỨC", "Điều 3. Hiệu lực"):
            page.put(item, LEFT + 60).down()
        assert len(texts(laid_out(page.view()))) == 5

    def test_a_year_at_the_beginning_of_a_line_is_no_item(self):
        page = Page()
        full(page, "Thực hiện chương trình phục hồi kinh tế giai đoạn từ năm 2026 đến năm")
        page.put("2030. Các sở báo cáo.")
        assert len(texts(laid_out(page.view()))) == 1

    def test_a_sentence_runs_on_over_the_page(self):
        first, second = Page(), Page()
        full(first, "Các sở, ban, ngành có trách nhiệm xây dựng kế hoạch chi tiết, phân công")
        first.y = 1700
        first.put("- 3 -", 600)
        second.put("rõ người, rõ việc và gửi báo cáo.").down()
        second.put("Điều 2. Hiệu lực", LEFT + 60)
        out = LeftOut()
        assert texts(laid_out(first.view(), second.view(), out=out)) == [
            "Các sở, ban, ngành có trách nhiệm xây dựng kế hoạch chi tiết, phân công rõ người, rõ việc và gửi báo cáo.",
            "Điều 2. Hiệu lực",
        ]
        assert out.running == 1

    def test_every_word_keeps_its_place(self):
        page = Page().put("Sở Y tế lập sổ", LEFT + 60)
        text = laid_out(page.view())
        assert [text.text[word.span.start : word.span.end] for word in text.words[1]] == ["Sở", "Y", "tế", "lập", "sổ"]
        assert [word.box.left for word in text.words[1]] == [token.left for token in page.tokens]


class TestColumns:
    def head(self):
        page = Page()
        for left, right in (("BỘ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("CỤC DƯỢC", "Độc lập - Tự do")):
            page.centred(left, 330).centred(right, 850).down()
        page.centred("Số: 5/KH-CD", 330).down(20).centred("Hà Nội, ngày 02 tháng 3 năm 2026", 850).down(80)
        return page.centred("KẾ HOẠCH").down().centred("Kiểm tra thuốc năm 2026").down(60)

    def test_the_head_is_a_row_of_two_cells_and_the_title_is_not_of_it(self):
        text = laid_out(self.head().put("Cục Dược ban hành kế hoạch như sau:", LEFT + 60).view())
        row, kind, title, body = texts(text)
        assert row == (
            "BỘ Y TẾ\nCỤC DƯỢC\nSố: 5/KH-CD\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\n"
            "Hà Nội, ngày 02 tháng 3 năm 2026"
        )
        assert (kind, title, body) == ("KẾ HOẠCH", "Kiểm tra thuốc năm 2026", "Cục Dược ban hành kế hoạch như sau:")
        assert [piece.kind for piece in text.pieces] == [PieceKind.ROW, *[PieceKind.PARAGRAPH] * 3]

    def test_recipients_stand_beside_the_signature(self):
        page = Page()
        full(page, "Trong quá trình thực hiện nếu có vướng mắc các đơn vị báo cáo về Sở Y tế")
        page.put("để được hướng dẫn./.").down(90)
        page.put("Nơi nhận:").centred("GIÁM ĐỐC", 900).down()
        page.put("- Các sở, ban, ngành;").down().put("- Ủy ban nhân dân các xã, phường trên").down()
        page.put("địa bàn tỉnh;").centred("Trần Văn Sơn", 900).down().put("- Lưu: VT.")
        text = laid_out(page.view())
        assert [text.text[cell.start : cell.end] for cell in text.pieces[-1].cells] == [
            "Nơi nhận:\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các xã, phường trên địa bàn tỉnh;\n- Lưu: VT.",
            "GIÁM ĐỐC\nTrần Văn Sơn",
        ]

    def test_three_columns_without_rules_are_a_table(self):
        page = Page()
        for row in (("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Lập sổ", "Sở Y tế"), ("2", "Gửi sổ", "Sở Nội vụ")):
            for text, x in zip(row, (LEFT, LEFT + 200, LEFT + 600), strict=True):
                page.put(text, x)
                page.line -= 1
            page.line += 1
            page.down()
        text = laid_out(page.view())
        assert texts(text) == ["TT\tNhiệm vụ\tChủ trì", "1\tLập sổ\tSở Y tế", "2\tGửi sổ\tSở Nội vụ"]
        assert {piece.table for piece in text.pieces} == {0}


class TestTables:
    def ruled(self, top, rows, edges=(170, 260, 700, 1100), height=90):
        page = Page()
        for row in rows:
            page.y = top + 20
            for text, x in zip(row, edges, strict=False):
                page.put(text, x + 12)
            top += height
        first = top - height * len(rows)
        level = tuple(Rule(first + height * at, edges[0], edges[-1]) for at in range(len(rows) + 1))
        upright = tuple(Rule(edge, first, top) for edge in edges)
        return page, Rules(level, upright)

    def test_cells_between_rules(self):
        page, rules = self.ruled(
            300, [("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Lập sổ", "Sở Y tế"), ("2", "", "Sở Nội vụ")]
        )
        text = laid_out(page.view(rules))
        assert texts(text) == ["TT\tNhiệm vụ\tChủ trì", "1\tLập sổ\tSở Y tế", "2\t\tSở Nội vụ"]

    def test_a_table_goes_on_over_the_page(self):
        first, rules = self.ruled(300, [("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Lập sổ", "Sở Y tế")])
        second, more = self.ruled(150, [("2", "Gửi sổ", "Sở Nội vụ")])
        text = laid_out(first.view(rules), second.view(more))
        assert [piece.table for piece in text.pieces] == [0, 0, 0]


class TestLeftOut:
    def test_the_frame_of_a_digital_signature(self):
        page = Page().put("KẾ HOẠCH", 550).down()
        for line in ("Người ký: Văn phòng UBND tỉnh", "Email: vanphong@example.vn", "Thời gian ký: 10.04.2026 16:20"):
            page.put(line, 750).down(34)
        page.down().put("1. Sở Y tế lập sổ.", LEFT + 60)
        out = LeftOut()
        assert texts(laid_out(page.view(), out=out)) == ["KẾ HOẠCH", "1. Sở Y tế lập sổ."]
        assert len(out.signatures) == 1 and "vanphong" in out.signatures[0]

    def test_an_address_in_the_text_is_no_signature(self):
        page = Page().put("Email: soyte@example.vn", LEFT + 60).down().put("1. Sở Y tế lập sổ.", LEFT + 60)
        assert len(texts(laid_out(page.view()))) == 2

    def test_a_stamp_of_entry(self):
        page = Page().put("Sở Y tế lập sổ.", LEFT + 60).down(100)
        page.put("CÔNG VĂN ĐẾN", 100).down(34).put("Ngày: 11/4/2026", 100)
        top = page.y - 50
        rules = Rules(
            (Rule(top, 80, 330), Rule(page.y + 50, 80, 330)), (Rule(80, top, page.y + 50), Rule(330, top, page.y + 50))
        )
        out = LeftOut()
        assert texts(laid_out(page.view(rules), out=out)) == ["Sở Y tế lập sổ."]
        assert out.entry_stamps == 1

    def test_pen_strokes_but_never_the_name_of_a_kind(self):
        page = Page().put("KÉHOẠCH", 560, confidence=20).down().put("‡ ¬„ Ý", 300, confidence=25).down()
        page.put("Sở Y tế lập sổ.", LEFT + 60)
        assert texts(laid_out(page.view())) == ["KÉHOẠCH", "Sở Y tế lập sổ."]

    def test_lines_at_the_edge_of_most_pages(self):
        pages = []
        for number in range(1, 5):
            page = Page()
            page.y = 60
            page.put(f"CÔNG BÁO/Số {number}/Ngày 22-7-2026").down(120).put(f"Điều {number}. Hiệu lực", LEFT + 60)
            pages.append(page.view())
        assert texts(laid_out(*pages)) == [f"Điều {number}. Hiệu lực" for number in range(1, 5)]


def mended(text):
    line = tuple(Spot(word, 90, 1, Box(0, 0, 1, 1)) for word in text.split())
    (block,) = scan_mend.mended([Block(PieceKind.PARAGRAPH, ((line,),))])
    return " ".join(spot.text for spot in block.cells[0][0])


class TestMended:
    @pytest.mark.parametrize(
        ("read", "meant"),
        [
            ("III. TÔ CHỨC THỰC HIỆN", "III. TỔ CHỨC THỰC HIỆN"),
            ("Chuyên đôi sô của tỉnh", "Chuyển đổi số của tỉnh"),
            ("Quyêt định sô 12/QD-UBND", "Quyết định số 12/QĐ-UBND"),
            ("trước ngày 3O/6/2O26", "trước ngày 30/6/2026"),
            ("ngày l5 tháng 4 năm 2O26", "ngày 15 tháng 4 năm 2026"),
            ("HI- TÔ CHỨC THỰC HIỆN", "III- TỔ CHỨC THỰC HIỆN"),
            ("L MỤC TIÊU CHUNG", "I. MỤC TIÊU CHUNG"),
            ("KÉHOẠCH", "KẾ HOẠCH"),
            ("THÔNG BẢO", "THÔNG BÁO"),
            ("ẢWơi nhận:", "Nơi nhận:"),
        ],
    )
    def test_what_has_one_reading(self, read, meant):
        assert mended(read) == meant

    @pytest.mark.parametrize(
        "text",
        [
            "truyền thống và truyền thông",
            "hình thức hiện đại",
            "có quan hệ với cơ quan lý luận",
            "lễ hội đông người",
            "phân hữu cơ ủ thành phân bón",
            "văn phong trong sáng",
            "số 12/HD-UBND và 12/HĐ-UBND",
            "Ô số 5, mã O12",
            "quyển sổ 12",
        ],
    )
    def test_what_may_be_read_two_ways_stays(self, text):
        assert mended(text) == text

    def test_what_was_read_is_kept_beside_it(self):
        line = (Spot("TÔ", 87, 1, Box(0, 0, 1, 1)), Spot("CHỨC", 93, 1, Box(2, 0, 3, 1)))
        (block,) = scan_mend.mended([Block(PieceKind.PARAGRAPH, ((line,),))])
        assert [(spot.text, spot.read) for spot in block.cells[0][0]] == [("TỔ", "TÔ"), ("CHỨC", None)]

    @given(st.text())
    def test_any_text_is_taken_word_for_word(self, text):
        assert len(mended(text).split()) <= len(text.split()) + 1


tokens = st.builds(Token, st.text(min_size=1), st.integers(0, 100), *[st.integers(-5, 3000)] * 4, st.integers(0, 50))


class TestAnything:
    @given(st.lists(st.lists(tokens, max_size=30), min_size=1, max_size=4))
    def test_words_wherever_they_stand_make_a_text_that_holds_them(self, pages):
        views = [View(Frame(1240, 1754), tuple(page), Rules()) for page in pages]
        text = laid_out(*views)
        for number, words in text.words.items():
            assert 1 <= number <= len(pages)
            for before, after in pairwise(words):
                assert before.span.end < after.span.start
        ends = [piece.span.end for piece in text.pieces]
        assert ends == sorted(ends) and (not ends or ends[-1] == len(text.text))


class TestStore:
    reads = st.builds(
        Read,
        st.integers(1, 999),
        st.floats(1, 9999),
        st.floats(1, 9999),
        st.sampled_from([0, 90, 180, 270]),
        st.lists(
            st.builds(
                View,
                st.builds(Frame, st.integers(1, 9999), st.integers(1, 9999), st.floats(-6, 6)),
                st.lists(tokens).map(tuple),
                st.builds(Rules, st.lists(st.builds(Rule, *[st.integers(0, 999)] * 3)).map(tuple)),
            )
        ).map(tuple),
    )

    @given(reads)
    def test_what_is_packed_comes_out_again(self, read):
        assert scan_store.unpacked(scan_store.packed(read)) == read

    @given(st.binary())
    def test_what_another_wrote_is_not_believed(self, data):
        assert scan_store.unpacked(data) is None

    def test_a_folder_keeps_and_forgives(self, tmp_path):
        store = read.Folder(tmp_path / "scans")
        assert store.get("a" * 64) is None
        store.put("a" * 64, b"one")
        store.put("a" * 64, b"two")
        assert store.get("a" * 64) == b"two"
        assert [path.name for path in (tmp_path / "scans").iterdir()] == ["a" * 64]
        blocked = tmp_path / "file"
        blocked.write_bytes(b"")
        read.Folder(blocked).put("b" * 64, b"three")
        assert read.Folder(blocked).get("b" * 64) is None
