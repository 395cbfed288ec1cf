"""Scans from bytes to a source: read by the engine itself, on pages that we draw."""

import datetime as dt

import pytest
from PIL import Image

from tests.tiendo.plan.read import scans
from tiendo import programs
from tiendo.plan import compiler, read
from tiendo.plan.context import Context
from tiendo.plan.read import scan, scan_engine, scan_picture
from tiendo.source import PieceKind

pytestmark = scans.needs_engine


class Memory:
    """A store that counts."""

    def __init__(self):
        self.kept, self.asked = {}, 0

    def get(self, key):
        self.asked += 1
        return self.kept.get(key)

    def put(self, key, value):
        self.kept[key] = value


def source_of(image, name="trang.png", **how):
    source, told = read.read(scans.data(image), name, read.Scanning(**how))
    assert source is not None, told
    return source, {one.code: dict(one.args) for one in told}


def words(text):
    return text.replace("\n", " ").replace("\t", " ").split()


def share_right(source, wanted=scans.BODY):
    """Which share of the words that were drawn were read, to the letter."""
    expected = words(" ".join(wanted))
    return sum(word in words(source.text) for word in expected) / len(expected)


@pytest.fixture(scope="module")
def page():
    return scans.plan()


@pytest.fixture(scope="module")
def plain(page):
    """The page as it was drawn, read once for all."""
    return source_of(page.image)


class TestAPage:
    def test_its_words_stand_in_their_order(self, plain):
        source, told = plain
        assert share_right(source) > 0.97
        assert source.media_type == "image/png"
        assert "F042" not in told and "F046" not in told

    def test_the_head_is_a_row_and_the_items_are_paragraphs(self, plain):
        source, _ = plain
        assert [piece.kind for piece in source.pieces] == [PieceKind.ROW, *[PieceKind.PARAGRAPH] * 5]
        assert source.slice(source.pieces[0].cells[1]).startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")

    def test_every_span_can_be_shown_on_the_page(self, plain):
        source, _ = plain
        (only,) = source.pages
        assert (only.number, only.turned, only.ocr) == (1, 0, True)
        span = source.pieces[4].span
        (place,) = source.places(span)
        # Item 1 takes three lines of the page, each as wide as the text.
        assert len(place.boxes) == 3
        assert all(0.1 * only.width < box.left < box.right < 0.95 * only.width for box in place.boxes)

    def test_it_compiles_as_the_text_does(self, plain):
        source, _ = plain
        plan, _ = compiler.compile(source, Context(on=dt.date(2026, 3, 3)))
        assert [task.deadline.values for task in plan.tasks] == [("2026-04-15",), ("2026-04-30",)]
        assert plan.head.symbol is not None and plan.head.symbol.value == "15/KH-UBND"


class TestOnce:
    def test_what_was_read_is_not_read_again(self, page, monkeypatch):
        store, told = Memory(), []
        first, _ = source_of(page.image, store=store, progress=lambda done, all_: told.append((done, all_)))
        assert (len(store.kept), told) == (1, [(1, 1)])

        def never(*_, **__):
            raise AssertionError("the engine was started again")

        monkeypatch.setattr(scan_engine.Engine, "words", never)
        second, _ = source_of(page.image, store=store, progress=lambda done, all_: told.append((done, all_)))
        assert (second, told[-1]) == (first, (1, 1))

    def test_what_a_store_gives_wrong_is_read_again(self, page):
        store = Memory()
        store.get = lambda key: b'{"page": [1]}'
        assert share_right(source_of(page.image, store=store)[0]) > 0.97


class TestUnasked:
    @pytest.mark.parametrize("kind", ["PNG", "PDF"])
    def test_scans_are_told_and_not_read(self, page, kind):
        source, told = read.read(scans.data(page.image, kind), "trang")
        assert source is None
        assert [(one.code, dict(one.args)["pages"]) for one in told] == [("F030", "1")]


class TestWithoutTheEngine:
    def test_it_is_named(self, page, monkeypatch):
        monkeypatch.setattr(programs, "find", lambda *names: None)
        source, told = read.read(scans.data(page.image), "trang.png", read.Scanning())
        assert source is None
        assert [(one.code, dict(one.args)["program"]) for one in told] == [("F022", "tesseract-ocr")]


