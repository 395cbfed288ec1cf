"""What is seen of a page before a word is read: seals, slant, side, two pages in one, rules; what is refused."""

import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from tests.tiendo.plan.read import scans
from tiendo.plan import read
from tiendo.plan.read import faults, scan_light, scan_picture, scan_rules, scan_shape, scan_tables

pytestmark = scans.needs_font


@pytest.fixture(scope="module")
def page():
    return scans.plan().image


def ink(image):
    return scan_shape.small(image.convert("L"))


def darkness(image, box):
    return 255 - image.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


class TestLight:
    def test_a_red_seal_goes_and_the_black_under_it_stays(self, page):
        stamped = page.copy()
        sheet = scans.Sheet()
        sheet.image, sheet.pen = stamped, ImageDraw.Draw(stamped)
        sheet.seal(700, 560).seal(900, 1300)
        lit = scan_light.lit(stamped)
        assert lit.seal
        assert darkness(lit.picture, (780, 1180, 1020, 1420)) < 3
        words = (600, 500, 800, 620)
        assert darkness(lit.picture, words) == pytest.approx(darkness(page.convert("L"), words), abs=6)

    def test_blue_ink_stays_for_numbers_are_written_with_it(self, page):
        signed = page.copy()
        ImageDraw.Draw(signed).line((300, 1300, 700, 1400), fill=(20, 30, 160), width=9)
        lit = scan_light.lit(signed)
        assert not lit.seal
        assert darkness(lit.picture, (300, 1300, 700, 1400)) > 8

    @pytest.mark.parametrize("paper", [90, 150])
    def test_a_dark_page_becomes_white(self, page, paper):
        dark = page.convert("L").point(lambda level: level * paper // 255)
        lit = scan_light.lit(dark)
        assert lit.dark
        assert darkness(lit.picture, (100, 1300, 1100, 1700)) < 10
        assert min(lit.picture.crop((300, 480, 1100, 700)).tobytes()) < 80

    def test_a_page_darker_on_one_side_is_evened_out(self, page):
        shade = Image.linear_gradient("L").resize(page.size).point(lambda level: 120 + level * 135 // 255)
        shaded = Image.composite(page.convert("L"), Image.new("L", page.size, 0), shade)
        lit = scan_light.lit(shaded)
        assert lit.dark
        assert darkness(lit.picture, (100, 20, 1100, 100)) < 10

    def test_dark_bars_at_the_edges_go(self, page):
        barred = page.convert("L")
        ImageDraw.Draw(barred).rectangle((1225, 0, 1239, 1753), fill=20)
        assert darkness(scan_light.lit(barred).picture, (1200, 0, 1240, 1754)) < 1


class TestShape:
    @pytest.mark.parametrize("angle", [-4.0, -1.3, 0.8, 2.6])
    def test_the_slant_is_measured(self, page, angle):
        slanted = page.convert("L").rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        assert scan_shape.skew(ink(slanted)) == pytest.approx(-angle, abs=0.3)

    def test_a_straight_page_is_left_alone(self, page):
        assert scan_shape.skew(ink(page)) == 0

    def test_a_page_on_its_side_is_told(self, page):
        assert not scan_shape.is_sideways(ink(page))
        assert scan_shape.is_sideways(ink(page.transpose(Image.Transpose.ROTATE_90)))

    def test_two_pages_side_by_side_are_parted_between_them(self, page):
        both = Image.new("RGB", (2 * page.width, page.height), "white")
        both.paste(page, (0, 0))
        both.paste(page, (page.width, 0))
        assert scan_shape.gutter(ink(both)) == pytest.approx(0.5, abs=0.05)

    def test_a_page_across_with_a_table_is_one_page(self):
        sheet = scans.Sheet((1754, 1240))
        sheet.table([("TT", "Nhiệm vụ", "Đơn vị chủ trì")] * 6, (100, 700, 600))
        assert scan_shape.gutter(ink(sheet.image)) is None


class TestRules:
    def test_the_frame_of_a_table_is_found_and_painted_over(self):
        sheet = scans.Sheet()
        widths, rows = (90, 500, 300), [("TT", "Nhiệm vụ", "Chủ trì"), ("1", "Lập sổ", "Sở Y tế")]
        top = sheet.table(rows, widths)
        grey = sheet.image.convert("L")
        found = scan_rules.rules(grey)
        (frame,) = scan_tables.frames(found)
        assert (frame.left, frame.top) == pytest.approx((sheet.left, top), abs=4)
        assert (frame.right, frame.bottom) == pytest.approx((sheet.left + sum(widths), sheet.y), abs=4)
        clear = scan_rules.painted_over(grey, found)
        assert darkness(clear, (sheet.left - 2, top - 2, sheet.left + 60, top + 4)) < 20

    def test_letters_are_no_rules(self, page):
        assert scan_rules.rules(page.convert("L")) == scan_rules.Rules()


class TestPictures:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF"])
    def test_every_kind_of_picture_is_taken_at_the_same_size(self, page, kind):
        (sheet,) = scan_picture.sheets(scans.data(page, kind), [1])
        assert sheet.picture.size == scans.A4
        assert (sheet.width, sheet.height) == pytest.approx((595, 841.7), abs=0.5)

    @pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "I;16"])
    def test_every_mode_is_taken_and_what_is_see_through_is_white(self, page, mode):
        kind = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
        if mode == "I;16":
            raw = b"".join(struct.pack("<H", level * 257) for level in page.convert("L").resize((310, 438)).tobytes())
            image = Image.frombytes("I;16", (310, 438), raw)
        else:
            image = page.convert(mode)
        if mode == "RGBA":
            image.putalpha(image.convert("L").point(lambda level: 255 - level))
        (sheet,) = scan_picture.sheets(scans.data(image, kind), [1])
        assert sheet.picture.mode in ("L", "RGB")
        assert darkness(sheet.picture.convert("L"), (0, 1300, 1240, 1754)) < 3

    def test_a_fax_has_several_pages_and_a_moving_picture_one(self, page):
        several = scans.data(page, "TIFF", save_all=True, append_images=[page, page])
        moving = scans.data(page.convert("P"), "GIF", save_all=True, append_images=[Image.new("P", page.size)])
        assert (scan_picture.count(several), scan_picture.count(moving)) == (3, 1)

    def test_pages_of_a_pdf_come_in_their_order_and_size(self, page):
        wide = page.transpose(Image.Transpose.ROTATE_90)
        document = scans.pdf(page, wide, page)
        assert scan_picture.count(document) == 3
        sheets = list(scan_picture.sheets(document, [1, 2]))
        assert [sheet.number for sheet in sheets] == [1, 2]
        assert sheets[0].picture.size == pytest.approx(scans.A4, abs=1)
        assert sheets[1].picture.size == pytest.approx((1754, 1240), abs=1)
        assert sheets[1].width == pytest.approx(842, abs=1)


