"""Pages of our own, drawn as scans are: words with places that are known, seals, turned and slanted sheets."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont

from tools import packages

FONTS = "/usr/share/fonts/truetype/noto/"
NEEDED = ("tesseract-ocr", "tesseract-ocr-vie", "fonts-noto-core")
needs_engine = pytest.mark.skipif(bool(packages.lacking(*NEEDED)), reason=f"needs {', '.join(NEEDED)}")
needs_font = pytest.mark.skipif(bool(packages.lacking("fonts-noto-core")), reason="needs fonts-noto-core")

A4 = (1240, 1754)
HEAD = (
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("TỈNH SƠN HẢI", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 15/KH-UBND", "Sơn Hải, ngày 02 tháng 3 năm 2026"),
)
BODY = (
    "Căn cứ tình hình thời tiết năm nay, Ủy ban nhân dân tỉnh ban hành kế hoạch phòng, chống "
    "cháy rừng trong mùa khô trên địa bàn toàn tỉnh như sau:",
    "1. Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Công an tỉnh kiểm tra các khu rừng "
    "có nguy cơ cháy cao, hoàn thành trước ngày 15/4/2026.",
    "2. Sở Tài chính bố trí kinh phí mua sắm thiết bị chữa cháy, hoàn thành trước ngày 30/4/2026.",
)


def font(size=27, bold=False):
    return ImageFont.truetype(f"{FONTS}NotoSerif-{'Bold' if bold else 'Regular'}.ttf", size)


class Sheet:
    """A white page that is written on from the top."""

    def __init__(self, size=A4, colour="white"):
        self.image = Image.new("RGB", size, colour)
        self.pen = ImageDraw.Draw(self.image)
        self.left, self.right, self.y = 170, size[0] - 120, 120

    def centred(self, text, x=None, size=27, bold=True):
        x = (self.left + self.right) / 2 if x is None else x
        self.pen.text((x, self.y), text, font=font(size, bold), fill="black", anchor="ma")
        return self

    def down(self, points=44):
        self.y += points
        return self

    def columns(self, rows, left=360, right=840):
        for one, other in rows:
            self.centred(one, left, 24).centred(other, right, 24).down(42)
        return self

    def paragraph(self, text, size=27, indent=60):
        """Words wrapped at the right margin, the first line indented."""
        face, x, line = font(size), self.left + indent, []
        for word in text.split():
            if line and x + self.pen.textlength(" ".join([*line, word]), font=face) > self.right:
                self._line(x, line, face)
                x, line = self.left, []
            line.append(word)
        self._line(x, line, face)
        return self.down(14)

    def _line(self, x, words, face):
        self.pen.text((x, self.y), " ".join(words), font=face, fill="black")
        self.y += 42

    def table(self, rows, widths, height=70):
        """A ruled table."""
        top = self.y
        for row in rows:
            x = self.left
            for text, width in zip(row, widths, strict=True):
                self.pen.rectangle((x, self.y, x + width, self.y + height), outline="black", width=2)
                self.pen.text((x + 14, self.y + 14), text, font=font(24), fill="black")
                x += width
            self.y += height
        return top

    def seal(self, x, y, radius=110):
        for ring in (radius, radius - 26):
            self.pen.ellipse((x - ring, y - ring, x + ring, y + ring), outline=(215, 40, 50), width=5)
        self.pen.text((x, y), "SỞ Y TẾ", font=font(30, True), fill=(215, 40, 50), anchor="mm")
        return self


def plan():
    """The first page of a plan."""
    sheet = Sheet().columns(HEAD).down(40)
    sheet.centred("KẾ HOẠCH", size=30).down().centred("Phòng, chống cháy rừng mùa khô năm 2026").down(70)
    for text in BODY:
        sheet.paragraph(text)
    return sheet


def data(image, kind="PNG", **how):
    """The bytes of a picture in a format."""
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def pdf(*images):
    """A PDF with a picture on each page and no text."""
    first, *others = images
    return data(first, "PDF", resolution=150, save_all=True, append_images=others)