@pytest.mark.deep
class TestHowItLies:
    @pytest.mark.parametrize(
        ("turn", "degrees"),
        [(Image.Transpose.ROTATE_180, 180), (Image.Transpose.ROTATE_90, 90), (Image.Transpose.ROTATE_270, 270)],
    )
    def test_on_its_head_and_on_its_side(self, page, turn, degrees):
        source, told = source_of(page.image.transpose(turn))
        assert share_right(source) > 0.95
        assert told["F046"] == {"count": "1", "pages": "1"}
        assert source.pages[0].turned == degrees
        assert source.pages[0].width < source.pages[0].height

    @pytest.mark.parametrize("angle", [-3.0, 1.5])
    def test_askew_with_boxes_where_the_words_are(self, page, plain, angle):
        source, _ = source_of(page.image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white"))
        assert share_right(source) > 0.9
        here, there = (
            next(word.box for word in one.pages[0].words if one.slice(word.span) == "KẾ") for one in (source, plain[0])
        )
        # The title stands near the middle, so that turning the page moves it little to the side.
        assert here.top == pytest.approx(there.top, abs=12)
        assert here.left == pytest.approx(there.left, abs=25)

    def test_two_pages_in_one_picture(self, page):
        other = scans.Sheet()
        other.paragraph("3. Công an tỉnh lập phương án chữa cháy, báo cáo Ủy ban nhân dân tỉnh trong tháng 5 năm 2026.")
        both = Image.new("RGB", (2 * page.image.width, page.image.height), "white")
        both.paste(page.image, (0, 0))
        both.paste(other.image, (page.image.width, 0))
        source, told = source_of(both)
        assert share_right(source) > 0.9
        assert source.text.index("2. Sở Tài chính") < source.text.index("3. Công an tỉnh")
        assert told["F046"]["pages"] == "1"
        third = source.places(source.pieces[-1].span)[0].boxes[0]
        assert third.left > source.pages[0].width / 2

    def test_dark_and_under_a_seal(self, page):
        sheet = scans.Sheet()
        sheet.image.paste(page.image)
        sheet.seal(500, 900)
        source, _ = source_of(sheet.image.point(lambda level: level * 150 // 255))
        assert share_right(source) > 0.9

    def test_a_table_becomes_rows(self):
        sheet = scans.Sheet().centred("PHỤ LỤC").down(80)
        rows = [
            ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"),
            ("1", "Lập danh sách hộ nghèo", "Sở Y tế", "30/4/2026"),
            ("2", "Mua sắm thiết bị", "Sở Tài chính", "15/5/2026"),
        ]
        sheet.table(rows, (80, 400, 270, 200))
        source, _ = source_of(sheet.image)
        found = [[source.slice(cell) for cell in piece.cells] for piece in source.pieces if piece.cells]
        assert found == [list(row) for row in rows]

    def test_another_language_is_told(self):
        sheet = scans.Sheet()
        text = (
            "The Prime Minister hereby decides that every ministry shall report on the progress of the work assigned "
        )
        for _ in range(3):
            sheet.paragraph(text + "before the end of the month, and shall name those who are responsible.")
        assert "F047" in source_of(sheet.image)[1]


@pytest.mark.deep
class TestManyPages:
    def test_pages_come_in_order_however_many_are_read_at_a_time(self, page):
        pages = []
        for number in range(1, 6):
            sheet = scans.Sheet().paragraph(
                f"Điều {number}. Sở Y tế chủ trì lập sổ theo dõi số {number} của toàn tỉnh."
            )
            pages.append(sheet.image)
        told = []
        document = scans.pdf(*pages)
        reads, unread = scan.pages(
            document,
            range(1, scan_picture.count(document) + 1),
            read.Scanning(jobs=2, progress=lambda done, all_: told.append((done, all_))),
        )
        assert [one.number for one in reads] == [1, 2, 3, 4, 5] and not unread
        assert told == [(done, 5) for done in range(1, 6)]
        for one in reads:
            assert f"{one.number}." in [token.text for view in one.views for token in view.tokens]