def header_of_png(width, height):
    body = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + body
    rows = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(body))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + struct.pack(">I", len(rows))
        + b"IDAT"
        + rows
        + struct.pack(">I", zlib.crc32(b"IDAT" + rows))
    )


class TestRefused:
    @pytest.mark.parametrize(
        ("bytes_", "code"),
        [
            pytest.param(header_of_png(60_000, 60_000), "F040", id="a bomb"),
            pytest.param(header_of_png(13_000, 13_000), "F040", id="nearly a bomb"),
            pytest.param(b"\x89PNG\r\n\x1a\n" + b"x" * 200, "F026", id="no picture"),
            pytest.param(b"\xff\xd8\xff" + b"\0" * 50, "F026", id="a broken JPEG"),
            pytest.param(b"II*\x00" + b"\xff" * 60, "F026", id="a broken TIFF"),
        ],
    )
    def test_what_is_too_large_or_broken(self, bytes_, code):
        with pytest.raises(faults.Unreadable) as told:
            list(scan_picture.sheets(bytes_, [1]))
        assert told.value.rule.code == code

    def test_a_picture_of_one_point(self):
        with pytest.raises(faults.Unreadable) as told:
            list(scan_picture.sheets(scans.data(Image.new("L", (1, 1))), [1]))
        assert told.value.rule.code == "F041"

    def test_a_strip_without_end_is_held_to_a_size(self):
        (sheet,) = scan_picture.sheets(scans.data(Image.new("L", (120, 30_000), 255)), [1])
        assert max(sheet.picture.size) <= 4 * scan_picture.SHORT_SIDE

    def test_half_a_pdf(self, page):
        whole = scans.pdf(page)
        with pytest.raises(faults.Unreadable) as told:
            scan_picture.count(whole[:300])
        assert told.value.rule.code == "F026"

    @scans.needs_engine
    def test_a_picture_without_words_is_no_document(self):
        noise = Image.effect_noise((900, 600), 90)
        source, told = read.read(scans.data(noise), "anh.png", read.Scanning())
        assert source is None
        assert [one.code for one in told] == ["F042"]

    def test_a_picture_cut_off_in_the_middle_is_told(self, page):
        whole = scans.data(page, "JPEG")
        with pytest.raises(faults.Unreadable):
            list(scan_picture.sheets(whole[: len(whole) // 3], [1]))


def test_nothing_of_a_picture_is_kept_open(page, recwarn):
    list(scan_picture.sheets(scans.data(page), [1]))
    assert not recwarn.list
