"""Archives and mails: what they carry is read, and what they could do is not done."""

from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tiendo.plan.read import builders as b
from tiendo.plan.read import read, read_all, several

PLAN = b.docx(b.p("Kế hoạch tiêm chủng"))
NOTE = "Kính gửi: Sở Y tế".encode()


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def told(data: bytes, name: str = "a.zip") -> list[tuple[str, list[str]]]:
    return [(one.name, [each.name for each in one.told]) for one in read_all(data, name) if one.source is None]


def texts(data: bytes, name: str = "a.zip") -> dict[str, str]:
    return {one.name: one.source.text for one in read_all(data, name) if one.source}


def mail(body: str = "Xin gửi kế hoạch.", *files: tuple[str, bytes], charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "vanphong@minhha.invalid"
    message["Subject"] = "Kế hoạch"
    message.set_content(body, charset=charset)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_each_file_of_an_archive_is_read_under_its_own_name() -> None:
    data = zipped(
        ("thu muc/Kế hoạch.docx", PLAN), ("ghi-chu.txt", NOTE), ("__MACOSX/._x.docx", b"x"), ("Thumbs.db", b"x")
    )
    assert texts(data) == {"a.zip › Kế hoạch.docx": "Kế hoạch tiêm chủng", "a.zip › ghi-chu.txt": "Kính gửi: Sở Y tế"}
    assert told(data) == []


def test_an_archive_of_one_document_is_that_document() -> None:
    source, _ = read(zipped(("ke-hoach.docx", PLAN), ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(20))), "a.zip")
    assert source is not None
    assert (source.name, source.text) == ("ke-hoach.docx", "Kế hoạch tiêm chủng")


def test_an_archive_of_several_is_told() -> None:
    source, found = read(zipped(("a.docx", PLAN), ("b.txt", NOTE)), "a.zip")
    assert source is None
    assert [(one.name, dict(one.args)) for one in found] == [("file-of-several", {"count": "2"})]


def test_attachments_of_a_mail_and_its_own_words_are_read() -> None:
    data = mail("Xin gửi kế hoạch.", ("Kế hoạch.docx", PLAN))
    assert texts(data, "thu.eml") == {
        "thu.eml › Kế hoạch.docx": "Kế hoạch tiêm chủng",
        "thu.eml › thu.txt": "Xin gửi kế hoạch.\n",
    }
    source, _ = read(data, "thu.eml")
    assert source is not None
    assert source.name == "Kế hoạch.docx"


def test_a_mail_without_attachments_is_its_words_in_any_charset() -> None:
    source, _ = read(mail("Café à Huế"[:4], charset="iso-8859-1"), "thu.eml")
    assert source is not None
    assert source.text.strip() == "Café"


def test_a_name_with_a_path_keeps_its_last_part() -> None:
    data = zipped(("../../etc/ke-hoach.txt", NOTE), ("C:\\x\\y.txt", NOTE), ("/a/b.txt", NOTE))
    assert list(texts(data)) == ["a.zip › ke-hoach.txt", "a.zip › y.txt", "a.zip › b.txt"]


def nested(levels: int) -> bytes:
    data = zipped(("ke-hoach.txt", NOTE))
    for level in range(levels - 1):
        data = zipped((f"{level}.zip", data))
    return data


def test_archives_in_archives_are_opened_as_deep_as_the_limit() -> None:
    assert list(texts(nested(3))) == ["a.zip › 1.zip › 0.zip › ke-hoach.txt"]
    assert texts(nested(4)) == {}
    assert told(nested(4)) == [("a.zip › 2.zip › 1.zip › 0.zip", ["archive-beyond-limits"])]


def test_an_archive_that_holds_itself_ends() -> None:
    # Each level holds the next twice; the work is bounded by depth and by number.
    data = zipped(("x.txt", NOTE))
    for _ in range(12):
        data = zipped(("a.zip", data), ("b.zip", data))
    assert {names[0] for _, names in told(data)} == {"archive-beyond-limits"}


def test_the_number_of_files_is_bounded() -> None:
    data = zipped(*((f"{number}.txt", NOTE) for number in range(several.MAX_FILES + 50)))
    assert len(texts(data)) == several.MAX_FILES
    assert told(data) == [("a.zip › 200.txt", ["archive-beyond-limits"])]


def test_a_bomb_is_refused() -> None:
    assert told(zipped(("a.txt", bytes(60 * 1024 * 1024)))) == [("a.zip", ["archive-bomb"])]


def test_the_size_of_all_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several, "MAX_BYTES", 2_000)
    data = zipped(("a.txt", b"x" * 1_500), ("b.txt", b"y" * 1_500))
    assert list(texts(data)) == ["a.zip › a.txt"]
    assert told(data) == [("a.zip › b.txt", ["archive-beyond-limits"])]


def locked(data: bytes) -> bytes:
    """The archive with its first entry marked as encrypted."""
    changed = bytearray(data)
    changed[6] |= 1
    start = changed.index(b"PK\x01\x02")
    changed[start + 8] |= 1
    return bytes(changed)


def test_what_is_locked_is_told_and_the_rest_read() -> None:
    data = locked(zipped(("mat.docx", PLAN), ("ghi-chu.txt", NOTE)))
    assert list(texts(data)) == ["a.zip › ghi-chu.txt"]
    assert told(data) == [("a.zip › mat.docx", ["archive-member-locked"])]


def test_a_lie_about_a_size_is_no_bomb() -> None:
    data = bytearray(zipped(("a.txt", b"x" * 100)))
    start = data.index(b"PK\x01\x02")
    data[start + 24 : start + 28] = struct.pack("<I", 5)
    assert told(bytes(data)) == [("a.zip › a.txt", ["archive-broken"])]


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(40), zipped(("a.txt", NOTE))[:-10]])
def test_a_broken_archive_is_told(data: bytes) -> None:
    assert told(data) == [("a.zip", ["archive-broken"])]


def test_an_archive_of_nothing_is_told() -> None:
    assert told(zipped(("thu muc/", b""))) == [("a.zip", ["file-without-text"])]


@given(st.binary(max_size=200), st.integers(0, 400), st.sampled_from(["a.zip", "a.eml"]))
def test_no_damage_raises(junk: bytes, at: int, name: str) -> None:
    whole = zipped(("a.txt", NOTE)) if name == "a.zip" else mail("Xin gửi", ("a.txt", NOTE))
    data = whole[:at] + junk + whole[at + len(junk) :]
    assert read_all(data, name)
    read(data, name)


def test_the_checksum_of_a_member_is_looked_at() -> None:
    data = bytearray(zipped(("a.txt", NOTE)))
    start = data.index(b"PK\x01\x02")
    data[start + 16] ^= 0xFF
    assert told(bytes(data)) == [("a.zip › a.txt", ["archive-broken"])]
